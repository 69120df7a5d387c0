using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>Whether a number of [-1/2, 1/2) is positive (Miller, O'Neill and Bui 2023, section 3.2: the zero-one task).</summary>
public sealed class IntervalClassification : UnivariateTask
{
    public override string Name => "interval-classification";

    public override int Version => 1;

    public override string Summary => "Whether a number between -1/2 and 1/2 is positive.";

    public override ImmutableArray<Setting> Settings { get; } =
    [
        .. PointSettings,
        new("labels", SettingType.OneOf("correct", "random"), "correct",
            "random: every label is drawn anew, one or the other with equal chances, so that nothing tells the label of a test point."),
    ];

    private protected override double HalfWidth(Choice settings) => 0.5;

    private protected override TaskShape Completed(Choice settings, TaskShape shape) => shape with { Outputs = 2, Chance = 0.5 };

    private protected override Examples Observed(double[] inputs, Choice settings, ulong seed)
    {
        var stream = new RandomStream(seed, "labels");
        int[] labels = settings.Word("labels") == "random"
            ? [.. inputs.Select((_, i) => stream.Below((ulong)i, 2))]
            : Array.ConvertAll(inputs, x => x > 0 ? 1 : 0);
        return new Examples { Count = inputs.Length, InputWidth = 1, Inputs = inputs, LabelWidth = 1, Labels = labels };
    }
}
