using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>The settings that Adam shares with its relatives, and the update they ask for.</summary>
public static class AdamSettings
{
    public static ImmutableArray<Setting> Moments { get; } =
    [
        new("betas", SettingType.ListOf(SettingType.Number(0), 2, 2), null,
            "Shares of the first and the second moment kept from step to step, each below 1."),
        new("epsilon", SettingType.Number(0, leastExcluded: true), null, "Added to the root of the second moment."),
    ];

    public static IEnumerable<SettingProblem> Check(Choice settings)
    {
        if (settings.Numbers("betas").Any(beta => beta >= 1)) yield return new("betas", "two numbers of at least 0 and below 1");
    }

    /// <param name="decay">Decoupled from the gradient; 0 for none.</param>
    public static AdamRule Update(Choice settings, LearningRate rate, double decay)
    {
        var betas = settings.Numbers("betas");
        return new AdamRule(rate, betas[0], betas[1], settings.Number("epsilon"), decay);
    }
}
