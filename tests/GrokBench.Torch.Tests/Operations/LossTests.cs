using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;
using GrokBench.Tensors.Tests.Engines.Cpu;
using GrokBench.Tensors.Tests.Graphs;

namespace GrokBench.Torch.Tests.Operations;

/// <summary>Every loss in every format on both engines, from nearly equal outputs to some that are far apart, and the marks of outputs that are hard to judge.</summary>
internal sealed class LossTests
{
    private const int Count = 9;

    /// <summary>Neither right nor wrong.</summary>
    private const byte Untouched = 7;

    private static readonly double[] Scales = [0.1, 3, 12];

    private readonly ParityTable table = new("loss");

    private static IEnumerable<LossFunction> Functions => LossFunctions.All;

    private static IEnumerable<LossFunction> LabelLosses => Functions.Where(function => function.Answers == Answers.Labels);

    /// <summary>
    /// The difference that is let pass: in float16 two roundings of 5e-4, as the order of a sum decides which way it is rounded; in float32, of the loss or of the program, some
    /// tens of roundings of 6e-8.
    /// </summary>
    private static double Tolerance(Precision precision, LossPrecision format) => (precision, format) switch
    {
        (_, LossPrecision.Float16) => 2e-3,
        (Precision.Float64, LossPrecision.Float64) => 1e-10,
        _ => 2e-6,
    };

    [Test]
    public void Loss_OfEachKindAndFormat_AgreesWithinItsTolerance(
        [ValueSource(nameof(Functions))] LossFunction function, [Values] LossPrecision format, [Values] Precision precision)
    {
        var parts = Graphs(new Loss(function, format)).SelectMany(entry => Comparison.Of(entry.Graph, precision, entry.Examples));
        var (what, worst) = parts.MaxBy(part => part.Difference);
        table.Add($"{function} in {format}", precision, worst);
        Assert.That(worst, Is.LessThanOrEqualTo(Tolerance(precision, format)), what);
    }

    /// <summary>Equal outputs, infinite ones and some that are no numbers, at the label or beside it.</summary>
    [Test]
    public void Score_OutputsThatAreHardToJudge_GetsTheSameMarks([ValueSource(nameof(LabelLosses))] LossFunction function)
    {
        const double infinity = double.PositiveInfinity, nan = double.NaN;
        double[][] outputs =
        [
            [1, 1, 0], [0, 2, 2], [0, 0, 0], [nan, 1, 0], [1, nan, 0], [nan, nan, nan], [infinity, 1, 0], [infinity, infinity, 0], [-infinity, 0, 0],
            [-infinity, -infinity, -infinity], [0, -0.0, 0], [1, 1.0000001, 1],
        ];
        var labels = Enumerable.Range(0, outputs.Length * 3).Select(i => i % 3).ToArray();
        var examples = new Examples
        {
            Count = labels.Length,
            InputWidth = 3,
            Inputs = [.. labels.SelectMany((_, i) => outputs[i / 3])],
            LabelWidth = 1,
            Labels = labels,
        };
        var (expected, actual) = Marks(function, examples);
        Assert.Multiple(() =>
        {
            Assert.That(actual, Is.EqualTo(expected));
            Assert.That(expected, Has.Some.EqualTo(1).And.Some.EqualTo(0));
        });
    }

    [Test]
    public void Compile_LossWithoutACase_SaysSo()
    {
        var graph = new GraphBuilder();
        var output = graph.Add(graph.Input(1), graph.Parameter("zero", 1, 1, Initialiser.Zeros));
        var built = graph.Build(output, new Loss(LossFunctions.Plain(new HingeLoss()), LossPrecision.Float64));
        Assert.That(
            () => TestEngines.Torch().Compile(built, Precision.Float64, 1, 1),
            Throws.TypeOf<EngineException>().With.Message.EqualTo("the engine torch does not compute the loss Hinge by row, the engine cpu does"));
    }

