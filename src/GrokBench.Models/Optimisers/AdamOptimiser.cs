using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>Adam: clip, coupled decay, Adam update.</summary>
public sealed class AdamOptimiser : IOptimiser
{
    public string Name => "adam";

    public int Version => 1;

    public string Summary => "Adam; the weight decay is part of the gradient and so is rescaled with it.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        .. LearningRate.Settings,
        .. AdamSettings.Moments,
        new("weight-decay", SettingType.Number(0), null, "Coefficient of the parameters added to the gradient (L2 penalty)."),
        GradientClipRule.Setting,
        FixedNormRule.Setting,
        ParameterGroup.Setting,
    ];

    public IEnumerable<SettingProblem> Check(Choice settings) => AdamSettings.Check(settings);

    public ImmutableArray<IUpdateRule> Rules(Choice settings)
    {
        var decay = settings.Number("weight-decay");
        return
        [
            .. GradientClipRule.From(settings),
            .. decay > 0 ? [new CoupledDecayRule(decay)] : (IUpdateRule[])[],
            AdamSettings.Update(settings, LearningRate.From(settings), decay: 0),
            .. FixedNormRule.From(settings),
        ];
    }
}
