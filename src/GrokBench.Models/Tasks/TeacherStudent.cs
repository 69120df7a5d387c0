using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>Regression on the outputs of a fixed random tanh network, the teacher, at independent N(0, 1) inputs (Liu, Michaud and Tegmark 2022, section 3).</summary>
public sealed class TeacherStudent : ITask
{
    private const string Train = "train", Test = "test";

    public string Name => "teacher-student";

    public int Version => 1;

    public string Summary => "The outputs of a random network at normal inputs.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("inputs", SettingType.Integer(1, 4096), 5, "Independent N(0, 1) inputs of an example."),
        new("outputs", SettingType.Integer(1, 4096), 5, "Outputs of the teacher."),
        new("width", SettingType.Integer(1, 4096), 100, "Units of each of the teacher's hidden layers."),
        new("depth", SettingType.Integer(1, 64), 2, "The teacher's hidden layers."),
        new("train", SettingType.Integer(1, 1_000_000), 100, "Training examples."),
        new("test", SettingType.Integer(1, 1_000_000), 100, "Test examples."),
        new("tolerance", SettingType.Number(0, leastExcluded: true), 1e-3, "θ: a prediction is right when its squared error, mean over the outputs, is below it."),
        new("labels", SettingType.OneOf("correct", "random"), "correct",
            "random: the teacher's outputs at other inputs, drawn independently, so that train can be fitted and says nothing about test."),
    ];

    public IEnumerable<SettingProblem> Check(Choice settings) => [];

    public TaskShape Shape(Choice settings) => new()
    {
        OperandColumns = [],
        InputWidth = settings.Integer("inputs"),
        Outputs = settings.Integer("outputs"),
        LabelCount = 0,
        Correctness = Correctness.Within(settings.Number("tolerance")),
        TrainingExamples = settings.Integer("train"),
        Examples = settings.Integer("train") + settings.Integer("test"),
        Chance = double.NaN,
        Splits = [Train, Test],
    };

    public Dataset Create(Choice settings, ulong seed)
    {
        var (shape, test) = (Shape(settings), settings.Integer("test"));
        var examples = new Examples
        {
            Count = shape.Examples,
            InputWidth = shape.InputWidth,
            Inputs = new double[shape.Examples * shape.InputWidth],
            TargetWidth = shape.Outputs,
            Targets = new double[shape.Examples * shape.Outputs],
            Correctness = shape.Correctness,
        };
        var teacher = new Teacher(shape.InputWidth, settings.Integer("width"), settings.Integer("depth"), shape.Outputs, seed);
        var randomLabels = settings.Word("labels") == "random";

        // Test rows first, so that a row of a training set is the same row of a larger one.
        Write(0, test, Test);
        Write(test, shape.TrainingExamples, Train);
        return new Dataset(examples, [new(Train, [.. Enumerable.Range(test, shape.TrainingExamples)]), new(Test, [.. Enumerable.Range(0, test)])]);

        void Write(int first, int count, string part)
        {
            var (seen, unseen) = (new RandomStream(seed, $"{part}-inputs"), new RandomStream(seed, $"{part}-labels"));
            var other = new double[shape.InputWidth];
            for (var i = 0; i < count; i++)
            {
                var row = first + i;
                var inputs = examples.Inputs.AsSpan(row * shape.InputWidth, shape.InputWidth);
                Draw(seen, i, inputs);
                Draw(unseen, i, other);
                teacher.Answer(randomLabels ? other : inputs, examples.Targets.AsSpan(row * shape.Outputs, shape.Outputs));
            }
        }
    }

    private static void Draw(RandomStream stream, int example, Span<double> inputs)
    {
        for (var j = 0; j < inputs.Length; j++) inputs[j] = stream.Normal(((ulong)example * (ulong)inputs.Length) + (ulong)j);
    }
}
