using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>
/// x ∘ y modulo p from one-hot operands, hidden among bits that say nothing (Miller et al. 2023, section 4 and appendix A). Pairs are drawn with replacement, so
/// that a test example shows a pair that was trained on, with other bits: what is tested is whether the bits are ignored, not whether unseen pairs are answered.
/// </summary>
public sealed class ConcealedModularArithmetic : ITask
{
    private const string Train = "train", Test = "test";

    public string Name => "concealed-modular-arithmetic";

    public int Version => 1;

    public string Summary => "A binary operation modulo p from one-hot operands among random bits.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("operation", SettingType.OneOf([.. ModularOperation.All.Select(operation => operation.Name)]), null, "The operation, modulo p; x/y has no pairs with y = 0."),
        new("modulus", SettingType.Integer(2, 1024), 7, "p; prime where the operation divides."),
        new("spurious", SettingType.Integer(0, 4096), null, "Random bits, 0 or 1, after the operands."),
        new("train", SettingType.Integer(1, 1_000_000), 600, "Training examples, drawn independently."),
        new("test", SettingType.Integer(1, 1_000_000), 200, "Test examples, drawn independently."),
        new("labels", SettingType.OneOf("correct", "random"), "correct", "random: every example has an answer drawn from 0..p-1, so that train can be fitted and test stays at chance."),
    ];

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        if (ModularOperation.Named(settings.Word("operation")).Problem(settings.Integer("modulus")) is { } problem) yield return problem;
    }

    public TaskShape Shape(Choice settings)
    {
        var p = settings.Integer("modulus");
        return new TaskShape
        {
            OperandColumns = [],
            InputWidth = (2 * p) + settings.Integer("spurious"),
            RelevantInputs = 2 * p,
            Outputs = p,
            TrainingExamples = settings.Integer("train"),
            Examples = settings.Integer("train") + settings.Integer("test"),
            Chance = settings.Word("labels") == "random" ? 1.0 / p : LargestAnswerShare(settings),
            Splits = [Train, Test],
        };
    }

    public Dataset Create(Choice settings, ulong seed)
    {
        var shape = Shape(settings);
        var test = settings.Integer("test");
        var examples = new Examples
        {
            Count = shape.Examples,
            InputWidth = shape.InputWidth,
            Inputs = new double[shape.Examples * shape.InputWidth],
            LabelWidth = 1,
            Labels = new int[shape.Examples],
        };

        // Test rows first, so that a row of a training set is the same row of a larger one.
        Write(settings, examples, 0, test, seed, Test);
        Write(settings, examples, test, shape.TrainingExamples, seed, Train);
        return new Dataset(examples, [new(Train, [.. Enumerable.Range(test, shape.TrainingExamples)]), new(Test, [.. Enumerable.Range(0, test)])]);
    }

    private static void Write(Choice settings, Examples examples, int first, int count, ulong seed, string part)
    {
        var (operation, p, spurious) = (ModularOperation.Named(settings.Word("operation")), settings.Integer("modulus"), settings.Integer("spurious"));
        var (pairs, bits, labels) = (new RandomStream(seed, $"{part}-pairs"), new RandomStream(seed, $"{part}-bits"), new RandomStream(seed, $"{part}-labels"));
        var randomLabels = settings.Word("labels") == "random";
        for (var i = 0; i < count; i++)
        {
            var x = pairs.Below((ulong)(2 * i), p);
            var y = operation.LeastY + pairs.Below((ulong)((2 * i) + 1), p - operation.LeastY);
            var inputs = examples.Inputs.AsSpan((first + i) * examples.InputWidth, examples.InputWidth);
            (inputs[x], inputs[p + y]) = (1, 1);
            for (var j = 0; j < spurious; j++) inputs[(2 * p) + j] = bits.Below(((ulong)i * (ulong)spurious) + (ulong)j, 2);
            examples.Labels[first + i] = randomLabels ? labels.Below((ulong)i, p) : operation.Answer(x, y, p);
        }
    }

    private static double LargestAnswerShare(Choice settings)
    {
        var (operation, p) = (ModularOperation.Named(settings.Word("operation")), settings.Integer("modulus"));
        return OperationTable.Of(p, operation.Commutative, (_, y) => y >= operation.LeastY, (x, y) => operation.Answer(x, y, p)).LargestAnswerShare();
    }
}
