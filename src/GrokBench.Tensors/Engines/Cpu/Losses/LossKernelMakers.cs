using System.Collections.Frozen;
using System.Numerics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>Every <see cref="LossKernelMaker"/> of this assembly, by what it computes.</summary>
internal static class LossKernelMakers
{
    private static readonly FrozenDictionary<Type, LossKernelMaker> All = typeof(LossKernelMakers).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(LossKernelMaker).IsAssignableFrom(type))
        .Select(type => (LossKernelMaker)Activator.CreateInstance(type)!)
        .ToFrozenDictionary(maker => maker.Function);

    /// <summary>Kinds of losses that have a kernel of their own.</summary>
    public static IEnumerable<Type> Functions => All.Keys;

    /// <summary>The loss's own kernel, else the one that evaluates it row by row.</summary>
    public static LossKernel<T> Make<T>(Loss loss, Node output, int workers)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        All.TryGetValue(loss.Function.GetType(), out var maker)
            ? maker.Make<T>(loss.Precision, output, workers)
            : new RowLossKernel<T>(loss, output, workers);
}
