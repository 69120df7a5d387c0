using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// Row i of Y (n x D) is row token[column i]·multiplier + offset i of the table; backward adds row i of dY to that row of the table's gradient. Where all who
/// read Y read rows one by one, they read and add to the table themselves, and only the rows' numbers are computed here.
/// </summary>
internal sealed unsafe class GatherKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged
{
    private readonly int[] columns = [.. ((GatherOperation)node.Operation).TokenColumns];
    private readonly int[] offsets = [.. ((GatherOperation)node.Operation).Offsets];
    private readonly int multiplier = ((GatherOperation)node.Operation).Multiplier;

    /// <summary>Whether readers go to the table.</summary>
    public bool InPlace { get; set; }

    public override int IndexCount(int chunk) => chunk * Out.Rows;

    public override void Forward(Workspace<T> workspace)
    {
        int* indices = workspace.Indices(Id);
        var (examples, rows) = (workspace.Examples, InputPlace(0).Rows);
        for (var example = 0; example < workspace.Count; example++)
        {
            var tokens = examples.Tokens.AsSpan(workspace.Rows[example] * examples.TokenWidth, examples.TokenWidth);
            for (var i = 0; i < columns.Length; i++)
            {
                var row = (tokens[columns[i]] * multiplier) + offsets[i];
                if ((uint)row >= (uint)rows) throw new ArgumentOutOfRangeException(nameof(workspace), $"token row {row} of a table of {rows} rows");
                *indices++ = row;
            }
        }

        if (!InPlace) Copy(workspace);
    }

    /// <summary>The rows themselves.</summary>
    public void Copy(Workspace<T> workspace)
    {
        T* table = workspace.Value(Input(0)), y = workspace.Value(Id);
        int* indices = workspace.Indices(Id);
        nint stride = InputPlace(0).Stride;
        for (var i = 0; i < workspace.Count * Out.Rows; i++, y += Out.Stride)
        {
            new ReadOnlySpan<T>(table + (indices[i] * stride), Out.Stride).CopyTo(new Span<T>(y, Out.Stride));
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
        if (InPlace || !Wanted(0)) return;
        T* table = workspace.Gradient(Input(0)), dy = workspace.Gradient(Id);
        int* indices = workspace.Indices(Id);
        nint stride = InputPlace(0).Stride;
        for (var i = 0; i < workspace.Count * Out.Rows; i++, dy += Out.Stride)
        {
            T* target = table + (indices[i] * stride);
            Elementwise<T>.Add(target, dy, target, Out.Vectors);
        }
    }
}

/// <summary>Of <see cref="GatherOperation"/>.</summary>
internal sealed class GatherKernel : KernelMaker<GatherOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new GatherKernel<T>(node);
}
