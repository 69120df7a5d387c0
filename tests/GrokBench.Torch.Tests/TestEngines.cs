using System.Collections.Concurrent;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Tests.Engines.Cpu;

namespace GrokBench.Torch.Tests;

/// <summary>The two engines that are held against each other.</summary>
internal static class TestEngines
{
    /// <summary>By stack: an engine tests itself at its start, which takes a while.</summary>
    private static readonly ConcurrentDictionary<int, TorchEngine> Shared = new();

    /// <summary>What engine <c>torch</c> computes on: <c>cpu</c>, or what the variable says (<c>cuda:0</c>, in a build that can use it: docs/gpu.md).</summary>
    private static string Device { get; } = Environment.GetEnvironmentVariable("GROKBENCH_TORCH_DEVICE") is { Length: > 0 } device ? device : "cpu";

    public static IEngine BuiltIn => Batch.Engine;

    /// <summary>Shared by the tests, which leave no run in it.</summary>
    /// <param name="stack">Runs of one shape that train as one program.</param>
    public static TorchEngine Torch(int stack = 1) => Shared.GetOrAdd(stack, NewTorch);

    /// <summary>With a memory of its own of what did not fit.</summary>
    public static TorchEngine NewTorch(int stack) => TorchEngine.Create(Device, stack, threads: 1);
}
