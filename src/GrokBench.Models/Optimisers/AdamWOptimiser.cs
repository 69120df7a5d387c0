using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>AdamW: decoupled decay, Adam update; the decay comes first, as in PyTorch.</summary>
public sealed class AdamWOptimiser : Optimiser
{
    public override string Name => "adamw";

    public override int Version => 1;

    public override string Summary => "Adam with decoupled weight decay, of every parameter, towards zero or towards the start.";

    protected override ImmutableArray<Setting> OwnSettings { get; } =
    [
        .. AdamSettings.Moments,
        new("weight-decay", SettingType.Number(0), null, "Each step takes away this share times the learning rate."),
        new("decay-to", SettingType.OneOf("zero", "init"), "zero", "What the parameters decay towards: zero, or their initial values."),
    ];

    protected override IEnumerable<SettingProblem> CheckOwn(Choice settings) => AdamSettings.Check(settings);

    protected override ImmutableArray<IUpdateRule> OwnRules(Choice settings, LearningRate rate)
    {
        var decay = settings.Number("weight-decay");
        return decay > 0 && settings.Word("decay-to") == "init"
            ? [new DecayToStartRule(rate, decay), AdamSettings.Update(settings, rate, decay: 0)]
            : [AdamSettings.Update(settings, rate, decay)];
    }
}
