using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;

namespace GrokBench.Models.GaussianProcesses;

/// <summary>What the Gaussian process families have in common: the settings of the kernel, and what they ask of a task and of training.</summary>
internal static class KernelSettings
{
    public static ImmutableArray<Setting> All { get; } =
    [
        new("length-scales", SettingType.OneOf("shared", "per-dimension"), null,
            "One length scale for all input dimensions, or one for each (automatic relevance determination)."),
        new("length-scale", SettingType.Number(0, leastExcluded: true), null, "Initial value of every length scale, in units of the inputs."),
        new("output-scale", SettingType.Number(0, leastExcluded: true), null, "Initial variance of the function's values, the kernel's value at distance 0."),
        new("transform", SettingType.OneOf("exp", "softplus"), null,
            "How length scales and output scale follow from the trained numbers: e^x (they are logarithms), or ln(1 + e^x), GPyTorch's default."),
        new("mean", SettingType.OneOf("learned", "zero"), "learned", "The prior's constant mean: trained, from 0, or fixed at 0."),
    ];

    public static IEnumerable<SettingProblem> Check(string family, TaskShape task)
    {
        if (task.InputWidth == 0) yield return new("kind", $"a family that reads tokens: {family} reads real-valued inputs");
        if (task.IsOnline) yield return new("kind", $"a family that takes new examples at every step: {family} conditions on one training set");
    }

    public static IEnumerable<SettingProblem> CheckTraining(string family, Choice training, string loss)
    {
        if (TrainingKind.LossOf(training).Kind.Name != loss) yield return new("loss", $"{loss}, by which {family} is evaluated");
        if (training["batch"].Content is double) yield return new("batch", $"full: {family} is trained on all examples at once");
        if (training.Word("precision") != "float64") yield return new("precision", $"float64, in which {family} is computed");
        if (training.Word("loss-precision") != "float64") yield return new("loss-precision", $"float64, in which {family} is computed");
        if (training.Word("numerics") != "direct") yield return new("numerics", $"direct: {family} has no linear maps to fold");
    }
}
