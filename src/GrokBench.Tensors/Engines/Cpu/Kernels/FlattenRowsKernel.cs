using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>y (1 x T·D): the rows of X (T x D) end to end.</summary>
internal sealed unsafe class FlattenRowsKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged, System.Numerics.IAdditionOperators<T, T, T>
{
    public override void Forward(Workspace<T> workspace)
    {
        var x = InputPlace(0);
        for (var example = 0; example < workspace.Count; example++)
        {
            T* source = workspace.Value(Input(0)) + ((nint)example * x.Size);
            T* target = workspace.Value(Id) + ((nint)example * Out.Size);
            for (var i = 0; i < x.Rows; i++) new ReadOnlySpan<T>(source + (i * x.Stride), x.Columns).CopyTo(new Span<T>(target + (i * x.Columns), x.Columns));
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
        if (!Wanted(0)) return;
        var x = InputPlace(0);
        for (var example = 0; example < workspace.Count; example++)
        {
            T* source = workspace.Gradient(Id) + ((nint)example * Out.Size);
            T* target = workspace.Gradient(Input(0)) + ((nint)example * x.Size);
            for (var i = 0; i < x.Rows; i++)
            {
                T* from = source + (i * x.Columns);
                T* to = target + (i * x.Stride);
                for (var j = 0; j < x.Columns; j++) to[j] = IsFirst(0) ? from[j] : to[j] + from[j];
            }
        }
    }
}

/// <summary>Of <see cref="FlattenRowsOperation"/>.</summary>
internal sealed class FlattenRowsKernel : KernelMaker<FlattenRowsOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new FlattenRowsKernel<T>(node);
}
