using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>
/// The parity of the first k of n bits (Barak et al. 2022; Merrill et al. 2023). With bits b in {0, 1}, written as 1 - 2b or as b, the class is
/// b1 xor ... xor bk and the sign (-1)^class, the product of the first k signs. Which bits matter is no loss of generality, as inputs and initial weights are
/// distributed alike in all.
/// </summary>
public sealed class SparseParity : ITask
{
    private const string Online = "online", Train = "train", Test = "test", Clean = "train-clean", Corrupted = "train-corrupted";

    /// <summary>Examples on which an online run's train split is scored.</summary>
    private const int OnlineSample = 1000;

    /// <summary>Inputs of up to so many bits are taken from a shuffled list of all of them; longer ones are drawn until they are new.</summary>
    private const int ListedBits = 20;

    /// <summary>Bits told apart; inputs that are equal in as many count as equal.</summary>
    private const int ComparedBits = 62;

    public string Name => "sparse-parity";

    public int Version => 1;

    public string Summary => "The parity of k of n bits, from a training set or from fresh examples at every step.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("bits", SettingType.Integer(1, 4096), null, "n, the length of the input that the parity chooses from."),
        new("relevant", SettingType.Integer(1, 4096), null, "k, how many of the bits count: the first ones."),
        new("train", SettingType.Either(SettingType.OneOf(Online), SettingType.Integer(1, 10_000_000)), null,
            "Training examples, all different; or online: every step draws a new batch."),
        new("test", SettingType.Integer(1, 10_000_000), 2000, "Test examples, none of which is trained on; all that are left where there are fewer."),
        new("values", SettingType.OneOf("sign", "binary"), "sign", "How bits are written: 1 and -1, or 0 and 1."),
        new("target", SettingType.OneOf("sign", "class"), "sign", "What is to be given: one output with the sign 1 or -1, or one of two classes."),
        new("spurious", SettingType.Integer(0, 4096), 0, "Further inputs, after the bits, that say nothing."),
        new("spurious-values", SettingType.OneOf("bits", "normal"), "bits", "What these are: random bits, or independent normal numbers (Miller et al. 2023)."),
        new("labels", SettingType.OneOf("correct", "random"), "correct",
            "random: every example has a label by the toss of a coin, so that train can be fitted and test stays at chance."),
        new("label-noise", SettingType.Number(0, 1), 0, "Probability with which a training label is turned over; test labels never are."),
    ];

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        var (bits, space) = (settings.Integer("bits"), Space(settings));
        if (settings.Integer("relevant") > bits) yield return new("relevant", FormattableString.Invariant($"at most {bits} (the number of bits)"));
        if (settings["train"].Content is double train && train >= space)
        {
            yield return new("train", FormattableString.Invariant($"fewer than {space} (the number of different inputs), so that there is something to test on"));
        }

        if (settings.Number("label-noise") > 0 && settings.Word("labels") == "random") yield return new("label-noise", "0, because all labels are random");
        if (settings.Integer("spurious") == 0 && settings.Word("spurious-values") == "normal")
            yield return new("spurious-values", "bits or nothing, because spurious is 0");
    }

    public TaskShape Shape(Choice settings)
    {
        var classes = settings.Word("target") == "class";
        var train = TrainingExamples(settings);
        return new TaskShape
        {
            OperandColumns = [],
            InputWidth = settings.Integer("bits") + settings.Integer("spurious"),
            RelevantInputs = settings.Integer("relevant"),
            Outputs = classes ? 2 : 1,
            LabelCount = classes ? 1 : 0,
            HasSigns = !classes,
            Correctness = classes ? null : Correctness.SameSign,
            TrainingExamples = train,
            IsOnline = IsOnline(settings),
            Examples = train + TestExamples(settings),
            Chance = 0.5,
            Splits = [Train, Test, .. HasNoise(settings) ? new[] { Clean, Corrupted } : []],
        };
    }

    public Dataset Create(Choice settings, ulong seed)
    {
        var rows = new ParityRows(settings);
        var (train, test) = (TrainingExamples(settings), TestExamples(settings));
        var (trainDraws, testDraws) = (new ParityDraws(seed, Train), new ParityDraws(seed, Test));
        var (trainBits, testBits) = IsOnline(settings)
            ? (Independent(rows.Words, train, trainDraws), Independent(rows.Words, test, testDraws))
            : Distinct(rows, train, test, seed);

        // Test rows first, so that a row of a training set is the same row of a larger one.
        var examples = rows.Room(test + train);
        for (var i = 0; i < test; i++) rows.Write(examples, i, testBits.AsSpan(i * rows.Words, rows.Words), testDraws, i, noisy: false);
        var turned = new bool[train];
        for (var i = 0; i < train; i++)
            turned[i] = rows.Write(examples, test + i, trainBits.AsSpan(i * rows.Words, rows.Words), trainDraws, i, noisy: true);

        int[] trainRows = [.. Enumerable.Range(test, train)];
        List<Split> splits = [new(Train, trainRows), new(Test, [.. Enumerable.Range(0, test)])];
        if (HasNoise(settings))
        {
            splits.Add(new(Clean, [.. trainRows.Where(row => !turned[row - test])]));
            splits.Add(new(Corrupted, [.. trainRows.Where(row => turned[row - test])]));
        }

        return new Dataset(examples, [.. splits]) { Fresh = IsOnline(settings) ? new FreshParity(rows, seed) : null };
    }

    private static bool IsOnline(Choice settings) => settings["train"].Content is string;

    private static bool HasNoise(Choice settings) => settings.Number("label-noise") > 0;

    private static int TrainingExamples(Choice settings) => IsOnline(settings) ? OnlineSample : settings.Integer("train");

    private static int TestExamples(Choice settings) =>
        IsOnline(settings) ? settings.Integer("test") : (int)Math.Min(settings.Integer("test"), Space(settings) - settings.Integer("train"));

    /// <summary>Number of inputs that are told apart.</summary>
    private static long Space(Choice settings)
    {
        var spuriousBits = settings.Word("spurious-values") == "bits" ? settings.Integer("spurious") : 0;
        return settings.Integer("spurious") > spuriousBits ? 1L << ComparedBits : 1L << Math.Min(settings.Integer("bits") + spuriousBits, ComparedBits);
    }

    private static ulong[] Independent(int words, int count, ParityDraws draws) =>
        [.. Enumerable.Range(0, words * count).Select(i => draws.Bits.Bits((ulong)i))];

    /// <summary>Bits of training and test inputs, no two of which are equal. The training inputs do not depend on how many test inputs there are.</summary>
    private static (ulong[] Train, ulong[] Test) Distinct(ParityRows rows, int train, int test, ulong seed)
    {
        // With normal inputs beside the bits no two examples are equal anyway.
        if (rows.HasNormalInputs) return (Independent(rows.Words, train, new(seed, Train)), Independent(rows.Words, test, new(seed, Test)));
        if (rows.BitCount <= ListedBits)
        {
            var order = new RandomStream(seed, "split").Permutation(1 << rows.BitCount);
            return ([.. order[..train].Select(input => (ulong)input)], [.. order[^test..].Select(input => (ulong)input)]);
        }

        var seen = new HashSet<ulong>();
        return (New(train, new(seed, Train)), New(test, new(seed, Test)));

        ulong[] New(int count, ParityDraws draws)
        {
            var found = new ulong[count * rows.Words];
            var compared = (1UL << Math.Min(rows.BitCount, ComparedBits)) - 1;
            for (var (i, attempt) = (0, 0UL); i < count; attempt++)
            {
                if (!seen.Add(draws.Bits.Bits(attempt * (ulong)rows.Words) & compared)) continue;
                for (var word = 0; word < rows.Words; word++) found[(i * rows.Words) + word] = draws.Bits.Bits((attempt * (ulong)rows.Words) + (ulong)word);
                i++;
            }

            return found;
        }
    }
}
