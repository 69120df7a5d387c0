using System.Collections.Frozen;
using System.Numerics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>Every <see cref="KernelMaker"/> of this assembly, by what it computes.</summary>
internal static class KernelMakers
{
    private static readonly FrozenDictionary<Type, KernelMaker> All = typeof(KernelMakers).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(KernelMaker).IsAssignableFrom(type))
        .Select(type => (KernelMaker)Activator.CreateInstance(type)!)
        .ToFrozenDictionary(maker => maker.Operation);

    /// <summary>Kinds of operations.</summary>
    public static IEnumerable<Type> Operations => All.Keys;

    /// <exception cref="NotSupportedException">Nothing computes the node's operation.</exception>
    public static NodeKernel<T> Make<T>(Node node, KernelRoom<T> room)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        All.TryGetValue(node.Operation.GetType(), out var maker)
            ? maker.Make(node, room)
            : throw new NotSupportedException($"no kernel for {node.Operation.GetType().Name}");
}
