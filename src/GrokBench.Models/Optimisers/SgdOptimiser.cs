using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>Stochastic gradient descent: clip, coupled decay, momentum, descent.</summary>
public sealed class SgdOptimiser : IOptimiser
{
    public string Name => "sgd";

    public int Version => 1;

    public string Summary => "Gradient descent with momentum; the weight decay is part of the gradient.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        .. LearningRate.Settings,
        new("momentum", SettingType.Number(0), 0, "Share of the velocity kept from step to step, below 1; 0 for none."),
        new("nesterov", SettingType.Flag, false, "Descend along gradient + momentum x velocity in place of the velocity."),
        new("weight-decay", SettingType.Number(0), null, "Coefficient of the parameters added to the gradient."),
        GradientClipRule.Setting,
        FixedNormRule.Setting,
        ParameterGroup.Setting,
    ];

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        if (settings.Number("momentum") >= 1) yield return new("momentum", "a number of at least 0 and below 1");
        if (settings.Flag("nesterov") && settings.Number("momentum") == 0) yield return new("nesterov", "false, or a momentum above 0");
    }

    public ImmutableArray<IUpdateRule> Rules(Choice settings)
    {
        var decay = settings.Number("weight-decay");
        var momentum = settings.Number("momentum");
        var rate = LearningRate.From(settings);
        return
        [
            .. GradientClipRule.From(settings),
            .. momentum > 0
                ? [.. decay > 0 ? [new CoupledDecayRule(decay)] : (IUpdateRule[])[], new MomentumRule(momentum, settings.Flag("nesterov")), new DescentRule(rate)]
                : (IUpdateRule[])[new DescentRule(rate, decay)],
            .. FixedNormRule.From(settings),
        ];
    }
}
