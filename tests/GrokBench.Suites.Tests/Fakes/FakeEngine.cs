using System.Collections.Immutable;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Suites.Tests.Fakes;

/// <summary>An identity without an engine: the fake learner computes by itself.</summary>
public sealed class FakeEngine(int version = 1) : IEngine
{
    public EngineIdentity Identity => new("fake", version, "0123456789abcdef");

    public int Stack { get; init; } = 1;

    public ImmutableSortedDictionary<string, string> Description { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ResourceNeeds Needs(Graph graph, Precision precision, int largestBatch, int threads) => throw new NotSupportedException();

    public IFlatVectors NewVectors(int count, Precision precision, int threads) => throw new NotSupportedException();

    public IProgram Compile(Graph graph, Precision precision, int largestBatch, int threads) => throw new NotSupportedException();
}
