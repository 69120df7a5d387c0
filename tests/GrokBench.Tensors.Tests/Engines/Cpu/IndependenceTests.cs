using System.Runtime.InteropServices;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Tests.Graphs;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>
/// What the bits of every operation and loss must not depend on, forward and backward: an example's neighbours and its place among them, the threads, and
/// what the program computed before.
/// </summary>
internal sealed class IndependenceTests
{
    /// <summary>Two row groups of several chunks each; 37 is prime to it.</summary>
    private const int Count = 300, Stride = 37;

    private const int Rows = 3, Classes = 4;

    /// <summary>Around whole vectors of every format; the rest of 1 to 67 takes longer.</summary>
    private static readonly int[] SomeWidths = [1, 8, 17, 33], AllWidths = [.. Enumerable.Range(1, 67)];

    /// <summary>All examples, in their own order and in one that gives each other neighbours, another chunk and mostly another group.</summary>
    private static readonly int[] InOrder = Batch.Rows(Count), Mixed = [.. Batch.Rows(Count).Select(i => i * Stride % Count)];

    /// <summary>At the ends of what may be a chunk or a group.</summary>
    private static readonly int[] Places = [0, 47, 48, 149, 150, Count - 1];

    private static IEnumerable<string> Names => OperationGraphs.Operations.Keys;

    private static IEnumerable<LossFunction> Losses => LossFunctions.WithAndWithoutKernel;

    [Test]
    public void Operation_SomeWidths_IsIndependent([ValueSource(nameof(Names))] string operation, [Values] Precision precision) =>
        Check(SomeWidths, width => Graph(operation, width), precision);

    [Test, Category("Long")]
    public void Operation_WidthsOneTo67_IsIndependent([ValueSource(nameof(Names))] string operation, [Values] Precision precision) =>
        Check(AllWidths, width => Graph(operation, width), precision);

    [Test]
    public void Loss_SomeClasses_IsIndependent(
        [ValueSource(nameof(Losses))] LossFunction function, [Values] LossPrecision lossPrecision, [Values] Precision precision) =>
        Check(SomeWidths, classes => Graph(new Loss(function, lossPrecision), classes), precision);

    [Test, Category("Long")]
    public void Loss_ClassesOneTo67_IsIndependent(
        [ValueSource(nameof(Losses))] LossFunction function, [Values] LossPrecision lossPrecision, [Values] Precision precision) =>
        Check(AllWidths, classes => Graph(new Loss(function, lossPrecision), classes), precision);

    private static void Check(int[] widths, Func<int, Graph> write, Precision precision)
    {
        foreach (var width in widths)
        {
            var graph = write(width);
            using var program = Batch.Program(graph, precision, Count, threads: 7);
            program.Threads = 1;
            var examples = Examples(graph);
            var (scores, gradient) = (Scores(program, examples, InOrder), Gradient(program, examples, InOrder));
            AssertForward();
            AssertBackward();
            AssertThreads();
            AssertHistory();

            void AssertForward()
            {
                Assert.That(Same(Scores(program, examples, Mixed), [.. Mixed.Select(row => scores[row])]), $"width {width}: other neighbours, other scores");
                Assert.That(Places.All(place => Same(Scores(program, examples, [place]), [scores[place]])), $"width {width}: alone, other scores");
            }

            // Every example has rows of the table to itself, whose gradient is therefore its own.
            void AssertBackward()
            {
                var table = graph.Parameters.Slices.Single(slice => slice.Name == "table");
                var own = new Range(table.Offset, table.Offset + table.Shape.Count);
                Assert.That(Same(Gradient(program, examples, Mixed)[own], gradient[own]), $"width {width}: other neighbours, another gradient");
            }

            void AssertThreads()
            {
                foreach (var threads in new[] { 2, 7 })
                {
                    program.Threads = threads;
                    Assert.That(Same(Gradient(program, examples, InOrder), gradient), $"width {width}: {threads} threads, another gradient or loss");
                    Assert.That(Same(Scores(program, examples, InOrder), scores), $"width {width}: {threads} threads, other scores");
                }

                program.Threads = 1;
            }

            void AssertHistory()
            {
                Gradient(program, examples, [.. Mixed.Take(100)]);
                Assert.That(Same(Gradient(program, examples, InOrder), gradient), $"width {width}: after a smaller batch, another gradient or loss");
            }
        }
    }

    /// <returns>The gradient, and the loss as its last element.</returns>
    private static double[] Gradient(IProgram program, Examples examples, int[] rows)
    {
        var loss = program.Differentiate(examples, rows);
        return [.. program.Gradient.Values(), loss];
    }

    private static double[] Scores(IProgram program, Examples examples, int[] rows)
    {
        var losses = new double[rows.Length];
        program.Score(examples, rows, losses, new byte[rows.Length]);
        return losses;
    }

    /// <summary>As bits, so that a zero has its sign and something that is not a number equals itself.</summary>
    private static bool Same(double[] one, double[] other) => MemoryMarshal.AsBytes<double>(one).SequenceEqual(MemoryMarshal.AsBytes<double>(other));

    private static Graph Graph(string operation, int width)
    {
        var graph = new GraphBuilder();
        var result = OperationGraphs.Operations[operation](graph, Table(graph, width), width);
        var head = Matrix(graph, "head", result.Shape.Count, Classes);
        return graph.Build(graph.Linear(graph.FlattenRows(result), head), new Loss(new CrossEntropyLoss(), LossPrecision.Float64));
    }

    /// <summary>Two of the three rows are outputs, each with a label; one where the targets are real.</summary>
    private static Graph Graph(Loss loss, int classes)
    {
        var graph = new GraphBuilder();
        var rows = Table(graph, classes);
        return graph.Build(
            loss.Function.Answers switch
            {
                Answers.RealTargets => graph.SelectRows(rows, 1),
                Answers.Signs => graph.Linear(graph.SelectRows(rows, 1), Matrix(graph, "sign", classes, 1)),
                _ => graph.SelectRows(rows, 0, 2),
            },
            loss);
    }

    private static Node Table(GraphBuilder graph, int width) => graph.Gather(Matrix(graph, "table", Count * Rows, width), [0, 1, 2]);

    private static Node Matrix(GraphBuilder graph, string name, int rows, int columns) => graph.Parameter(name, rows, columns, new NormalInitialiser(0.6));

    private static Examples Examples(Graph graph)
    {
        var (labels, classes) = (graph.Output.Shape.Rows, graph.Output.Shape.Columns);
        return new Examples
        {
            Count = Count,
            TokenWidth = Rows,
            Tokens = Batch.Rows(Count * Rows),
            LabelWidth = labels,
            Labels = [.. Enumerable.Range(0, Count * labels).Select(i => (i * 7 / 3) % classes)],
            TargetWidth = classes,
            Targets = [.. Enumerable.Range(0, Count * classes).Select(i => graph.Loss.Function.Answers == Answers.Signs ? 1 - (2 * (i % 2)) : (i % 11) - 5.3)],
        };
    }
}
