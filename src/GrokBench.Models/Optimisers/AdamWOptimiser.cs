using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>AdamW: clip, decoupled decay, Adam update; the decay comes first, as in PyTorch.</summary>
public sealed class AdamWOptimiser : IOptimiser
{
    public string Name => "adamw";

    public int Version => 1;

    public string Summary => "Adam with decoupled weight decay, of every parameter, towards zero or towards the start.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        .. LearningRate.Settings,
        .. AdamSettings.Moments,
        new("weight-decay", SettingType.Number(0), null, "Each step takes away this share times the learning rate."),
        new("decay-to", SettingType.OneOf("zero", "init"), "zero", "What the parameters decay towards: zero, or their initial values."),
        GradientClipRule.Setting,
        FixedNormRule.Setting,
        ParameterGroup.Setting,
    ];

    public IEnumerable<SettingProblem> Check(Choice settings) => AdamSettings.Check(settings);

    public ImmutableArray<IUpdateRule> Rules(Choice settings)
    {
        var rate = LearningRate.From(settings);
        var decay = settings.Number("weight-decay");
        var toStart = decay > 0 && settings.Word("decay-to") == "init";
        return
        [
            .. GradientClipRule.From(settings),
            .. toStart ? [new DecayToStartRule(rate, decay)] : (IUpdateRule[])[],
            AdamSettings.Update(settings, rate, toStart ? 0 : decay),
            .. FixedNormRule.From(settings),
        ];
    }
}
