using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>Points drawn uniformly from an interval around 0, some of which train. The tasks differ in what is to be told of a point.</summary>
public abstract class UnivariateTask : ITask
{
    public abstract string Name { get; }

    public abstract int Version { get; }

    public abstract string Summary { get; }

    public abstract ImmutableArray<Setting> Settings { get; }

    private protected static ImmutableArray<Setting> PointSettings { get; } =
    [
        new("train", SettingType.Integer(1), null, "Training examples: so many of the points, drawn at random; the others are the test split."),
        new("points", SettingType.Integer(2, 1_000_000), 100, "Points in all."),
    ];

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        var points = settings.Integer("points");
        if (settings.Integer("train") >= points) yield return new("train", FormattableString.Invariant($"fewer than the {points} points, so that there is something to test on"));
    }

    public TaskShape Shape(Choice settings) => Completed(settings, new TaskShape
    {
        OperandColumns = [],
        InputWidth = 1,
        Outputs = 1,
        TrainingExamples = settings.Integer("train"),
        Examples = settings.Integer("points"),
        Chance = double.NaN,
        Splits = ["train", "test"],
    });

    public virtual string? DataSource(Choice settings) => null;

    public Dataset Create(Choice settings, ulong seed)
    {
        var (points, train, stream) = (settings.Integer("points"), settings.Integer("train"), new RandomStream(seed, "points"));
        var inputs = new double[points];
        for (var i = 0; i < points; i++) inputs[i] = Point(stream, i, settings);
        var order = new RandomStream(seed, "split").Permutation(points);
        return new Dataset(Observed(inputs, settings, seed), [new Split("train", order[..train]), new Split("test", order[train..])]);
    }

    /// <summary>Points lie in [-HalfWidth, HalfWidth).</summary>
    private protected abstract double HalfWidth(Choice settings);

    private protected double Point(RandomStream stream, int index, Choice settings) => HalfWidth(settings) * ((2 * stream.Uniform((ulong)index)) - 1);

    /// <summary>The shape with what this task's answers are.</summary>
    private protected abstract TaskShape Completed(Choice settings, TaskShape shape);

    private protected abstract Examples Observed(double[] inputs, Choice settings, ulong seed);
}
