using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>
/// Filling in the table of a binary operation from a part of it (Power et al. 2022). The tasks differ in the operation; the split, the
/// spoilt labels and the way a row is written are the same for all.
/// </summary>
public abstract class BinaryOperationTask : ITask
{
    /// <summary>Lifts products such as 0.29 x 100, which fall a rounding error short of an integer, over it.</summary>
    private const double RoundingGuard = 1e-9;

    public abstract string Name { get; }

    public abstract int Version { get; }

    public abstract string Summary { get; }

    public abstract ImmutableArray<Setting> Settings { get; }

    private protected static ImmutableArray<Setting> TableSettings { get; } =
    [
        new("train", SettingType.Either(SettingType.Number(0, 1, leastExcluded: true), SettingType.Integer(2)), null,
            "Training examples: a share of the table (rounded down), or from 2 on their number; the rest is the test split."),
        new("labels", SettingType.OneOf("correct", "random", "random-commutative"), "correct",
            "random: the answers of the whole table shuffled, so that train can be fitted and test stays at chance; random-commutative: "
            + "mirrored rows keep one answer, so that only rows whose mirror trains can be known."),
        new("corrupted", SettingType.Integer(0), 0,
            "Training examples whose answer is replaced by that of another random row (Power et al. 2022, appendix: outliers)."),
        new("format", SettingType.OneOf([.. TokenFormat.All.Select(format => format.Name)]), "pair-equals",
            "What a sequence model reads: x y, x y =, x ∘ y =, or (closed) end x ∘ y = z with the loss on z and the end mark."),
        new("vocabulary", SettingType.Either(SettingType.OneOf("compact"), SettingType.Integer(2, 1_000_000)), "compact",
            "Distinct tokens: as many as the format shows, or a larger number (239 in Power et al. 2022); the surplus never occurs."),
    ];

    public TaskShape Shape(Choice settings)
    {
        var table = Table(settings);
        var format = TokenFormat.Named(settings.Word("format"));
        return new TaskShape
        {
            SequenceLength = format.Tokens.Length,
            Vocabulary = settings["vocabulary"].Content is double size ? (int)size : format.Vocabulary(table.Elements),
            Tokens = format.Ranges(table.Elements),
            OperandColumns = format.OperandColumns,
            Operands = table.Elements,
            Outputs = format.LabelClasses(table.Elements),
            LabelCount = format.Labels.Length,
            TrainingExamples = TrainingExamples(settings, table.Rows),
            Examples = table.Rows,
            Chance = table.LargestAnswerShare(),
            Splits = [.. SplitNames(settings, table)],
        };
    }

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        var problems = CheckOperation(settings).ToList();
        if (problems.Count > 0) return problems;

        var table = Table(settings);
        var train = TrainingExamples(settings, table.Rows);
        if (train < 1) problems.Add(Problem("train", $"at least 1 of the {table.Rows} rows, so that there is something to train on"));
        if (train >= table.Rows) problems.Add(Problem("train", $"fewer than the {table.Rows} rows, so that there is something to test on"));

        var corrupted = settings.Integer("corrupted");
        if (corrupted > train) problems.Add(Problem("corrupted", $"at most {train} (the number of training examples)"));
        if (corrupted > 0 && settings.Word("labels") != "correct") problems.Add(Problem("corrupted", $"0, because all labels are random"));
        if (settings.Word("labels") == "random-commutative" && !table.HasMirrors)
        {
            problems.Add(Problem("labels", $"correct or random, because no two rows of the table mirror each other"));
        }

        var needed = TokenFormat.Named(settings.Word("format")).Vocabulary(table.Elements);
        if (settings["vocabulary"].Content is double size && size < needed)
        {
            problems.Add(Problem("vocabulary", $"at least {needed} (the tokens that the format shows)"));
        }

