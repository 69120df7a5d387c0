using System.Collections.Immutable;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// The built-in engine: the same bits on any processor, at any number of threads. What that rests on: docs/determinism.md.
/// </summary>
public sealed class CpuEngine : IEngine
{
    /// <summary>Raised whenever a result's bits may change.</summary>
    public const int Version = 4;

    private CpuEngine(EngineIdentity identity) => Identity = identity;

    public EngineIdentity Identity { get; }

    public int Stack => 1;

    public ImmutableSortedDictionary<string, string> Description => ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>An engine with its numeric fingerprint, computed here in well under a second.</summary>
    public static CpuEngine Create() => new(new EngineIdentity("cpu", Version, SelfTest.Fingerprint()));

    public ResourceNeeds Needs(Graph graph, Precision precision, int largestBatch, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largestBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return precision == Precision.Float32
            ? CpuProgram<float>.Needs(graph, largestBatch, threads)
            : CpuProgram<double>.Needs(graph, largestBatch, threads);
    }

    public IFlatVectors NewVectors(int count, Precision precision, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return precision == Precision.Float32 ? new CpuFlatVectors<float>(count, threads) : new CpuFlatVectors<double>(count, threads);
    }

    public IProgram Compile(Graph graph, Precision precision, int largestBatch, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largestBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return precision == Precision.Float32 ? new CpuProgram<float>(graph, largestBatch, threads) : new CpuProgram<double>(graph, largestBatch, threads);
    }
}
