using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>Descent along the running mean of the gradient.</summary>
public sealed class AveragedDescent : Optimiser
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
