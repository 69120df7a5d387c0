using System.Runtime.Intrinsics;
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

/// <summary>Y: the rows of one input after those of the other.</summary>
internal sealed unsafe class ConcatRowsKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged
{
    public override bool ReadsRows(int index) => true;

    public override void Forward(Workspace<T> workspace)
    {
        for (var (index, first) = (0, 0); index < Node.Inputs.Length; first += InputPlace(index++).Rows)
        {
            var x = ValueRows(workspace, index);
            T* y = workspace.Value(Id) + ((nint)first * Out.Stride);
            for (var example = 0; example < workspace.Count; example++, y += Out.Size)
            {
                for (var i = 0; i < InputPlace(index).Rows; i++) Elementwise<T>.Pass(x[example, i], y + (i * Out.Stride), Out.Vectors, overwrite: true);
            }
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
        for (var (index, first) = (0, 0); index < Node.Inputs.Length; first += InputPlace(index++).Rows)
        {
            if (!Wanted(index)) continue;
            var target = GradientRows(workspace, index);
            T* dy = workspace.Gradient(Id) + ((nint)first * Out.Stride);
            for (var example = 0; example < workspace.Count; example++, dy += Out.Size)
            {
                for (var i = 0; i < InputPlace(index).Rows; i++) Elementwise<T>.Pass(dy + (i * Out.Stride), target[example, i], Out.Vectors, IsFirst(index));
            }
        }
    }
}

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