        return problems;
    }

    public Dataset Create(Choice settings, ulong seed)
    {
        var table = Table(settings);
        var order = new RandomStream(seed, "split").Permutation(table.Rows);
        var train = TrainingExamples(settings, table.Rows);
        var corrupted = settings.Integer("corrupted");
        var answers = settings.Word("labels") switch
        {
            "random" => Shuffled(table.Answers, seed),
            "random-commutative" => ShuffledCommutatively(table, seed),
            _ => Corrupted(table.Answers, order.AsSpan(0, corrupted), seed),
        };

        var splits = SplitNames(settings, table).Select(name => new Split(name, name switch
        {
            "train" => order[..train],
            "test" => order[train..],
            "test-unmirrored" => Unmirrored(table, order[train..]),
            "train-clean" => order[corrupted..train],
            _ => order[..corrupted],
        }));
        return new Dataset(Written(table, answers, TokenFormat.Named(settings.Word("format"))), [.. splits]);
    }

    public virtual string? DataSource(Choice settings) => null;

    /// <summary>The group whose product the table is of; null where it is of none.</summary>
    internal virtual FiniteGroup? Group(Choice settings) => null;

    /// <summary>The table of settings that <see cref="CheckOperation"/> accepts.</summary>
    private protected abstract OperationTable Table(Choice settings);

    /// <summary>Problems that leave no table.</summary>
    private protected abstract IEnumerable<SettingProblem> CheckOperation(Choice settings);

    private protected static SettingProblem Problem(string setting, FormattableString expected) =>
        new(setting, expected.ToString(CultureInfo.InvariantCulture));

    private static int TrainingExamples(Choice settings, int rows)
    {
        var train = settings.Number("train");
        return train > 1 ? (int)train : (int)Math.Floor((train * rows) + RoundingGuard);
    }

    private static IEnumerable<string> SplitNames(Choice settings, OperationTable table)
    {
        yield return "train";
        yield return "test";
        if (table.HasMirrors) yield return "test-unmirrored";
        if (settings.Integer("corrupted") == 0) yield break;
        yield return "train-clean";
        yield return "train-corrupted";
    }

    private static int[] Shuffled(int[] answers, ulong seed) =>
        [.. new RandomStream(seed, "labels").Permutation(answers.Length).Select(row => answers[row])];

    /// <summary>The answers of the rows with x ≤ y shuffled among them; a row with x above y has its mirror's.</summary>
    private static int[] ShuffledCommutatively(OperationTable table, ulong seed)
    {
        int[] ascending = [.. Enumerable.Range(0, table.Rows).Where(row => table.X[row] <= table.Y[row])];
        var shuffled = Shuffled([.. ascending.Select(row => table.Answers[row])], seed);
        var answers = ascending.Zip(shuffled).ToDictionary(pair => Pair(pair.First), pair => pair.Second);
        return [.. Enumerable.Range(0, table.Rows).Select(row => answers[Pair(row)])];

        (int Less, int Greater) Pair(int row) => (Math.Min(table.X[row], table.Y[row]), Math.Max(table.X[row], table.Y[row]));
    }

    /// <summary>
    /// The given rows get the answers of other rows, drawn from the whole table as in the authors' code. Neither the rows nor the
    /// draws depend on the size of the training set, so that training sets stay nested, labels included.
    /// </summary>
    private static int[] Corrupted(int[] answers, ReadOnlySpan<int> rows, ulong seed)
    {
        var stream = new RandomStream(seed, "corruption");
        var result = (int[])answers.Clone();
        for (var i = 0; i < rows.Length; i++)
        {
            var other = stream.Below((ulong)i, answers.Length - 1);
            result[rows[i]] = answers[other < rows[i] ? other : other + 1];
        }

        return result;
    }

    /// <summary>Test rows whose mirror is not in the training set: knowing that x ∘ y = y ∘ x does not answer them.</summary>
    private static int[] Unmirrored(OperationTable table, int[] test)
    {
        var held = new bool[table.Elements, table.Elements];
        foreach (var row in test) held[table.X[row], table.Y[row]] = true;
        return [.. test.Where(row => held[table.Y[row], table.X[row]])];
    }

    private static Examples Written(OperationTable table, int[] answers, TokenFormat format)
    {
        var (width, labelWidth) = (format.Tokens.Length, format.Labels.Length);
        var (tokens, labels) = (new int[table.Rows * width], new int[table.Rows * labelWidth]);
        for (var row = 0; row < table.Rows; row++)
        {
            int Token(Symbol symbol) => TokenFormat.Token(symbol, table.X[row], table.Y[row], answers[row], table.Elements);
            for (var i = 0; i < width; i++) tokens[(row * width) + i] = Token(format.Tokens[i]);
            for (var i = 0; i < labelWidth; i++) labels[(row * labelWidth) + i] = Token(format.Labels[i]);
        }

        return new Examples { Count = table.Rows, TokenWidth = width, Tokens = tokens, LabelWidth = labelWidth, Labels = labels };
    }
}
