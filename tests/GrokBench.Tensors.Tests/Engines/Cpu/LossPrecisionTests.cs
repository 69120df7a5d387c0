using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;
using GrokBench.Tensors.Tests.Graphs;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>The format of the loss, chosen apart from that of the program; float16 against plain code on <see cref="Half"/>, bit for bit.</summary>
internal sealed class LossPrecisionTests
{
    private static IEnumerable<LossFunction> LabelLosses =>
        LossFunctions.WithAndWithoutKernel.Where(function => function.Answers == Answers.Labels);

    /// <summary>Softmax collapse: two classes, the right one ahead by a gap; the closed form is e^-gap/(1 + e^-gap).</summary>
    [TestCase(LossPrecision.Float16, 6, false)]
    [TestCase(LossPrecision.Float16, 9, true)]
    [TestCase(LossPrecision.Float32, 9, false)]
    [TestCase(LossPrecision.Float32, 20, true)]
    [TestCase(LossPrecision.Float64, 20, false)]
    [TestCase(LossPrecision.Float64, 40, true)]
    public void CrossEntropy_OfAConfidentlyRightExample_LosesItsGradientWhereTheSumAbsorbsTheRest(LossPrecision precision, double gap, bool collapsed)
    {
        var (loss, gradient) = TwoClasses(precision, gap, Precision.Float32);
        var closed = 1 / (1 + Math.Exp(gap));
        Assert.Multiple(() =>
        {
            Assert.That(gradient[0] == 0, Is.EqualTo(collapsed), "the right class");
            Assert.That(loss == 0, Is.EqualTo(collapsed), "the loss");
            Assert.That(gradient[1], Is.EqualTo(closed).Within(5).Percent, "the wrong class goes on being pushed down");
        });
    }

    /// <summary>The format of the program is another setting: parameters in float64 do not save a float32 loss.</summary>
    [TestCase(Precision.Float32)]
    [TestCase(Precision.Float64)]
    public void CrossEntropy_InEitherProgram_IsThatOfTheLossesFormat(Precision program)
    {
        var float16 = TwoClasses(LossPrecision.Float16, 9, program);
        var float32 = TwoClasses(LossPrecision.Float32, 20, program);
        var float64 = TwoClasses(LossPrecision.Float64, 20, program);
        Assert.Multiple(() =>
        {
            Assert.That(float16.Gradient[0], Is.Zero);
            Assert.That(float32.Gradient[0], Is.Zero);
            Assert.That(-float64.Gradient[0], Is.EqualTo(2.0611536181902037e-9).Within(2e-16));
        });
    }

    [Test]
    public void CrossEntropyInFloat16_WidthsOneTo67_EqualsPlainCodeOnHalf([Values] Precision precision) =>
        AtEveryWidth(precision, new CrossEntropyLoss(), CrossEntropy);

    [Test]
    public void SquaredErrorInFloat16_WidthsOneTo67_EqualsPlainCodeOnHalf([Values] Precision precision) =>
        AtEveryWidth(precision, new SquaredErrorOneHotLoss(), SquaredError);

    /// <summary>The weight 1/100000 is a subnormal binary16 number; a gradient of it times a share below 2^-25/weight is lost.</summary>
    [Test]
    public void CrossEntropyInFloat16_WeightOfALargeBatch_IsRoundedToo()
    {
        var outputs = new[] { 0.0, 1.0, -3.0 };
        var (_, gradient) = CrossEntropy(outputs, 1, 1e-5);
        using var program = Table(outputs, new Loss(new CrossEntropyLoss(), LossPrecision.Float16), Precision.Float32, 100_000);
        var labels = Enumerable.Repeat(1, 100_000).ToArray();
        program.Differentiate(new Examples { Count = 100_000, TokenWidth = 1, Tokens = new int[100_000], LabelWidth = 1, Labels = labels }, Batch.Rows(100_000));
        Assert.Multiple(() =>
        {
            Assert.That(gradient[2], Is.EqualTo(Math.ScaleB(2, -24)), "the smallest subnormal number or twice that, where the exact product is 1.3e-7");
            Assert.That(program.Gradient.Values()[2], Is.EqualTo(100_000 * gradient[2]).Within(1).Percent, "a sum of equal terms in float32");
        });
    }

    /// <summary>Beyond 65504 a binary16 logit is infinite, and the loss of a row with an infinite logit is no number.</summary>
    [TestCase(65519, 65504)]
    [TestCase(65520, double.NaN)]
    public void CrossEntropyInFloat16_LogitOutOfRange_IsNotANumber(double logit, double expected) =>
        Assert.That(TwoClasses(LossPrecision.Float16, logit, Precision.Float32, label: 1).Loss, Is.EqualTo(expected));

