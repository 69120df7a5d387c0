using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Tests.Optimisers;

/// <summary>Two float64 parameters under a chain of rules, with gradients that the test states.</summary>
internal sealed class UpdateBench : IDisposable
{
    private readonly IProgram program;
    private readonly ImmutableArray<IUpdateRule> rules;
    private readonly IVector[][] state;
    private long steps;

    public UpdateBench(ImmutableArray<IUpdateRule> rules, double first, double second)
    {
        var graph = new GraphBuilder();
        var logits = graph.Gather(graph.Parameter("table", 1, 2, Initialiser.Zeros), [0]);
        program = Specs.Engine.Compile(
            graph.Build(logits, new Loss(new CrossEntropyLoss(), LossPrecision.Float64)), Precision.Float64, largestBatch: 1, threads: 1);
        program.Parameters.CopyFrom(0, [first, second]);
        this.rules = rules;
        foreach (var rule in rules) rule.Begin(program.Parameters);
        state = [.. rules.Select(rule => rule.StateNames.Select(_ => program.NewVector()).ToArray())];
    }

    public UpdateBench(Choice optimiser, double first, double second)
        : this(((IOptimiser)optimiser.Kind).Rules(optimiser), first, second)
    {
    }

    /// <summary>One update.</summary>
    /// <returns>The parameters after it.</returns>
    public double[] Update(double gradient1, double gradient2)
    {
        program.Gradient.CopyFrom(0, [gradient1, gradient2]);
        steps++;
        for (var i = 0; i < rules.Length; i++) rules[i].Apply(program.Parameters, program.Gradient, state[i], steps);
        var parameters = new double[2];
        program.Parameters.CopyTo(0, parameters);
        return parameters;
    }

    public void Dispose() => program.Dispose();
}
