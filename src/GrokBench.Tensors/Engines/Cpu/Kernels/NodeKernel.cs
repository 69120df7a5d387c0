using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// One node's computation over a chunk of examples, forward and backward. Backward adds to the gradients of parameters and shared nodes, in the
/// order of the examples; the gradient of an example's own node it adds to, or overwrites when it is the first to reach it.
/// </summary>
internal abstract unsafe class NodeKernel<T>(Node node)
    where T : unmanaged
{
    private readonly int[] inputs = [.. node.Inputs.Select(input => input.Id)];
    private readonly Place[] places = [.. node.Inputs.Select(input => Place.Of<T>(input.Shape))];
    private readonly bool[] perExample = [.. node.Inputs.Select(input => input.Stage == Stage.Example)];
    private readonly Node?[] tables = new Node?[node.Inputs.Length];
    private Reach[] reach = [];

    public Node Node { get; } = node;

    protected int Id { get; } = node.Id;

    protected Place Out { get; } = Place.Of<T>(node.Shape);

    /// <summary>Elements per example kept between forward and backward.</summary>
    public virtual int ExtraCount => 0;

    /// <summary>Whole numbers that the kernel needs beside its values, for a chunk of so many examples.</summary>
    public virtual int IndexCount(int chunk) => 0;

    /// <summary>Into how many blocks the rows of a node that belongs to no example fall; each is treated as an example is.</summary>
    protected virtual int Blocks => 1;

    /// <summary>Called once, before anything runs: which inputs want a gradient, and who comes first.</summary>
    public void Settle(ReadOnlySpan<Reach> reaches) => reach = reaches.ToArray();

    /// <summary>Whether an input's rows are only ever read one by one, so that they may lie scattered over a table.</summary>
    public virtual bool ReadsRows(int index) => false;

    /// <summary>Whether the value of the first input is not needed once this kernel has run, and the result may be written over it.</summary>
    public virtual bool ForgetsInput => false;

    /// <summary>Whether the kernel reads its own value in its backward pass.</summary>
    public virtual bool KeepsValue => false;

    /// <summary>
    /// Whether the gradient of an input is made element by element from the result's, so that it may be written over it when nobody has reached it before.
    /// </summary>
    public virtual bool PassesGradient(int index) => false;

    /// <summary>Called once, before anything runs: an input gathers rows of a table, and is read there.</summary>
    public void ReadInPlace(int index, Node table) => tables[index] = table;

    public abstract void Forward(Workspace<T> workspace);

    public abstract void Backward(Workspace<T> workspace);

    protected int Input(int index) => inputs[index];

    protected ref readonly Place InputPlace(int index) => ref places[index];

    /// <summary>True when an input's value belongs to the example rather than to all of them.</summary>
    protected bool PerExample(int index) => perExample[index];

    /// <summary>The rows of an input over the chunk.</summary>
    protected Rows<T> ValueRows(Workspace<T> workspace, int index) => RowsAt(workspace, index, workspace.Value(tables[index]?.Id ?? inputs[index]));

    /// <summary>The rows of an input's gradient over the chunk.</summary>
    protected Rows<T> GradientRows(Workspace<T> workspace, int index) => RowsAt(workspace, index, workspace.Gradient(tables[index]?.Id ?? inputs[index]));

    /// <summary>Clears the gradient of an input that this kernel is the first to reach, for adding to it.</summary>
    protected void ClearFirst(Workspace<T> workspace, int index)
    {
        if (IsFirst(index)) Elementwise<T>.Clear(workspace.Gradient(Input(index)), (nint)workspace.Count * InputPlace(index).Size);
    }

    private Rows<T> RowsAt(Workspace<T> workspace, int index, T* start) =>
        new(start, places[index].Stride, perExample[index] || Blocks > 1 ? places[index].Rows / Blocks : 0, tables[index] is null ? null : workspace.Indices(inputs[index]));

    protected bool Wanted(int index) => reach[index] != Reach.Unwanted;

    /// <summary>Whether the input's gradient must be overwritten.</summary>
    public bool IsFirst(int index) => reach[index] == Reach.First;
}

/// <summary>How a kernel's backward pass treats the gradient of one of its inputs.</summary>
internal enum Reach
{
    /// <summary>Nothing trained lies behind it.</summary>
    Unwanted,

    /// <summary>Nobody has written it yet in this pass: overwrite.</summary>
    First,

    Add,
}
