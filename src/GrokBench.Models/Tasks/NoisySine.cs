using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>Regression on a sine with noise (Miller, O'Neill and Bui 2023, section 3.3; "Dataset 10" of their code, with the values that are the defaults here).</summary>
public sealed class NoisySine : UnivariateTask
{
    public override string Name => "noisy-sine";

    public override int Version => 1;

    public override string Summary => "The value of a sine at a point, observed with noise.";

    public override ImmutableArray<Setting> Settings { get; } =
    [
        .. PointSettings,
        new("half-width", SettingType.Number(0, 1000, leastExcluded: true), 1.5, "Points are drawn from [-w, w)."),
        new("angular-frequency", SettingType.Number(0, 1000, leastExcluded: true), 2, "ω of the sine, sin(ω x), in radians per unit of x."),
        new("noise", SettingType.Number(0, 1e300), 0.1, "Standard deviation of the noise that is added to the sine, in test targets too."),
        new("tolerance", SettingType.Number(0, leastExcluded: true), 0.05, "A prediction is right when its squared error is below this."),
        new("labels", SettingType.OneOf("correct", "random"), "correct", "random: every target is the sine at another point, drawn anew, with its noise, so that nothing tells the target of a test point."),
    ];

    private protected override double HalfWidth(Choice settings) => settings.Number("half-width");

    private protected override TaskShape Completed(Choice settings, TaskShape shape) => shape with { LabelCount = 0, Correctness = Judge(settings) };

    private protected override Examples Observed(double[] inputs, Choice settings, ulong seed)
    {
        var stream = new RandomStream(seed, "noise");
        var (frequency, noise) = (settings.Number("angular-frequency"), settings.Number("noise"));
        var others = new RandomStream(seed, "labels");
        var isRandom = settings.Word("labels") == "random";
        double[] targets = [.. inputs.Select((x, i) => SpecialFunctions.Sin(frequency * (isRandom ? Point(others, i, settings) : x)) + (noise * stream.Normal((ulong)i)))];
        return new Examples { Count = inputs.Length, InputWidth = 1, Inputs = inputs, TargetWidth = 1, Targets = targets, Correctness = Judge(settings) };
    }

    private static Correctness Judge(Choice settings) => Correctness.Within(settings.Number("tolerance"));
}
