using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>
/// Four classes of Gaussian subclasses, some of which train on few examples or none (Carvalho et al. 2025, appendix A). A subclass is a word of nine bits; each bit stands for
/// 13 inputs, drawn around one of two centres at distance 1. The paper does not tell the directions between centres, here random ones, nor the covariance, here noise²·I.
/// </summary>
public sealed class SubclassShift : ITask
{
    private const int InputsPerBit = 13;
    private const string Train = "train", Test = "test";

    public string Name => "subclass-shift";

    public int Version => 1;

    public string Summary => "Classes of Gaussian subclasses, some of them sparse in training.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("construction", SettingType.OneOf("equidistant", "equivariant"), null,
            "equidistant: 4 classes of 2 subclasses, any two as far apart; equivariant: 4 classes of 10, nearer to their own class than to the others."),
        new("noise", SettingType.Number(0, 1e300), null, "Standard deviation of every input around its centre; the paper does not tell it."),
        new("train", SettingType.Integer(1, 1_000_000), null, "γ: training examples, but for rounding to whole examples per subclass."),
        new("factor", SettingType.Number(0, 1), null, "f: examples of a sparse subclass for one of another; 0 leaves the sparse ones out of training."),
        new("sparse", SettingType.Either(SettingType.Integer(0), SettingType.ListOf(SettingType.Integer(0))), null,
            "Sparse subclasses: so many of each class, its last ones, or a list of their numbers."),
        new("test", SettingType.Integer(1, 1_000_000), 10_000, "Test examples, as many of every subclass."),
        new("labels", SettingType.OneOf("correct", "random"), "correct", "random: every example has a class drawn from the four, so that train can be fitted and test stays at chance."),
    ];

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        if (SparseProblem(settings) is { } problem) yield return new("sparse", problem);
        else if (Imbalance(settings).OfOther(settings.Integer("train")) == 0) yield return new("train", "enough for an example of every subclass that is not sparse");
    }

    public TaskShape Shape(Choice settings)
    {
        var (codes, imbalance, train, test) = (Codes(settings), Imbalance(settings), settings.Integer("train"), settings.Integer("test"));
        var total = imbalance.Total(train);
        var ofClasses = Enumerable.Range(0, codes.Count).GroupBy(codes.ClassOf, subclass => imbalance.Of(subclass, train) + OfTest(subclass, codes.Count, test));
        return new TaskShape
        {
            OperandColumns = [],
            InputWidth = SubclassCodes.Bits * InputsPerBit,
            Outputs = SubclassCodes.Classes,
            TrainingExamples = total,
            Examples = total + test,
            Chance = settings.Word("labels") == "random" ? 1.0 / SubclassCodes.Classes : (double)ofClasses.Max(counts => counts.Sum()) / (total + test),
            Splits = [.. Splits(settings, [], [], []).Select(split => split.Name)],
            Subclasses = imbalance.Subclasses(train, codes.ClassOf),
        };
    }

    public Dataset Create(Choice settings, ulong seed)
    {
        var (codes, test) = (Codes(settings), settings.Integer("test"));

        // Test rows first, so that a row of a training set is the same row of a larger one.
        (int Subclass, int Index)[] trained = [.. Imbalance(settings).InOrder(settings.Integer("train"))];
        (int Subclass, int Index)[] tested = [.. Enumerable.Range(0, test).Select(i => (i % codes.Count, i / codes.Count))];
        (int Subclass, int Index)[] rows = [.. tested, .. trained];
        var examples = new Examples
        {
            Count = rows.Length,
            InputWidth = SubclassCodes.Bits * InputsPerBit,
            Inputs = new double[rows.Length * SubclassCodes.Bits * InputsPerBit],
            LabelWidth = 1,
            Labels = Labels(settings, seed, codes, rows, test),
        };
        var directions = Directions(seed);
        for (var subclass = 0; subclass < codes.Count; subclass++)
        {
            var (seen, unseen) = (new RandomStream(seed, Stream(Train, subclass)), new RandomStream(seed, Stream(Test, subclass)));
            for (var row = 0; row < rows.Length; row++)
            {
                if (rows[row].Subclass != subclass) continue;
                var inputs = examples.Inputs.AsSpan(row * examples.InputWidth, examples.InputWidth);
                var first = (ulong)rows[row].Index * (ulong)inputs.Length;
                for (var j = 0; j < inputs.Length; j++)
                {
                    var centre = ((codes.Codes[subclass] >> (j / InputsPerBit)) & 1) == 1 ? directions[j] / 2 : -directions[j] / 2;
                    inputs[j] = centre + (settings.Number("noise") * (row < test ? unseen : seen).Normal(first + (ulong)j));
                }
            }
        }

        return new Dataset(examples, Splits(settings, [.. Enumerable.Range(test, trained.Length)], [.. Enumerable.Range(0, test)], [.. tested.Select(row => row.Subclass)]));

        static string Stream(string part, int subclass) => FormattableString.Invariant($"{part}-subclass{subclass}");
    }

    private static SubclassCodes Codes(Choice settings) => settings.Word("construction") == "equidistant" ? SubclassCodes.Equidistant : SubclassCodes.Equivariant;

    /// <summary>What was expected, or null.</summary>
    private static string? SparseProblem(Choice settings)
    {
        var codes = Codes(settings);
        if (settings["sparse"].Content is double perClass)
            return perClass < codes.PerClass ? null : FormattableString.Invariant($"fewer than the {codes.PerClass} subclasses of a class");
        var listed = settings.Numbers("sparse");
        return listed.All(one => one < codes.Count) && listed.Distinct().Count() == listed.Length && listed.Length < codes.Count
            ? null
            : FormattableString.Invariant($"some of the subclasses 0 to {codes.Count - 1}, each once, and not all of them");
    }

    private static bool[] Sparse(Choice settings)
    {
        var codes = Codes(settings);
        if (settings["sparse"].Content is double perClass)
            return [.. Enumerable.Range(0, codes.Count).Select(subclass => subclass % codes.PerClass >= codes.PerClass - perClass)];
        var listed = settings.Numbers("sparse");
        return [.. Enumerable.Range(0, codes.Count).Select(subclass => listed.Contains(subclass))];
    }

    private static Imbalance Imbalance(Choice settings) => new(settings.Number("factor"), Sparse(settings));

    private static int OfTest(int subclass, int subclasses, int test) => (test - subclass + subclasses - 1) / subclasses;

    /// <summary>By input: the unit vector from the centre of a 0 to that of a 1, bit by bit.</summary>
    private static double[] Directions(ulong seed)
    {
        var stream = new RandomStream(seed, "directions");
        return
        [
            .. Enumerable.Range(0, SubclassCodes.Bits).SelectMany(bit =>
            {
                double[] drawn = [.. Enumerable.Range(bit * InputsPerBit, InputsPerBit).Select(j => stream.Normal((ulong)j))];
                var square = 0.0;
                foreach (var value in drawn) square += value * value;
                return drawn.Select(value => value / Math.Sqrt(square));
            }),
        ];
    }

    private static int[] Labels(Choice settings, ulong seed, SubclassCodes codes, (int Subclass, int Index)[] rows, int test)
    {
        if (settings.Word("labels") == "correct") return [.. rows.Select(row => codes.ClassOf(row.Subclass))];
        var (seen, unseen) = (new RandomStream(seed, $"{Train}-labels"), new RandomStream(seed, $"{Test}-labels"));
        return [.. rows.Select((_, row) => row < test ? unseen.Below((ulong)row, SubclassCodes.Classes) : seen.Below((ulong)(row - test), SubclassCodes.Classes))];
    }

    /// <param name="subclasses">By test row.</param>
    private static ImmutableArray<Split> Splits(Choice settings, int[] train, int[] test, int[] subclasses)
    {
        var codes = Codes(settings);
        return SubclassSplits.Of(train, test, subclasses, Sparse(settings), codes.ClassOf, SubclassCodes.Classes);
    }
}