    private static IEnumerable<TestCaseData> Judges =>
    [
        new TestCaseData(new SquaredErrorLoss(), Correctness.SameSign).SetArgDisplayNames("signs"),
        new TestCaseData(new SquaredErrorLoss(), Correctness.Within(0.5)).SetArgDisplayNames("within"),
        new TestCaseData(new SquaredErrorLoss(), Correctness.NearestTargets).SetArgDisplayNames("nearest"),
        new TestCaseData(new SquaredErrorLoss(), null).SetArgDisplayNames("none"),
        new TestCaseData(new HingeLoss(), null).SetArgDisplayNames("hinge"),
    ];

    [TestCaseSource(nameof(Judges))]
    public void Score_RealTargets_GetsTheSameMarks(LossFunction function, Correctness? judge)
    {
        double[] values = [2, 1, 0.5, 1e-300, 0, -0.0, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        var targets = function.Answers == Answers.Signs ? new[] { 1.0, -1 } : [1, -1, 0, 2];
        var examples = new Examples
        {
            Count = values.Length * targets.Length,
            InputWidth = 1,
            Inputs = [.. Enumerable.Range(0, values.Length * targets.Length).Select(i => values[i / targets.Length])],
            TargetWidth = 1,
            Targets = [.. Enumerable.Range(0, values.Length * targets.Length).Select(i => targets[i % targets.Length])],
            Correctness = judge,
        };
        var (expected, actual) = Marks(function, examples);
        Assert.Multiple(() =>
        {
            Assert.That(actual, Is.EqualTo(expected));
            if (function.Answers == Answers.Signs || judge is not null) Assert.That(expected, Has.Some.EqualTo(1).And.Some.EqualTo(0));
            else Assert.That(actual, Is.All.EqualTo(Untouched));
        });
    }

    [OneTimeTearDown]
    public void WriteTable() => table.Write("parity-losses.md");

    /// <summary>Of outputs that are the examples' inputs.</summary>
    private static (byte[] Expected, byte[] Actual) Marks(LossFunction function, Examples examples)
    {
        var graph = new GraphBuilder();
        var output = graph.Add(graph.Input(examples.InputWidth), graph.Parameter("zeros", 1, examples.InputWidth, Initialiser.Zeros));
        var built = graph.Build(output, new Loss(function, LossPrecision.Float64));
        return (Of(TestEngines.BuiltIn), Of(TestEngines.Torch()));

        byte[] Of(IEngine engine)
        {
            using var program = Batch.Program(built, Precision.Float64, examples.Count, engine: engine);
            var marks = Enumerable.Repeat(Untouched, examples.Count).ToArray();
            program.Score(examples, Batch.Rows(examples.Count), new double[examples.Count], marks);
            return marks;
        }
    }

    /// <summary>Outputs of one and two rows, of one column to more than a vector of them; for real targets one row, for a hinge loss one column.</summary>
    private static IEnumerable<(Graph Graph, Examples Examples)> Graphs(Loss loss)
    {
        int[] widths = loss.Function.Answers == Answers.Signs ? [1] : [1, 2, 5, 17, 67];
        int[] rows = loss.Function.Answers == Answers.Labels ? [1, 2] : [1];
        return from width in widths from row in rows from scale in Scales select (Outputs(Count, width, row, loss, scale), Examples(width, row, loss));
    }

    private static Examples Examples(int width, int rows, Loss loss)
    {
        var draws = new RandomStream(31, "examples");
        var targets = Enumerable.Range(0, Count * width).Select(i => draws.Normal((ulong)i));
        return new Examples
        {
            Count = Count,
            TokenWidth = rows,
            Tokens = [.. Enumerable.Range(0, Count * rows)],
            LabelWidth = rows,
            Labels = [.. Enumerable.Range(0, Count * rows).Select(i => draws.Below(1000 + (ulong)i, width))],
            TargetWidth = width,
            Targets = [.. loss.Function.Answers == Answers.Signs ? targets.Select(target => target < 0 ? -1.0 : 1.0) : targets],
            Correctness = Correctness.SameSign,
        };
    }

    /// <summary>Outputs that are parameters: rows of a table.</summary>
    private static Graph Outputs(int count, int width, int rows, Loss loss, double scale)
    {
        var graph = new GraphBuilder();
        var table = graph.Parameter("outputs", count * rows, width, new NormalInitialiser(scale));
        return graph.Build(graph.Gather(table, [.. Enumerable.Range(0, rows)]), loss);
    }
}
