using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;
using GrokBench.Tensors.Tests.Engines.Cpu;

namespace GrokBench.Tensors.Tests.Graphs;

/// <summary>Losses of outputs that are the parameters of a program, on made-up examples.</summary>
internal static class LossBench
{
    public const int Count = 40;
    private const double Step = 1e-6;

    /// <summary>Widths and numbers of output rows, around whole vectors.</summary>
    public static (int Width, int Rows)[] Shapes(LossFunction function) => function.Answers switch
    {
        Answers.Labels => [(5, 1), (5, 2), (17, 1)],
        Answers.RealTargets => [(1, 1), (5, 1), (17, 1)],
        _ => [(1, 1)],
    };

    public static Examples Examples(LossFunction function, int width, int rows)
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
    public static IProgram Outputs(Loss loss, int width, int rows, Precision precision, double scale)
    {
        var graph = new GraphBuilder();
        var table = graph.Parameter("outputs", Count * rows, width, new NormalInitialiser(scale));
        return Batch.Program(graph.Build(graph.Gather(table, [.. Enumerable.Range(0, rows)]), loss), precision, Count);
    }

    public static (double[] Losses, byte[] Correct) Scores(IProgram program, Examples examples)
    {
        var (losses, correct) = (new double[Count], new byte[Count]);
        program.Score(examples, Batch.Rows(Count), losses, correct);
        return (losses, correct);
    }

    public static void AssertGradientOfDifferences(LossFunction function)
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

    /// <summary>As training diverges: the loss tells, and nothing is right by accident.</summary>
    public static void AssertNoNumberOfOutputsThatAreNone(LossFunction function)
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
}
