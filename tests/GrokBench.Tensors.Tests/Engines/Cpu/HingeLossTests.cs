using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>max(0, 1 − y·f) of one output and a sign, its gradient and its marks, by values worked out by hand and by differences.</summary>
internal sealed class HingeLossTests
{
    private const double Step = 1e-6;

    /// <summary>Right and beyond the margin, right within it, at it, at zero, wrong; every number exact in every format.</summary>
    [TestCase(2, 1, 0, 0, 1)]
    [TestCase(0.25, 1, 0.75, -1, 1)]
    [TestCase(1, 1, 0, 0, 1)]
    [TestCase(-1, -1, 0, 0, 1)]
    [TestCase(0, 1, 1, -1, 0)]
    [TestCase(0, -1, 1, 1, 0)]
    [TestCase(3, -1, 4, 1, 0)]
    [TestCase(-0.5, -1, 0.5, 1, 1)]
    public void Differentiate_OneExample_HasTheLossAndGradientOfItsMargin(double output, double sign, double loss, double gradient, int correct)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            foreach (var format in Enum.GetValues<LossPrecision>())
            {
                using var program = Outputs([output], format, precision);
                var (losses, marks) = (new double[1], new byte[1]);
                Assert.Multiple(() =>
                {
                    Assert.That(program.Differentiate(Examples([sign]), [0]), Is.EqualTo(loss));
                    Assert.That(program.Gradient.Values(), Is.EqualTo([gradient]));
                    program.Score(Examples([sign]), [0], losses, marks);
                    Assert.That(losses, Is.EqualTo([loss]));
                    Assert.That(marks, Is.EqualTo([correct]));
                });
            }
        }
    }

    [Test]
    public void Differentiate_SomeExamples_TakesTheirMean()
    {
        using var program = Outputs([0.5, -1, 4, 0], LossPrecision.Float64, Precision.Float64);
        Assert.That(program.Differentiate(Examples([1, 1, 1, -1]), [0, 1, 2, 3]), Is.EqualTo((0.5 + 2 + 0 + 1) / 4));
        Assert.That(program.Gradient.Values(), Is.EqualTo([-0.25, -0.25, 0, 0.25]));
    }

    [Test]
    public void Differentiate_BehindALayer_HasTheGradientOfDifferences()
    {
        const int count = 40, inputs = 3, hidden = 7;
        var draws = new RandomStream(5, "hinge");
        var examples = new Examples
        {
            Count = count,
            InputWidth = inputs,
            Inputs = [.. Enumerable.Range(0, count * inputs).Select(i => draws.Normal((ulong)i))],
            TargetWidth = 1,
            Targets = [.. Enumerable.Range(0, count).Select(i => (2.0 * draws.Below(1000 + (ulong)i, 2)) - 1)],
        };
        var graph = new GraphBuilder();
        Node Matrix(string name, int rows, int columns) => graph.Parameter(name, rows, columns, new NormalInitialiser(0.7));
        var layer = graph.Activate(graph.Linear(graph.Input(inputs), Matrix("in", inputs, hidden), Matrix("bias", 1, hidden)), Activation.Tanh);
        using var program = Batch.Program(graph.Build(graph.Linear(layer, Matrix("out", hidden, 1)), Hinge(LossPrecision.Float64)), Precision.Float64, count);
        program.Differentiate(examples, Batch.Rows(count));
        var (gradient, parameters, losses) = (program.Gradient.Values(), program.Parameters.Values(), new double[count]);
        program.Score(examples, Batch.Rows(count), losses, new byte[count]);
        Assert.That(losses, Has.Some.EqualTo(0).And.Some.GreaterThan(0), "both sides of the kink");
        Assert.That(losses, Has.None.InRange(1e-300, 1e-4), "nobody near the kink");
        for (var i = 0; i < parameters.Length; i++)
        {
            var difference = (LossAt(parameters[i] + Step) - LossAt(parameters[i] - Step)) / (2 * Step);
            program.Parameters.CopyFrom(i, [parameters[i]]);
            Assert.That(gradient[i], Is.EqualTo(difference).Within(1e-8), $"element {i}");

            double LossAt(double value)
            {
                program.Parameters.CopyFrom(i, [value]);
                program.Score(examples, Batch.Rows(count), losses, new byte[count]);
                return losses.Average();
            }
        }
    }

    /// <summary>1 − 1/3 rounded to binary16 of 1/3 rounded to it.</summary>
    [Test]
    public void Differentiate_InFloat16_RoundsOutputAndMargin()
    {
        using var program = Outputs([1.0 / 3], LossPrecision.Float16, Precision.Float64);
        Assert.That(program.Differentiate(Examples([1]), [0]), Is.EqualTo((double)(Half.One - (Half)(1.0 / 3))));
    }

    [Test]
    public void Differentiate_OutputNotANumber_IsNoneEither()
    {
        using var program = Outputs([double.NaN], LossPrecision.Float32, Precision.Float32);
        var marks = new byte[] { 1 };
        program.Score(Examples([1]), [0], new double[1], marks);
        Assert.That(program.Differentiate(Examples([1]), [0]), Is.NaN);
        Assert.That(marks[0], Is.Zero);
    }

    [TestCase(0)]
    [TestCase(0.5)]
    [TestCase(double.NaN)]
    public void Differentiate_TargetThatIsNoSign_Throws(double target)
    {
        using var program = Outputs([0], LossPrecision.Float64, Precision.Float32);
        Assert.That(
            () => program.Differentiate(Examples([target]), [0]),
            Throws.ArgumentException.With.Message.EqualTo(FormattableString.Invariant($"a target of {target}, a hinge loss takes 1 or -1")));
    }

    [Test]
    public void Differentiate_NoTargets_Throws()
    {
        using var program = Outputs([0], LossPrecision.Float64, Precision.Float32);
        Assert.That(
            () => program.Differentiate(new Examples { Count = 1, TokenWidth = 1, Tokens = [0] }, [0]),
            Throws.ArgumentException.With.Message.EqualTo("examples have 0 targets, a hinge loss takes one"));
    }

    [Test]
    public void Build_SeveralOutputs_Throws()
    {
        var graph = new GraphBuilder();
        var gathered = graph.Gather(graph.Parameter("outputs", 1, 2, Initialiser.Zeros), [0]);
        Assert.That(
            () => graph.Build(gathered, Hinge(LossPrecision.Float64)),
            Throws.ArgumentException.With.Message.EqualTo("the loss Hinge scores one output, this graph gives 1x2"));
    }

    private static Loss Hinge(LossPrecision precision) => new(new HingeLoss(), precision);

    /// <summary>A program whose parameters are the outputs of its examples.</summary>
    private static IProgram Outputs(double[] outputs, LossPrecision format, Precision precision)
    {
        var graph = new GraphBuilder();
        var gathered = graph.Gather(graph.Parameter("outputs", outputs.Length, 1, Initialiser.Zeros), [0]);
        var program = Batch.Engine.Compile(graph.Build(gathered, Hinge(format)), precision, outputs.Length, 1);
        program.Parameters.CopyFrom(0, outputs);
        return program;
    }

    private static Examples Examples(double[] signs) => new()
    {
        Count = signs.Length,
        TokenWidth = 1,
        Tokens = Batch.Rows(signs.Length),
        TargetWidth = 1,
        Targets = signs,
    };
}
