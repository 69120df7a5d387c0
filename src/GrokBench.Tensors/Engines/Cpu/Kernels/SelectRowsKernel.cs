using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>Y (k x D): chosen rows of X (T x D). A row chosen twice gets both gradients.</summary>
internal sealed unsafe class SelectRowsKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged
{
    private readonly int[] rows = [.. ((SelectRowsOperation)node.Operation).Rows];

    public override void Forward(Workspace<T> workspace)
    {
        var x = InputPlace(0);
        for (var example = 0; example < workspace.Count; example++)
        {
            T* source = workspace.Value(Input(0)) + ((nint)example * x.Size);
            T* target = workspace.Value(Id) + ((nint)example * Out.Size);
            for (var i = 0; i < Out.Rows; i++) Elementwise<T>.Pass(source + (rows[i] * x.Stride), target + (i * Out.Stride), Out.Vectors, overwrite: true);
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
        if (!Wanted(0)) return;
        var x = InputPlace(0);
        if (IsFirst(0)) Elementwise<T>.Clear(workspace.Gradient(Input(0)), (nint)workspace.Count * x.Size);
        for (var example = 0; example < workspace.Count; example++)
        {
            T* source = workspace.Gradient(Id) + ((nint)example * Out.Size);
            T* target = workspace.Gradient(Input(0)) + ((nint)example * x.Size);
            for (var i = 0; i < Out.Rows; i++) Elementwise<T>.Pass(source + (i * Out.Stride), target + (rows[i] * x.Stride), Out.Vectors, overwrite: false);
        }
    }
}

/// <summary>Of <see cref="SelectRowsOperation"/>.</summary>
internal sealed class SelectRowsKernel : KernelMaker<SelectRowsOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new SelectRowsKernel<T>(node);
}
