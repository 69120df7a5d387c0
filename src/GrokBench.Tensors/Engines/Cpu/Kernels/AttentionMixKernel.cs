using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// Y = P·V per head, plus a bias row where there is one; keys in order. dP = dY·V; dV += P·dY; the bias gets the sum of the rows of dY.
/// </summary>
internal sealed unsafe class AttentionMixKernel<T> : NodeKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Columns that a weight multiplies: a head's.</summary>
    private readonly int width;
    private readonly int heads, blocks;
    private readonly bool biased;

    /// <summary>By query: how many keys have a weight.</summary>
    private readonly int[] visible;

    public AttentionMixKernel(Node node)
        : base(node)
    {
        var operation = (AttentionMixOperation)node.Operation;
        (blocks, heads, biased) = (operation.Blocks, operation.Heads, node.Inputs.Length == 3);
        width = node.Shape.Columns / heads;
        visible = VisibleKeys(node, heads);
    }

    protected override int Blocks => blocks;

    private static nint L => Vector512<T>.Count;

    public override bool ReadsRows(int index) => index == 1;

    /// <summary>By query: how many keys have a weight.</summary>
    public static int[] VisibleKeys(Node mix, int heads) => mix.Inputs[0].Operation is AttentionWeightsOperation weights
        ? [.. weights.Visible]
        : [.. Enumerable.Repeat(mix.Inputs[0].Shape.Columns / heads, mix.Shape.Rows / ((AttentionMixOperation)mix.Operation).Blocks)];

    public override void Backward(Workspace<T> workspace)
    {
        ClearFirst(workspace, 0);
        ClearFirst(workspace, 1);
        Slopes(workspace);
        if (biased && Wanted(2)) Elementwise<T>.AddRows(workspace.Gradient(Id), Out.Stride, workspace.Count * Out.Rows, workspace.Gradient(Input(2)), Out.Vectors);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Workspace<T> workspace)
    {
        Rows<T> weights = ValueRows(workspace, 0), values = ValueRows(workspace, 1);
        T* y = workspace.Value(Id), bias = biased ? workspace.Value(Input(2)) : null;
        for (var example = 0; example < workspace.Count * blocks; example++)
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
        for (var example = 0; example < workspace.Count * blocks; example++)
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
}

/// <summary>Of <see cref="AttentionMixOperation"/>, summed over heads or not.</summary>
internal sealed class AttentionMixKernel : KernelMaker<AttentionMixOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) =>
        node.Operation is AttentionMixOperation { Summed: true } ? new SummedMixKernel<T>(node) : new AttentionMixKernel<T>(node);
}
