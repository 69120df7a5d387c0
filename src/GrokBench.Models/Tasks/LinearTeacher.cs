using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>
/// The outputs of a linear map of Gaussian inputs (Levi, Beck and Bar-Sinai 2023): y = Tᵀx with x ~ N(0, I) and the entries of T (inputs x outputs) ~
/// N(0, 1/(2·inputs·outputs)), or T the product of two such matrices. A prediction is right when its squared error, mean over the outputs, is below the tolerance.
/// </summary>
public sealed class LinearTeacher : ITask
{
    public string Name => "linear-teacher";

    public int Version => 1;

    public string Summary => "The outputs of a random linear map of Gaussian inputs.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("inputs", SettingType.Integer(1, 1_000_000), null, "d, inputs of an example."),
        new("outputs", SettingType.Integer(1, 1_000_000), 1, "Outputs of the map."),
        new("hidden", SettingType.Integer(0, 1_000_000), 0,
            "Units of the teacher's hidden layer: the map is the product of two matrices, each with entries N(0, 1/(2·fan-in·fan-out)); 0: one matrix."),
        new("ratio", SettingType.Number(0, leastExcluded: true), null, "λ, inputs over training examples; their number is d/λ rounded to the nearest."),
        new("test", SettingType.Integer(1, 10_000_000), null, "Examples of the test split."),
        new("tolerance", SettingType.Number(0, leastExcluded: true), null, "ε: a prediction is right when its squared error, mean over the outputs, is smaller."),
        new("noise", SettingType.Number(0, 1e300), 0, "Standard deviation of what is added to the targets of training examples."),
        new("labels", SettingType.OneOf("correct", "random"), "correct", "random: targets drawn from normals of the right ones' variance, whatever the inputs."),
    ];

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        var inputs = settings.Integer("inputs");
        if (TrainingExamples(settings) is < 1 or > int.MaxValue / 4)
            yield return new("ratio", FormattableString.Invariant($"a number that leaves at least one training example, at most {2 * inputs} with {inputs} inputs"));
        var (outputs, hidden) = (settings.Integer("outputs"), settings.Integer("hidden"));
        var map = ArraySize.Check("outputs", inputs, outputs, "fewer inputs or outputs", "entries of the map");
        var layers = ArraySize.Check(
            "hidden", Math.Max(inputs, outputs), hidden, "fewer inputs, outputs or hidden units", "weights of a layer");
        foreach (var problem in map.Concat(layers)) yield return problem;
    }

    public TaskShape Shape(Choice settings) => new()
    {
        OperandColumns = [],
        InputWidth = settings.Integer("inputs"),
        Outputs = settings.Integer("outputs"),
        LabelCount = 0,
        Correctness = Correctness.Within(settings.Number("tolerance")),
        TrainingExamples = (int)TrainingExamples(settings),
        Examples = (int)TrainingExamples(settings) + settings.Integer("test"),
        Chance = double.NaN,
        Splits = ["train", "test"],
    };

    /// <summary>Test examples first, so that a larger training set only adds examples.</summary>
    public Dataset Create(Choice settings, ulong seed)
    {
        var (inputs, outputs, test, train) = (settings.Integer("inputs"), settings.Integer("outputs"), settings.Integer("test"), (int)TrainingExamples(settings));
        var isRandom = settings.Word("labels") == "random";
        var (x, y) = (new double[(test + train) * inputs], new double[(test + train) * outputs]);
        var teacher = Teacher(inputs, settings.Integer("hidden"), outputs, seed);
        Scaled(new RandomStream(seed, "test-inputs"), x.AsSpan(0, test * inputs), 1);
        Scaled(new RandomStream(seed, "inputs"), x.AsSpan(test * inputs), 1);
        if (isRandom)
        {
            var spread = TargetDeviation(settings.Integer("hidden"), outputs);
            Scaled(new RandomStream(seed, "test-labels"), y.AsSpan(0, test * outputs), spread);
            Scaled(new RandomStream(seed, "labels"), y.AsSpan(test * outputs), spread);
        }
        else
        {
            for (var row = 0; row < test + train; row++) Answer(x.AsSpan(row * inputs, inputs), teacher, y.AsSpan(row * outputs, outputs));
        }

        var (noise, deviation) = (new RandomStream(seed, "noise"), settings.Number("noise"));
        for (var i = 0; i < train * outputs && deviation > 0; i++) y[(test * outputs) + i] += deviation * noise.Normal((ulong)i);
        var rows = Enumerable.Range(0, test + train).ToArray();
        var examples = new Examples
        {
            Count = test + train,
            InputWidth = inputs,
            Inputs = x,
            TargetWidth = outputs,
            Targets = y,
            Correctness = Correctness.Within(settings.Number("tolerance")),
        };
        return new Dataset(examples, [new Split("train", rows[test..]), new Split("test", rows[..test])]);
    }

    /// <summary>Standard deviation of a weight, of teachers and students alike: √(1/(2·inputs·outputs)).</summary>
    internal static double Deviation(int inputs, int outputs) => Math.Sqrt(1 / (2.0 * inputs * outputs));

    /// <summary>Standard deviation of a target: of Gaussian inputs through as many entries of the map, whose variance a hidden layer divides by twice its units.</summary>
    private static double TargetDeviation(int hidden, int outputs) => hidden == 0 ? Deviation(1, outputs) : Math.Sqrt(1 / (4.0 * hidden * outputs));

    /// <returns>inputs x outputs, row-major.</returns>
    private static double[] Teacher(int inputs, int hidden, int outputs, ulong seed)
    {
        var first = new RandomStream(seed, "teacher");
        if (hidden == 0) return Scaled(first, new double[inputs * outputs], Deviation(inputs, outputs)).ToArray();
        var lower = Scaled(first, new double[inputs * hidden], Deviation(inputs, hidden));
        var upper = Scaled(new RandomStream(seed, "teacher-output"), new double[hidden * outputs], Deviation(hidden, outputs)).ToArray();
        var map = new double[inputs * outputs];
        for (var i = 0; i < inputs; i++) Answer(lower.Slice(i * hidden, hidden), upper, map.AsSpan(i * outputs, outputs));
        return map;
    }

    private static double TrainingExamples(Choice settings) => Math.Round(settings.Integer("inputs") / settings.Number("ratio"));

    private static Span<double> Scaled(RandomStream stream, Span<double> values, double deviation)
    {
        for (var i = 0; i < values.Length; i++) values[i] = deviation * stream.Normal((ulong)i);
        return values;
    }

    private static void Answer(ReadOnlySpan<double> x, ReadOnlySpan<double> teacher, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            for (var k = 0; k < y.Length; k++) y[k] += x[i] * teacher[(i * y.Length) + k];
        }
    }
}
