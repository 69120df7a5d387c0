using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// Y = P·V per head, plus a bias row where there is one; keys in order, and heads within a key where they are summed. dP = dY·V; dV += P·dY; the bias gets the
/// sum of the rows of dY.
/// </summary>
internal sealed unsafe class AttentionMixKernel<T> : NodeKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Columns that a weight multiplies: a head's, or a whole row with its pads, which are zero.</summary>
    private readonly int width;
    private readonly int heads;
    private readonly bool summed, biased;

    /// <summary>By query: how many keys have a weight.</summary>
    private readonly int[] visible;

    public AttentionMixKernel(Node node)
        : base(node)
    {
        var operation = (AttentionMixOperation)node.Operation;
        (heads, summed, biased) = (operation.Heads, operation.Summed, node.Inputs.Length == 3);
        width = summed ? Out.Vectors * (int)L : node.Shape.Columns / heads;
        visible = node.Inputs[0].Operation is AttentionWeightsOperation weights
            ? [.. weights.Visible]
            : [.. Enumerable.Repeat(node.Inputs[0].Shape.Columns / heads, node.Shape.Rows)];
    }

    private static nint L => Vector512<T>.Count;

    /// <summary>Summed over heads: a vector of running sums per weight.</summary>
    public override int ExtraCount => summed ? Out.Rows * InputPlace(0).Columns * (int)L : 0;

    public override bool ReadsRows(int index) => index == 1;

    public override void Forward(Workspace<T> workspace)
    {
        if (summed) MixSummed(workspace);
        else Mix(workspace);
    }

    public override void Backward(Workspace<T> workspace)
    {
        ClearFirst(workspace, 0);
        ClearFirst(workspace, 1);
        if (summed) SlopesSummed(workspace);
        else Slopes(workspace);
        if (biased && Wanted(2)) Elementwise<T>.AddRows(workspace.Gradient(Id), Out.Stride, workspace.Count * Out.Rows, workspace.Gradient(Input(2)), Out.Vectors);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mix(Workspace<T> workspace)
    {
        Rows<T> weights = ValueRows(workspace, 0), values = ValueRows(workspace, 1);
        T* y = workspace.Value(Id), bias = biased ? workspace.Value(Input(2)) : null;
        for (var example = 0; example < workspace.Count; example++)
        {
            for (var i = 0; i < visible.Length; i++, y += Out.Stride)
            {
                T* weight = weights[example, i];
                if (width % (int)L == 0)
                {
                    for (nint at = 0; at < Out.Columns; at += L)
                    {
                        var sum = bias is null ? Vector512<T>.Zero : Vector512.Load(bias + at);
                        var head = (int)at / width;
                        for (var j = 0; j < visible[i]; j++) sum = Lanes.MultiplyAdd(Vector512.Create(weight[(j * heads) + head]), Vector512.Load(values[example, j] + at), sum);
                        sum.Store(y + at);
                    }

                    continue;
                }

                if (bias is null) new Span<T>(y, Out.Stride).Clear();
                else new ReadOnlySpan<T>(bias, Out.Stride).CopyTo(new Span<T>(y, Out.Stride));
                for (var j = 0; j < visible[i]; j++) AddScaled(weight + (j * heads), values[example, j], width, y, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Slopes(Workspace<T> workspace)
    {
        bool wantsWeights = Wanted(0), wantsValues = Wanted(1);
        Rows<T> weights = ValueRows(workspace, 0), values = ValueRows(workspace, 1), slopeWeights = GradientRows(workspace, 0), slopeValues = GradientRows(workspace, 1);
        T* dy = workspace.Gradient(Id), dots = stackalloc T[heads];
        for (var example = 0; example < workspace.Count; example++)
        {
            for (var i = 0; i < visible.Length; i++, dy += Out.Stride)
            {
                for (var j = 0; j < visible[i]; j++)
                {
                    if (wantsWeights)
                    {
                        HeadRow<T>.Dots(dy, values[example, j], width, heads, T.One, dots);
                        HeadRow<T>.Add(slopeWeights[example, i] + (j * heads), dots, heads);
                    }

                    if (wantsValues) AddScaled(weights[example, i] + (j * heads), dy, width, slopeValues[example, j], width);
                }
            }
        }
    }

    /// <summary>Every head's part of a row by the head's factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddScaled(T* factors, T* source, nint sourceStep, T* target, nint targetStep)
    {
        for (var head = 0; head < heads; head++, source += sourceStep, target += targetStep) Elementwise<T>.AddScaled(factors[head], source, target, width);
    }

    /// <summary>
    /// A few columns of all examples before the next few: what the chunk touches of a table of wide rows then stays in the nearest cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MixSummed(Workspace<T> workspace)
    {
        Rows<T> weights = ValueRows(workspace, 0), values = ValueRows(workspace, 1);
        T* bias = biased ? workspace.Value(Input(2)) : null;
        nint at = 0, end = Out.Vectors * L;
        for (; at + (4 * L) <= end; at += 4 * L)
        {
            T* y = workspace.Value(Id) + at;
            for (var example = 0; example < workspace.Count; example++)
            {
                for (var i = 0; i < visible.Length; i++, y += Out.Stride)
                {
                    T* weight = weights[example, i];
                    Vector512<T> c0 = Vector512<T>.Zero, c1 = Vector512<T>.Zero, c2 = Vector512<T>.Zero, c3 = Vector512<T>.Zero;
                    if (bias is not null)
                    {
                        c0 = Vector512.Load(bias + at);
                        c1 = Vector512.Load(bias + at + L);
                        c2 = Vector512.Load(bias + at + (2 * L));
                        c3 = Vector512.Load(bias + at + (3 * L));
                    }

                    for (var row = 0; row < visible[i] * heads; row++)
                    {
                        T* value = values[example, row] + at;
                        var x = Vector512.Create(weight[row]);
                        c0 = Lanes.MultiplyAdd(x, Vector512.Load(value), c0);
                        c1 = Lanes.MultiplyAdd(x, Vector512.Load(value + L), c1);
                        c2 = Lanes.MultiplyAdd(x, Vector512.Load(value + (2 * L)), c2);
                        c3 = Lanes.MultiplyAdd(x, Vector512.Load(value + (3 * L)), c3);
                    }

                    c0.Store(y);
                    c1.Store(y + L);
                    c2.Store(y + (2 * L));
                    c3.Store(y + (3 * L));
                }
            }
        }

        for (; at < end; at += L)
        {
            T* y = workspace.Value(Id) + at;
            for (var example = 0; example < workspace.Count; example++)
            {
                for (var i = 0; i < visible.Length; i++, y += Out.Stride)
                {
                    T* weight = weights[example, i];
                    var c = bias is null ? Vector512<T>.Zero : Vector512.Load(bias + at);
                    for (var row = 0; row < visible[i] * heads; row++) c = Lanes.MultiplyAdd(Vector512.Create(weight[row]), Vector512.Load(values[example, row] + at), c);
                    c.Store(y);
                }
            }
        }
    }

    /// <summary>As <see cref="MixSummed"/> goes over the columns; the running sums of dY·V are kept between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SlopesSummed(Workspace<T> workspace)
    {
        Rows<T> weights = ValueRows(workspace, 0), slopeWeights = GradientRows(workspace, 0);
        nint end = Out.Vectors * L;
        Elementwise<T>.Clear(workspace.Extra(Id), (nint)workspace.Count * ExtraCount);
        for (nint at = 0; at < end; at += 4 * L)
        {
            var vectors = (int)((end - at) / L);
            T* sums = workspace.Extra(Id), dy = workspace.Gradient(Id) + at;
            for (var example = 0; example < workspace.Count; example++)
            {
                for (var i = 0; i < visible.Length; i++, dy += Out.Stride, sums += InputPlace(0).Columns * L)
                {
                    if (vectors >= 4) FourVectors(workspace, example, dy, at, weights[example, i], sums, visible[i] * heads);
                    else FewVectors(workspace, example, dy, at, weights[example, i], sums, visible[i] * heads, vectors);
                }
            }
        }

        if (!Wanted(0)) return;
        T* total = workspace.Extra(Id);
        for (var example = 0; example < workspace.Count; example++)
        {
            for (var i = 0; i < visible.Length; i++, total += InputPlace(0).Columns * L)
            {
                T* slope = slopeWeights[example, i];
                for (var row = 0; row < visible[i] * heads; row++) slope[row] += Lanes.Fold(Vector512.Load(total + (row * L)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FourVectors(Workspace<T> workspace, int example, T* dy, nint at, T* weight, T* sums, int rows)
    {
        Rows<T> values = ValueRows(workspace, 1), slopeValues = GradientRows(workspace, 1);
        var wantsValues = Wanted(1);
        Vector512<T> d0 = Vector512.Load(dy), d1 = Vector512.Load(dy + L), d2 = Vector512.Load(dy + (2 * L)), d3 = Vector512.Load(dy + (3 * L));
        for (var row = 0; row < rows; row++)
        {
            T* value = values[example, row] + at;
            var sum = Lanes.MultiplyAdd(d0, Vector512.Load(value), Vector512.Load(sums + (row * L)));
            sum = Lanes.MultiplyAdd(d1, Vector512.Load(value + L), sum);
            sum = Lanes.MultiplyAdd(d2, Vector512.Load(value + (2 * L)), sum);
            Lanes.MultiplyAdd(d3, Vector512.Load(value + (3 * L)), sum).Store(sums + (row * L));
            if (!wantsValues) continue;
            T* slope = slopeValues[example, row] + at;
            var x = Vector512.Create(weight[row]);
            Lanes.MultiplyAdd(x, d0, Vector512.Load(slope)).Store(slope);
            Lanes.MultiplyAdd(x, d1, Vector512.Load(slope + L)).Store(slope + L);
            Lanes.MultiplyAdd(x, d2, Vector512.Load(slope + (2 * L))).Store(slope + (2 * L));
            Lanes.MultiplyAdd(x, d3, Vector512.Load(slope + (3 * L))).Store(slope + (3 * L));
        }
    }

    private void FewVectors(Workspace<T> workspace, int example, T* dy, nint at, T* weight, T* sums, int rows, int vectors)
    {
        Rows<T> values = ValueRows(workspace, 1), slopeValues = GradientRows(workspace, 1);
        for (var row = 0; row < rows; row++)
        {
            T* value = values[example, row] + at;
            var sum = Vector512.Load(sums + (row * L));
            for (var vector = 0; vector < vectors; vector++) sum = Lanes.MultiplyAdd(Vector512.Load(dy + (vector * L)), Vector512.Load(value + (vector * L)), sum);
            sum.Store(sums + (row * L));
            if (Wanted(1)) Elementwise<T>.AddScaled(weight[row], dy, slopeValues[example, row] + at, vectors * (int)L);
        }
    }
}
