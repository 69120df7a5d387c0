using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu.Losses;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;
using GrokBench.Tensors.Tests.Engines.Cpu;

namespace GrokBench.Tensors.Tests.Graphs;

/// <summary>What every loss function has to have; a new one is found by itself.</summary>
public sealed class LossContractTests
{
    private const int Count = 40;
    private const double Step = 1e-6;

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
    public void Kernels_AreOfLossesThatThereAre() => Assert.That(LossKernelMakers.Functions, Is.SubsetOf(All.Select(function => function.GetType())));

    [Test]
    public void Key_OfEvery_IsItsOwn() => Assert.That(WithAndWithoutKernel.Select(function => function.Key), Is.Unique.And.None.Empty);

    [TestCaseSource(nameof(All))]
    public void Loss_Any_HasALineInTheDocs(LossFunction function) => Assert.That(
        OperationContractTests.Page(), Does.Contain($"| `{function.GetType().Name.Replace("Loss", "", StringComparison.Ordinal)}` |"));

    [TestCaseSource(nameof(WithAndWithoutKernel))]
    public void Loss_Any_HasTheGradientOfDifferences(LossFunction function)
    {
        foreach (var (width, rows) in Shapes(function))
        {
            var examples = Examples(function, width, rows);
            using var program = Outputs(new Loss(function, LossPrecision.Float64), width, rows, Precision.Float64, scale: 1);
            program.Differentiate(examples, Batch.Rows(Count));
            var (gradient, outputs) = (program.Gradient.Values(), program.Parameters.Values());
            Assert.That(gradient, Has.Some.Not.EqualTo(0));
            for (var i = 0; i < outputs.Length; i++)
            {
                var difference = (LossAt(outputs[i] + Step) - LossAt(outputs[i] - Step)) / (2 * Step);
                program.Parameters.CopyFrom(i, [outputs[i]]);
                Assert.That(gradient[i], Is.EqualTo(difference).Within(1e-8), $"output {i} of {rows} x {width}");

                double LossAt(double value)
                {
                    program.Parameters.CopyFrom(i, [value]);
                    return Scores(program, examples).Losses.Average();
                }
            }
        }
    }

    /// <summary>A kernel computes, in every format, what the function says of itself in float64.</summary>
    [Test]
    public void Kernel_OfALoss_AgreesWithItsFunction(
        [ValueSource(nameof(All))] LossFunction function, [Values] LossPrecision format, [Values] Precision precision)
    {
        var tolerance = format switch { LossPrecision.Float16 => 1e-2, LossPrecision.Float32 => 2e-6, _ => precision == Precision.Float64 ? 1e-13 : 2e-7 };
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

    /// <summary>As training diverges: the loss tells, and nothing is right by accident.</summary>
    [TestCaseSource(nameof(WithAndWithoutKernel))]
    public void Loss_OfOutputsThatAreNoNumbers_IsNoneEither(LossFunction function)
    {
        foreach (var (width, rows) in Shapes(function))
        {
            using var program = Outputs(new Loss(function, LossPrecision.Float64), width, rows, Precision.Float64, scale: 1);
            program.Parameters.CopyFrom(0, [double.NaN]);
            var (losses, correct) = Scores(program, Examples(function, width, rows));
            Assert.That((losses[0], correct[0]), Is.EqualTo((double.NaN, (byte)0)));
            Assert.That(program.Differentiate(Examples(function, width, rows), Batch.Rows(Count)), Is.NaN);
        }
    }

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

    /// <summary>Widths and numbers of output rows, around whole vectors.</summary>
    private static (int Width, int Rows)[] Shapes(LossFunction function) => function.Answers switch
    {
        Answers.Labels => [(5, 1), (5, 2), (17, 1)],
        Answers.RealTargets => [(1, 1), (5, 1), (17, 1)],
        _ => [(1, 1)],
    };

    private static (double[] Losses, byte[] Correct) Scores(IProgram program, Examples examples)
    {
        var (losses, correct) = (new double[Count], new byte[Count]);
        program.Score(examples, Batch.Rows(Count), losses, correct);
        return (losses, correct);
    }

    private static Examples Examples(LossFunction function, int width, int rows)
    {
        var draws = new RandomStream(17, "examples");
        return new Examples
        {
            Count = Count,
            TokenWidth = rows,
            Tokens = Batch.Rows(Count * rows),
            LabelWidth = rows,
            Labels = [.. Enumerable.Range(0, Count * rows).Select(i => draws.Below((ulong)i, width))],
            TargetWidth = width,
            Targets = [.. Enumerable.Range(0, Count * width).Select(i => function.MadeUpTarget(draws, 1000 + (ulong)i))],
            Correctness = Correctness.Within(0.5),
        };
    }

    /// <summary>A program whose parameters are the outputs of its examples.</summary>
    private static IProgram Outputs(Loss loss, int width, int rows, Precision precision, double scale)
    {
        var graph = new GraphBuilder();
        var table = graph.Parameter("outputs", Count * rows, width, new NormalInitialiser(scale));
        return Batch.Program(graph.Build(graph.Gather(table, [.. Enumerable.Range(0, rows)]), loss), precision, Count);
    }
}