    /// <summary>Whether an example is right is told from the outputs themselves: 1 and 1.0001 are one number in binary16.</summary>
    [Test]
    public void Score_InFloat16_JudgesTheOutputsUnrounded([ValueSource(nameof(LabelLosses))] LossFunction function)
    {
        using var program = Table([1, 1.0001], new Loss(function, LossPrecision.Float16), Precision.Float32, 1);
        var correct = new byte[1];
        program.Score(new Examples { Count = 1, TokenWidth = 1, Tokens = [0], LabelWidth = 1, Labels = [1] }, [0], new double[1], correct);
        Assert.That(correct[0], Is.EqualTo(1));
    }

    private static (double Loss, double[] Gradient) TwoClasses(LossPrecision precision, double gap, Precision program, int label = 0)
    {
        using var compiled = Table([gap, 0], new Loss(new CrossEntropyLoss(), precision), program, 1);
        var loss = compiled.Differentiate(new Examples { Count = 1, TokenWidth = 1, Tokens = [0], LabelWidth = 1, Labels = [label] }, [0]);
        return (loss, compiled.Gradient.Values());
    }

    /// <summary>A program whose parameters are its outputs.</summary>
    private static IProgram Table(double[] outputs, Loss loss, Precision precision, int batch)
    {
        var graph = new GraphBuilder();
        var gathered = graph.Gather(graph.Parameter("outputs", 1, outputs.Length, Initialiser.Zeros), [0]);
        var program = Batch.Engine.Compile(graph.Build(gathered, loss), precision, batch, 1);
        program.Parameters.CopyFrom(0, outputs);
        return program;
    }

    private static void AtEveryWidth(Precision precision, LossFunction function, Func<double[], int, double, (Half Loss, double[] Gradient)> reference)
    {
        for (var width = 1; width <= 67; width++)
        {
            // From nearly equal outputs to some that are far apart.
            foreach (var scale in new[] { 0.1, 3, 12 })
            {
                var draws = new RandomStream(21, FormattableString.Invariant($"{width}-{scale}"));
                double[] outputs = [.. Enumerable.Range(0, width).Select(i => (double)(float)(scale * draws.Normal((ulong)i)))];
                var label = draws.Below(1000, width);
                using var program = Table(outputs, new Loss(function, LossPrecision.Float16), precision, 1);
                var loss = program.Differentiate(new Examples { Count = 1, TokenWidth = 1, Tokens = [0], LabelWidth = 1, Labels = [label] }, [0]);
                var expected = reference(outputs, label, 1);
                Assert.That(loss, Is.EqualTo((double)expected.Loss), $"loss, width {width}, scale {scale}");
                Assert.That(program.Gradient.Values(), Is.EqualTo(expected.Gradient), $"gradient, width {width}, scale {scale}");
            }
        }
    }

    private static (Half Loss, double[] Gradient) CrossEntropy(double[] outputs, int label, double weight)
    {
        var z = outputs.Select(value => (Half)value).ToArray();
        var max = z.Max();
        var shifted = z.Select(value => value - max).ToArray();
        var log = (Half)SpecialFunctions.Log((double)Sum(shifted.Select(Exp)));
        var share = (Half)weight;
        var gradient = shifted.Select(value => Exp(value - log) * share).ToArray();
        gradient[label] -= share;
        return (log - shifted[label], [.. gradient.Select(value => (double)value)]);
    }

    private static (Half Loss, double[] Gradient) SquaredError(double[] outputs, int label, double weight)
    {
        var differences = outputs.Select((value, i) => (Half)value - (i == label ? Half.One : Half.Zero)).ToArray();
        var factor = (Half)(2 * weight / outputs.Length);
        return (Sum(differences.Select(value => value * value)) / (Half)outputs.Length, [.. differences.Select(value => (double)(value * factor))]);
    }

    private static Half Exp(Half x) => (Half)Exponential.Exp(System.Runtime.Intrinsics.Vector512.Create((float)x))[0];

    private static Half Sum(IEnumerable<Half> values)
    {
        var lanes = new Half[16];
        foreach (var (value, i) in values.Select((value, i) => (value, i))) lanes[i % 16] += value;
        for (var width = 8; width > 0; width /= 2)
        {
            for (var i = 0; i < width; i++) lanes[i] += lanes[i + width];
        }

        return lanes[0];
    }
}
