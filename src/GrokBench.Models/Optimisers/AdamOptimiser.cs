using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>Adam: coupled decay, Adam update.</summary>
public sealed class AdamOptimiser : Optimiser
{
    public override string Name => "adam";

    public override int Version => 1;

    public override string Summary => "Adam; the weight decay is part of the gradient and so is rescaled with it.";

    protected override ImmutableArray<Setting> OwnSettings { get; } =
    [
        .. AdamSettings.Moments,
        new("weight-decay", SettingType.Number(0), null, "Coefficient of the parameters added to the gradient (L2 penalty)."),
    ];

    protected override IEnumerable<SettingProblem> CheckOwn(Choice settings) => AdamSettings.Check(settings);

    protected override ImmutableArray<IUpdateRule> OwnRules(Choice settings, LearningRate rate)
    {
        var decay = settings.Number("weight-decay");
        var update = AdamSettings.Update(settings, rate, decay: 0);
        return decay > 0 ? [new CoupledDecayRule(decay), update] : [update];
    }
}
