namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// Where kernels read and write while a chunk of examples goes through the graph: by node, the value, its gradient and what the kernel keeps
/// between forward and backward. Values of parameters and shared nodes, and the gradients of a row group, are pointed to from here too.
/// </summary>
internal sealed unsafe class Workspace<T>
    where T : unmanaged
{
    private readonly nint[] values, gradients, extras, indices;

    /// <param name="nodes">Number of nodes.</param>
    /// <param name="chunk">Most examples of a chunk.</param>
    public Workspace(int nodes, int chunk)
    {
        (values, gradients, extras, indices) = (new nint[nodes], new nint[nodes], new nint[nodes], new nint[nodes]);
        Rows = new int[chunk];
    }

    /// <summary>Examples in the present chunk; 1 in the shared stage.</summary>
    public int Count { get; set; }

    /// <summary>Examples of the batch before the chunk.</summary>
    public int First { get; set; }

    /// <summary>Whether this is the first chunk of a row group: what it overwrites, later ones add to.</summary>
    public bool IsFirstChunk { get; set; }

    /// <summary>Whether nobody else is at work, so that the rows of a product may be shared out.</summary>
    public bool SharesProducts { get; set; }

    /// <summary>Indices of the chunk's examples; the first <see cref="Count"/> are in use.</summary>
    public int[] Rows { get; }

    public Examples Examples { get; set; } = null!;

    public T* Value(int node) => (T*)values[node];

    public T* Gradient(int node) => (T*)gradients[node];

    public T* Extra(int node) => (T*)extras[node];

    /// <summary>A gather's: which rows of its table it takes, example by example. Another kernel's: whole numbers that it needs beside its values.</summary>
    public int* Indices(int node) => (int*)indices[node];

    public void SetValue(int node, T* pointer) => values[node] = (nint)pointer;

    public void SetGradient(int node, T* pointer) => gradients[node] = (nint)pointer;

    public void SetExtra(int node, T* pointer) => extras[node] = (nint)pointer;

    public void SetIndices(int node, int* pointer) => indices[node] = (nint)pointer;
}
