using System.Runtime.Intrinsics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>y (1 x D): the sum of the rows of X (T x D), first to last.</summary>
internal sealed unsafe class SumRowsKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged
{
    public override bool ReadsRows(int index) => true;

    public override void Forward(Workspace<T> workspace)
    {
        var x = ValueRows(workspace, 0);
        T* y = workspace.Value(Id);
        nint lanes = Vector512<T>.Count, length = Out.Vectors * lanes;
        var rows = InputPlace(0).Rows;
        for (var example = 0; example < workspace.Count; example++, y += Out.Stride)
        {
            for (nint at = 0; at < length; at += lanes)
            {
                var sum = Vector512.Load(x[example, 0] + at);
                for (var i = 1; i < rows; i++) sum += Vector512.Load(x[example, i] + at);
                sum.Store(y + at);
            }
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
        if (!Wanted(0)) return;
        var target = GradientRows(workspace, 0);
        T* dy = workspace.Gradient(Id);
        var first = IsFirst(0);
        for (var example = 0; example < workspace.Count; example++, dy += Out.Stride)
        {
            for (var i = 0; i < InputPlace(0).Rows; i++) Elementwise<T>.Pass(dy, target[example, i], Out.Vectors, first);
        }
    }
}

/// <summary>Of <see cref="SumRowsOperation"/>.</summary>
internal sealed class SumRowsKernel : KernelMaker<SumRowsOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new SumRowsKernel<T>(node);
}
