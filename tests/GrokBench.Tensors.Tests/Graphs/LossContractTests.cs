using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu.Losses;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Tests.Engines.Cpu;
using static GrokBench.Tensors.Tests.Graphs.LossBench;

namespace GrokBench.Tensors.Tests.Graphs;

/// <summary>What every loss function has to have; a new one is found by itself.</summary>
public sealed class LossContractTests
{
    private static IEnumerable<LossFunction> All => LossFunctions.All;

    private static IEnumerable<LossFunction> WithAndWithoutKernel => LossFunctions.WithAndWithoutKernel;

    [Test]
    public void Fingerprint_HasEveryLossInEveryFormat()
    {
        var losses = from function in All from precision in Enum.GetValues<LossPrecision>() select new Loss(function, precision);

        Assert.That(ProgramSelfTest.Losses, Is.EquivalentTo(All));
        Assert.That(ProgramSelfTest.Runs().Select(run => run.Graph.Loss).Distinct(), Is.EquivalentTo(losses));
    }

    [Test]
    public void Kernels_AreOfLossesThatThereAre() =>
        Assert.That(LossKernelMakers.Functions, Is.SubsetOf(All.Select(function => function.GetType())));

    [Test]
    public void Key_OfEvery_IsItsOwn() => Assert.That(WithAndWithoutKernel.Select(function => function.Key), Is.Unique.And.None.Empty);

    [TestCaseSource(nameof(All))]
    public void Loss_Any_HasALineInTheDocs(LossFunction function) => Assert.That(
        OperationContractTests.Page(), Does.Contain($"| `{function.GetType().Name.Replace("Loss", "", StringComparison.Ordinal)}` |"));

    [TestCaseSource(nameof(WithAndWithoutKernel))]
    public void Loss_Any_HasTheGradientOfDifferences(LossFunction function) => LossBench.AssertGradientOfDifferences(function);

    /// <summary>A kernel computes, in every format, what the function says of itself in float64.</summary>
    [Test]
    public void Kernel_OfALoss_AgreesWithItsFunction(
        [ValueSource(nameof(All))] LossFunction function, [Values] LossPrecision format, [Values] Precision precision)
    {
        var tolerance = format switch
        {
            LossPrecision.Float16 => 1e-2,
            LossPrecision.Float32 => 2e-6,
            _ => precision == Precision.Float64 ? 1e-13 : 2e-7,
        };
        foreach (var (width, rows) in Shapes(function))
        {
            var examples = Examples(function, width, rows);
            var (kernel, plain) = (Evaluate(new Loss(function, format)), Evaluate(new Loss(LossFunctions.Plain(function), format)));
            Assert.That(kernel.Correct, Is.EqualTo(plain.Correct));
            Assert.That(kernel.Losses, Is.EqualTo(plain.Losses).Within(4 * tolerance), $"losses, {rows} x {width}");
            Assert.That(kernel.Gradient, Is.EqualTo(plain.Gradient).Within(tolerance / (Count * rows)), $"gradient, {rows} x {width}");

            (double[] Losses, byte[] Correct, double[] Gradient) Evaluate(Loss loss)
            {
                using var program = Outputs(loss, width, rows, precision, scale: 2);
                program.Differentiate(examples, Batch.Rows(Count));
                var gradient = program.Gradient.Values();
                var (losses, correct) = Scores(program, examples);
                return (losses, correct, gradient);
            }
        }
    }

    [TestCaseSource(nameof(WithAndWithoutKernel))]
    public void Loss_OfOutputsThatAreNoNumbers_IsNoneEither(LossFunction function) =>
        LossBench.AssertNoNumberOfOutputsThatAreNone(function);

    [TestCaseSource(nameof(WithAndWithoutKernel))]
    public void Loss_OfExamplesWithOtherAnswers_Throws(LossFunction function)
    {
        var (width, rows) = Shapes(function)[0];
        using var program = Outputs(new Loss(function, LossPrecision.Float64), width, rows, Precision.Float64, scale: 1);
        var bare = new Examples { Count = 1, TokenWidth = rows, Tokens = new int[rows] };

        Assert.That(() => program.Differentiate(bare, [0]), Throws.ArgumentException.With.Message.StartsWith("examples have 0 "));
    }

    [TestCaseSource(nameof(WithAndWithoutKernel))]
    public void Loss_Any_AllocatesNothing(LossFunction function)
    {
        var (width, rows) = Shapes(function)[^1];
        var (examples, order) = (Examples(function, width, rows), Batch.Rows(Count));
        var (losses, correct) = (new double[Count], new byte[Count]);
        using var program = Outputs(new Loss(function, LossPrecision.Float16), width, rows, Precision.Float32, scale: 1);
        Evaluate();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) Evaluate();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Evaluate()
        {
            program.Differentiate(examples, order);
            program.Score(examples, order, losses, correct);
        }
    }
}
