#!/usr/bin/env -S dotnet run
#:project ../../src/GrokBench.Runner/GrokBench.Runner.csproj
#:property Version=1.0.0

// An optimiser and a measure beside their suite: dotnet run averaged.cs -- bench averaged.yaml
using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Optimisers;
using GrokBench.Runner;
using GrokBench.Tensors.Engines;

return GrokBenchProgram.Run(args, typeof(AveragedDescent).Assembly);

/// <summary>Descent that adds the slow part of the gradient again, as Grokfast does (Lee et al. 2024, EMA).</summary>
internal sealed class AveragedDescent : IOptimiser
{
    public string Name => "averaged-descent";

    public int Version => 1;

    public string Summary => "Gradient descent along the gradient plus a multiple of its running mean.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("learning-rate", SettingType.Number(0, leastExcluded: true), null, "Step size."),
        new("memory", SettingType.Number(0, 1), null, "Share of the mean kept from step to step."),
        new("emphasis", SettingType.Number(0), 0, "Multiple of the mean that is added; 0 is plain descent."),
    ];

    public IEnumerable<SettingProblem> Check(Choice settings) => [];

    public ImmutableArray<IUpdateRule> Rules(Choice settings) =>
    [
        new SlowGradientRule(settings.Number("memory"), settings.Number("emphasis")),
        new DescentRule(new LearningRate(settings.Number("learning-rate"), WarmUp: 0, FirstIsZero: true)),
    ];

    /// <summary>mean ← memory·mean + (1 - memory)·g, from the first gradient on; g ← g + emphasis·mean.</summary>
    private sealed class SlowGradientRule(double memory, double emphasis) : IUpdateRule
    {
        public IReadOnlyList<string> StateNames { get; } = ["mean"];

        public void Apply(IVector parameters, IVector gradient, IReadOnlyList<IVector> state, long step)
        {
            if (step == 1) state[0].Assign(gradient);
            state[0].Scale(memory);
            state[0].AddScaled(1 - memory, gradient);
            gradient.AddScaled(emphasis, state[0]);
        }
    }
}

/// <summary>Size of the parameter that is farthest from 0.</summary>
internal sealed class LargestWeight : NeuralMeasure
{
    public override string Name => "largest-weight";

    public override int Version => 1;

    public override string Summary => "Size of the parameter that is farthest from 0.";

    public override double Operations(TrainingSpec spec) => Parameters(spec).Count;

    public override long Bytes(TrainingSpec spec, IEngine engine) => sizeof(double) * (long)Parameters(spec).Count;

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var parameters = new double[learner.Program.Parameters.Count];
        learner.Program.Parameters.CopyTo(0, parameters);
        values[0] = parameters.Max(Math.Abs);
    }
}
