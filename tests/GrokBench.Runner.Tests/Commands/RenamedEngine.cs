using System.Collections.Immutable;
using GrokBench.Runner.Hosting;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>The built-in engine under the name of another, which tells what it was made for.</summary>
internal sealed class RenamedEngine(IEngine engine, EngineOptions options) : IEngine
{
    /// <summary>Called whenever a program is compiled.</summary>
    public Action Compiling { get; init; } = () => { };

    public EngineIdentity Identity => new("torch", 1, "0123456789abcdef");

    public int Stack => options.Stack;

    public ImmutableSortedDictionary<string, string> Description => ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
        .Add("device", options.Device).Add("threads", FormattableString.Invariant($"{options.Threads}"));

    public ResourceNeeds Needs(Graph graph, Precision precision, int largestBatch, int threads) => engine.Needs(graph, precision, largestBatch, threads);

    public IFlatVectors NewVectors(int count, Precision precision, int threads) => engine.NewVectors(count, precision, threads);

    public IProgram Compile(Graph graph, Precision precision, int largestBatch, int threads)
    {
        Compiling();
        return engine.Compile(graph, precision, largestBatch, threads);
    }
}
