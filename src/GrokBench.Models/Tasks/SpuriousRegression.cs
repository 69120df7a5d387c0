using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>
/// A line seen through four features, three of which say nothing (Miller, O'Neill and Bui 2023, section 3.1; "Dataset 9" of their code): inputs x, x², x³ and
/// sin(100 x) of x uniform in [-1/2, 1/2), target 0.3 x. A prediction is right when it has the target's sign. Points are NumPy's <c>rand(points, 1) - 0.5</c>, in
/// order: the first ones train.
/// </summary>
public sealed class SpuriousRegression : ITask
{
    private const int Features = 4;
    private const double Slope = 0.3;

    public string Name => "spurious-regression";

    public int Version => 1;

    public string Summary => "The sign of a line, from one feature that shows it and three that do not.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("train", SettingType.Integer(1), null, "Training examples: the first points; the others are the test split."),
        new("points", SettingType.Integer(2, 10_000_000), 100, "Points in all."),
        new("labels", SettingType.OneOf("correct", "random"), "correct", "random: the targets of all points shuffled, so that nothing says the sign of a test point."),
        new("seed-offset", SettingType.Integer(0), 0,
            "NumPy's seed is the data seed minus this, modulo 2^32; with 1000, the run of seed s has the points of numpy.random.seed(s)."),
    ];

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        var points = settings.Integer("points");
        if (settings.Integer("train") >= points) yield return new("train", FormattableString.Invariant($"fewer than the {points} points, so that there is something to test on"));
    }

    public TaskShape Shape(Choice settings) => new()
    {
        OperandColumns = [],
        InputWidth = Features,
        Outputs = 1,
        LabelCount = 0,
        Correctness = Correctness.SameSign,
        TrainingExamples = settings.Integer("train"),
        Examples = settings.Integer("points"),
        Chance = 0.5,
        Splits = ["train", "test"],
    };

    public Dataset Create(Choice settings, ulong seed)
    {
        var (points, train) = (settings.Integer("points"), settings.Integer("train"));
        var stream = new MersenneTwister((uint)(seed - (ulong)settings.Integer("seed-offset")));
        var (inputs, targets) = (new double[points * Features], new double[points]);
        for (var i = 0; i < points; i++)
        {
            var x = stream.Uniform() - 0.5;
            (inputs[i * Features], inputs[(i * Features) + 1], inputs[(i * Features) + 2]) = (x, x * x, x * x * x);
            inputs[(i * Features) + 3] = SpecialFunctions.Sin(100 * x);
            targets[i] = Slope * x;
        }

        if (settings.Word("labels") == "random") targets = [.. new RandomStream(seed, "labels").Permutation(points).Select(i => targets[i])];
        var order = Enumerable.Range(0, points).ToArray();
        var examples = new Examples { Count = points, InputWidth = Features, Inputs = inputs, TargetWidth = 1, Targets = targets, Correctness = Correctness.SameSign };
        return new Dataset(examples, [new Split("train", order[..train]), new Split("test", order[train..])]);
    }
}
