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

/// <summary>Descent along the running mean of the gradient.</summary>
internal sealed class AveragedDescent : Optimiser
{
    public override string Name => "averaged-descent";

    public override int Version => 1;

    public override string Summary => "Descent along the running mean of the gradient.";

    protected override ImmutableArray<Setting> OwnSettings { get; } =
    [
        new("memory", SettingType.Number(0, 1), null, "Share of the mean kept from step to step."),
    ];

    protected override ImmutableArray<IUpdateRule> OwnRules(Choice settings, LearningRate rate) =>
        [new RunningMeanRule(settings.Number("memory")), new DescentRule(rate)];

    /// <summary>mean ← memory·mean + (1 - memory)·g, from the first gradient on; g ← mean.</summary>
    private sealed class RunningMeanRule(double memory) : IUpdateRule
    {
        public RulePlace Place => RulePlace.Gradient;

        public RuleReach Reach => RuleReach.Group;

        public IReadOnlyList<string> StateNames { get; } = ["mean"];

        public void Apply(RuleScope scope, long step)
        {
            var mean = scope.State[0];
            if (step == 1) mean.Assign(scope.Gradient);
            mean.Scale(memory);
            mean.AddScaled(1 - memory, scope.Gradient);
            scope.Gradient.Assign(mean);
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
