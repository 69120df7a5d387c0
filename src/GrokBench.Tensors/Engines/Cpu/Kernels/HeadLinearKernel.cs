using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// Y (R·H x D): row r·H + h is head h of X's row r times head h's rows of W. Per head dX = dY·Wᵀ and dW += Xᵀ·dY. In the shared stage only, so each product is
/// small and done once per step.
/// </summary>
internal sealed unsafe class HeadLinearKernel<T> : NodeKernel<T>, IItems
    where T : unmanaged
{
    private readonly int heads, width;
    private readonly Panels<T>[] transposed;
    private readonly Workers workers;
    private Workspace<T> workspace = null!;
    private bool forward;

    public HeadLinearKernel(Node node, NativeBlocks<T> blocks, Workers workers)
        : base(node)
    {
        (heads, this.workers) = (((HeadLinearOperation)node.Operation).Heads, workers);
        width = node.Inputs[0].Shape.Columns / heads;
        transposed = [.. Enumerable.Range(0, heads).Select(_ => new Panels<T>(blocks, node.Shape.Columns, width))];
    }

    public override void Forward(Workspace<T> workspace)
    {
        (this.workspace, forward) = (workspace, true);
        workers.Run(this, heads);
    }

    /// <summary>Heads whose columns of dX end within a vector go one after the other, since a product writes whole vectors.</summary>
    public override void Backward(Workspace<T> workspace)
    {
        (this.workspace, forward) = (workspace, false);
        if (width % System.Runtime.Intrinsics.Vector512<T>.Count == 0) workers.Run(this, heads);
        else
        {
            for (var head = 0; head < heads; head++) Backward(head);
        }
    }

    void IItems.Do(int item, int worker)
    {
        if (forward) Forward(item);
        else Backward(item);
    }

    private void Forward(int head)
    {
        var (x, w) = (InputPlace(0), InputPlace(1));
        MatrixProduct<T>.Multiply(
            workspace.Value(Input(0)) + (head * width), x.Stride, 1, workspace.Value(Input(1)) + ((nint)head * width * w.Stride), w.Stride,
            workspace.Value(Id) + (head * Out.Stride), heads * Out.Stride, x.Rows, Out.Vectors, width, Start.Zero);
    }

    private void Backward(int head)
    {
        var (x, w) = (InputPlace(0), InputPlace(1));
        T* slope = workspace.Gradient(Id) + (head * Out.Stride);
        var rows = (nint)head * width * w.Stride;
        if (Wanted(1))
        {
            MatrixProduct<T>.Multiply(
                workspace.Value(Input(0)) + (head * width), 1, x.Stride, slope, heads * Out.Stride, workspace.Gradient(Input(1)) + rows, w.Stride, width, Out.Vectors, x.Rows,
                Start.Sum);
        }

        if (!Wanted(0)) return;
        transposed[head].Pack(workspace.Value(Input(1)) + rows, w.Stride, transposed: true);
        Accumulate(transposed[head], slope, workspace.Gradient(Input(0)) + (head * width), x);
    }

    /// <summary>A head's columns of dX: through a buffer where the next head's would be touched.</summary>
    private void Accumulate(Panels<T> weight, T* slope, T* target, Place x)
    {
        var stride = weight.Vectors * System.Runtime.Intrinsics.Vector512<T>.Count;
        if (stride == width)
        {
            MatrixProduct<T>.Multiply(slope, heads * Out.Stride, 1, weight, target, x.Stride, x.Rows, Start.Sum);
            return;
        }

        T* row = stackalloc T[stride];
        for (var i = 0; i < x.Rows; i++, slope += heads * Out.Stride, target += x.Stride)
        {
            new ReadOnlySpan<T>(target, width).CopyTo(new Span<T>(row, width));
            MatrixProduct<T>.Multiply(slope, heads * Out.Stride, 1, weight, row, stride, 1, Start.Sum);
            new ReadOnlySpan<T>(row, width).CopyTo(new Span<T>(target, width));
        }
    }
}

/// <summary>Of <see cref="HeadLinearOperation"/>.</summary>
internal sealed class HeadLinearKernel : KernelMaker<HeadLinearOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new HeadLinearKernel<T>(node, room.Blocks, room.Workers);
}
