using System.Runtime.Intrinsics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>Y (T x D) = A·B, element by element; either may belong to all examples. dA = dY·B; dB = dY·A.</summary>
internal sealed unsafe class MultiplyKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged
{
    public override bool PassesGradient(int index) => true;

    public override void Forward(Workspace<T> workspace)
    {
        Rows<T> a = ValueRows(workspace, 0), b = ValueRows(workspace, 1);
        T* y = workspace.Value(Id);
        for (var example = 0; example < workspace.Count; example++)
        {
            for (var i = 0; i < Out.Rows; i++, y += Out.Stride) Multiply(a[example, i], b[example, i], y);
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
        T* dy = workspace.Gradient(Id);
        for (var example = 0; example < workspace.Count; example++)
        {
            for (var i = 0; i < Out.Rows; i++, dy += Out.Stride) Pass(workspace, example, i, dy);
        }
    }

    private void Multiply(T* a, T* b, T* y)
    {
        nint lanes = Vector512<T>.Count, length = Out.Vectors * lanes;
        for (nint at = 0; at < length; at += lanes) (Vector512.Load(a + at) * Vector512.Load(b + at)).Store(y + at);
    }

    /// <summary>Both gradients of a row, vector by vector: one of them may lie where the result's does.</summary>
    private void Pass(Workspace<T> workspace, int example, int row, T* dy)
    {
        nint lanes = Vector512<T>.Count, length = Out.Vectors * lanes;
        T* a = ValueRows(workspace, 0)[example, row], b = ValueRows(workspace, 1)[example, row];
        T* da = Wanted(0) ? GradientRows(workspace, 0)[example, row] : null, db = Wanted(1) ? GradientRows(workspace, 1)[example, row] : null;
        for (nint at = 0; at < length; at += lanes)
        {
            var slope = Vector512.Load(dy + at);
            if (da is not null) Add(slope * Vector512.Load(b + at), da + at, IsFirst(0));
            if (db is not null) Add(slope * Vector512.Load(a + at), db + at, IsFirst(1));
        }
    }

    private static void Add(Vector512<T> gradient, T* target, bool overwrite) => (overwrite ? gradient : Vector512.Load(target) + gradient).Store(target);
}

/// <summary>Of <see cref="MultiplyOperation"/>.</summary>
internal sealed class MultiplyKernel : KernelMaker<MultiplyOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new MultiplyKernel<T>(node);
}
