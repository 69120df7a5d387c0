using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// P = softmax over the visible keys of scale·Q·Kᵀ, per head; a query's weights stand key by key, the heads side by side, so that heads go through the softmax
/// together. dS_j = P_j·(dP_j - Σ_j P_j·dP_j)·scale; dQ += Σ_j dS_j·K_j; dK_j += dS_j·Q.
/// </summary>
internal sealed unsafe class AttentionWeightsKernel<T> : NodeKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int heads, width, blocks;
    private readonly int[] visible;
    private readonly T scale;

    public AttentionWeightsKernel(Node node)
        : base(node)
    {
        var operation = (AttentionWeightsOperation)node.Operation;
        (blocks, heads, width, visible, scale) = (operation.Blocks, operation.Heads, node.Inputs[0].Shape.Columns / operation.Heads, [.. operation.Visible], Lanes.Round<T>(operation.Scale));
    }

    protected override int Blocks => blocks;

    private static int L => Vector512<T>.Count;

    public override bool KeepsValue => true;

    public override bool ReadsRows(int index) => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Workspace<T> workspace)
    {
        Rows<T> queries = ValueRows(workspace, 0), keys = ValueRows(workspace, 1);
        T* weights = workspace.Value(Id);
        T* most = stackalloc T[heads], sum = stackalloc T[heads];
        for (var example = 0; example < workspace.Count * blocks; example++)
        {
            for (var i = 0; i < visible.Length; i++, weights += Out.Stride)
            {
                T* query = queries[example, i];
                var count = visible[i] * heads;
                for (var j = 0; j < visible[i]; j++) HeadRow<T>.Dots(query, keys[example, j], width, heads, scale, weights + (j * heads));
                new ReadOnlySpan<T>(weights, heads).CopyTo(new Span<T>(most, heads));
                for (var at = heads; at < count; at += heads) HeadRow<T>.Raise(most, weights + at, heads);
                for (var at = 0; at < count; at += heads) HeadRow<T>.Subtract(weights + at, most, heads);

                // What lies beyond the visible keys, pads included, gets the weight 0.
                for (var at = count; at < Out.Stride; at++) weights[at] = T.NegativeInfinity;
                for (var at = 0; at < Out.Stride; at += L) Exponential.Exp(Vector512.Load(weights + at)).Store(weights + at);
                new ReadOnlySpan<T>(weights, heads).CopyTo(new Span<T>(sum, heads));
                for (var at = heads; at < count; at += heads) HeadRow<T>.Add(sum, weights + at, heads);
                for (var at = 0; at < count; at += heads) HeadRow<T>.Divide(weights + at, sum, heads);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(Workspace<T> workspace)
    {
        ClearFirst(workspace, 0);
        ClearFirst(workspace, 1);
        bool wantsQuery = Wanted(0), wantsKey = Wanted(1);
        Rows<T> queries = ValueRows(workspace, 0), keys = ValueRows(workspace, 1), slopeQueries = GradientRows(workspace, 0), slopeKeys = GradientRows(workspace, 1);
        T* weights = workspace.Value(Id), slopes = workspace.Gradient(Id);
        T* mean = stackalloc T[heads], scores = stackalloc T[Out.Columns];
        for (var example = 0; example < workspace.Count * blocks; example++)
        {
            for (var i = 0; i < visible.Length; i++, weights += Out.Stride, slopes += Out.Stride)
            {
                var count = visible[i] * heads;
                new Span<T>(mean, heads).Clear();
                for (var at = 0; at < count; at += heads) HeadRow<T>.MultiplyAdd(weights + at, slopes + at, mean, heads);
                for (var at = 0; at < count; at += heads) HeadRow<T>.MultiplyDifference(weights + at, slopes + at, mean, scale, scores + at, heads);

                T* query = queries[example, i], slopeQuery = slopeQueries[example, i];
                for (var j = 0; j < visible[i]; j++)
                {
                    if (wantsQuery) AddScaled(scores + (j * heads), keys[example, j], slopeQuery);
                    if (wantsKey) AddScaled(scores + (j * heads), query, slopeKeys[example, j]);
                }
            }
        }
    }

    /// <summary>Every head's part of a row by the head's factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddScaled(T* factors, T* source, T* target)
    {
        for (var head = 0; head < heads; head++, source += width, target += width) Elementwise<T>.AddScaled(factors[head], source, target, width);
    }
}

/// <summary>Of <see cref="AttentionWeightsOperation"/>.</summary>
internal sealed class AttentionWeightsKernel : KernelMaker<AttentionWeightsOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new AttentionWeightsKernel<T>(node);
}
