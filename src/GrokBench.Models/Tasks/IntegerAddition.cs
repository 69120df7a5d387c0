using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>
/// The toy of Liu, Kitouni et al. 2022 (section 3): pairs i ≤ j of the numbers 0 to p-1, each once, and what stands for their sum i + j, without a modulus: one of 2p-1
/// fixed random vectors, the template of the sum, or the sum as a class. An output is right when no other template is nearer.
/// </summary>
public sealed class IntegerAddition : ITask
{
    private const string Vectors = "vectors";

    public string Name => "integer-addition";

    public int Version => 1;

    public string Summary => "The sums of unordered pairs of numbers, each sum a random vector or a class.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("elements", SettingType.Integer(3, 64), 10, "p: the numbers 0 to p-1, which make p(p+1)/2 pairs."),
        new("train", SettingType.Integer(1), null, "Training pairs, drawn at random; the others are the test split."),
        new("target", SettingType.OneOf(Vectors, "classes"), Vectors, "What stands for a sum: a vector of N(0, 1) numbers drawn once, or a class."),
        new("outputs", SettingType.Integer(1, 4096), 30, "Numbers of a vector; without meaning for classes."),
        new("labels", SettingType.OneOf("correct", "random"), "correct", "random: the sums of all pairs shuffled, so that nothing says those of test."),
    ];

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        var pairs = PairSums.Count(settings.Integer("elements"));
        if (settings.Integer("train") >= pairs) yield return new("train", FormattableString.Invariant($"fewer than the {pairs} pairs, so that there is something to test on"));
    }

    public TaskShape Shape(Choice settings)
    {
        var (p, classes) = (settings.Integer("elements"), settings.Word("target") != Vectors);
        var pairs = PairSums.Count(p);
        return new TaskShape
        {
            SequenceLength = 2,
            Vocabulary = p,
            Tokens = [new TokenRange(0, p), new TokenRange(0, p)],
            OperandColumns = [0, 1],
            Operands = p,
            Outputs = classes ? (2 * p) - 1 : settings.Integer("outputs"),
            LabelCount = classes ? 1 : 0,
            Correctness = classes ? null : Correctness.NearestTargets,
            TrainingExamples = settings.Integer("train"),
            Examples = pairs,
            Chance = classes ? (double)((p + 1) / 2) / pairs : double.NaN,
            Splits = ["train", "test"],
        };
    }

    public Dataset Create(Choice settings, ulong seed)
    {
        var (shape, train) = (Shape(settings), settings.Integer("train"));
        var pairs = new PairSums(shape.Operands).Pairs;
        int[] sums = [.. pairs.Select(pair => pair.First + pair.Second)];
        if (settings.Word("labels") == "random") sums = [.. new RandomStream(seed, "labels").Permutation(sums.Length).Select(pair => sums[pair])];
        var order = new RandomStream(seed, "split").Permutation(pairs.Length);
        var examples = new Examples
        {
            Count = pairs.Length,
            TokenWidth = 2,
            Tokens = [.. pairs.SelectMany(pair => new[] { pair.First, pair.Second })],
            LabelWidth = shape.LabelCount,
            Labels = shape.HasRealTargets ? [] : sums,
            TargetWidth = shape.HasRealTargets ? shape.Outputs : 0,
            Targets = shape.HasRealTargets ? Templates(sums, shape.Outputs, seed) : [],
            Correctness = shape.Correctness,
        };
        return new Dataset(examples, [new Split("train", order[..train]), new Split("test", order[train..])]);
    }

    /// <summary>Number j of sum s is draw s·width + j, whatever the pairs.</summary>
    private static double[] Templates(int[] sums, int width, ulong seed)
    {
        var stream = new RandomStream(seed, "templates");
        return [.. sums.SelectMany(sum => Enumerable.Range(0, width).Select(j => stream.Normal(((ulong)sum * (ulong)width) + (ulong)j)))];
    }
}
