using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>Stochastic gradient descent: coupled decay, momentum, descent.</summary>
public sealed class SgdOptimiser : Optimiser
{
    public override string Name => "sgd";

    public override int Version => 1;

    public override string Summary => "Gradient descent with momentum; the weight decay is part of the gradient.";

    protected override ImmutableArray<Setting> OwnSettings { get; } =
    [
        new("momentum", SettingType.Number(0), 0, "Share of the velocity kept from step to step, below 1; 0 for none."),
        new("nesterov", SettingType.Flag, false, "Descend along gradient + momentum x velocity in place of the velocity."),
        new("weight-decay", SettingType.Number(0), null, "Coefficient of the parameters added to the gradient."),
    ];

    protected override IEnumerable<SettingProblem> CheckOwn(Choice settings)
    {
        if (settings.Number("momentum") >= 1) yield return new("momentum", "a number of at least 0 and below 1");
        if (settings.Flag("nesterov") && settings.Number("momentum") == 0) yield return new("nesterov", "false, or a momentum above 0");
    }

    protected override ImmutableArray<IUpdateRule> OwnRules(Choice settings, LearningRate rate)
    {
        var (decay, momentum) = (settings.Number("weight-decay"), settings.Number("momentum"));
        if (momentum == 0) return [new DescentRule(rate, decay)];
        var velocity = new MomentumRule(momentum, settings.Flag("nesterov"));
        return decay > 0 ? [new CoupledDecayRule(decay), velocity, new DescentRule(rate)] : [velocity, new DescentRule(rate)];
    }
}
