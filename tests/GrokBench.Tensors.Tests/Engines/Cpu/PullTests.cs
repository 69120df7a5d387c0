using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using static GrokBench.Tensors.Tests.Engines.Cpu.OperationGraphs;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>Gradients of nodes in parameters and in other nodes, of every operation, against central differences and the chain rule.</summary>
internal sealed class PullTests
{
    private const int Count = 7;
    private const double Step = 1e-5;

    private static IEnumerable<string> Names => Operations.Keys;

    [Test]
    public void Pull_OfTheOutputInTheParameters_IsTheGradientOfDifferences([ValueSource(nameof(Names))] string operation, [Values(3, 17)] int width)
    {
        using var program = Batch.Program(OnEachExample(operation, width), Precision.Float64, Count);
        var (examples, rows, cotangents) = (Batch.Examples(Count), Batch.Rows(Count), Cotangents(program.Graph.Output, Count));
        var gradient = Pull(program, program.Graph.Output, examples, rows, cotangents);
        var parameters = program.Parameters.Values();
        for (var i = 0; i < gradient.Length; i++)
        {
            var difference = (Sum(parameters[i] + Step) - Sum(parameters[i] - Step)) / (2 * Step);
            program.Parameters.CopyFrom(i, [parameters[i]]);
            Assert.That(gradient[i], Is.EqualTo(difference).Within(1e-7 + (1e-6 * Math.Abs(difference))), $"element {i}");

            double Sum(double value)
            {
                program.Parameters.CopyFrom(i, [value]);
                return Forward(program, program.Graph.Output, examples, rows).Zip(cotangents, (one, other) => one * other).Sum();
            }
        }
    }

    /// <summary>All that the output knows of the embedding comes through the gathered rows: the chain rule.</summary>
    [Test]
    public void Pull_InTheGatheredRowsAndOnwards_IsThatOfTheOutput(
        [ValueSource(nameof(Names))] string operation, [Values(3, 17)] int width, [Values] Precision precision)
    {
        using var program = Batch.Program(OnEachExample(operation, width), precision, Count);
        var (examples, rows, output) = (Batch.Examples(Count), Batch.Rows(Count), program.Graph.Output);
        var cotangents = Cotangents(output, Count);
        var embedding = program.Graph.Parameters["embed"].Shape.Count;
        var whole = Pull(program, output, examples, rows, cotangents);

        var gather = program.Graph.Nodes.First(node => node.Operation is GatherOperation);
        var atRows = Pull(program, output, gather, examples, rows, cotangents);
        var chained = Pull(program, gather, examples, rows, atRows);

        var scale = whole.Select(Math.Abs).Max();
        Assert.That(chained[..embedding], Is.EqualTo(whole[..embedding]).Within(scale * (precision == Precision.Float64 ? 1e-13 : 2e-6)));
        Assert.That(chained[embedding..], Is.All.Zero, "what comes after the rows plays no part in them");
    }

    [Test]
    public void Pull_OfManyExamples_IsTheSumOfThoseOfEachAlone()
    {
        const int count = 600;
        using var program = Batch.Program(Batch.Transformer(), Precision.Float64, largestBatch: 5, threads: 2);
        var (examples, output) = (Batch.Examples(count), program.Graph.Output);
        var cotangents = Cotangents(output, count);
        var together = Pull(program, output, examples, Batch.Rows(count), cotangents);
        var sum = new double[together.Length];
        for (var row = 0; row < count; row++)
        {
            var alone = Pull(program, output, examples, [row], cotangents.AsSpan(row * output.Shape.Count, output.Shape.Count).ToArray());
            for (var i = 0; i < sum.Length; i++) sum[i] += alone[i];
        }

        Assert.That(together, Is.EqualTo(sum).Within(1e-10));
    }

    [Test]
    public void Pull_OnTwoThreads_HasTheBitsOfOne([Values] Precision precision)
    {
        const int count = 300;
        var results = new[] { 1, 2 }.Select(threads =>
        {
            using var program = Batch.Program(Batch.Transformer(), precision, largestBatch: 5, threads);
            return Pull(program, program.Graph.Output, Batch.Examples(count), Batch.Rows(count), Cotangents(program.Graph.Output, count));
        }).ToArray();
        Assert.That(results[1], Is.EqualTo(results[0]));
    }

    [Test]
    public void Pull_BetweenSteps_FollowsTheParametersAndLeavesTheGradient()
    {
        using var program = Batch.Program(Batch.Transformer(), Precision.Float64, Count);
        var (examples, rows, output) = (Batch.Examples(Count), Batch.Rows(Count), program.Graph.Output);
        var cotangents = Cotangents(output, Count);
        program.Differentiate(examples, rows);
        var gradient = program.Gradient.Values();
        var before = Pull(program, output, examples, rows, cotangents);
        Assert.That(program.Gradient.Values(), Is.EqualTo(gradient));

        program.Parameters.AddScaled(-0.1, program.Gradient);
        var after = Pull(program, output, examples, rows, cotangents);
        using var fresh = Batch.Program(program.Graph, Precision.Float64, Count);
        fresh.Parameters.CopyFrom(0, program.Parameters.Values());
        Assert.Multiple(() =>
        {
            Assert.That(after, Is.Not.EqualTo(before));
            Assert.That(after, Is.EqualTo(Pull(fresh, output, examples, rows, cotangents)));
        });
    }

    /// <summary>With the loss's own gradient at the outputs, the pull is the gradient of the loss.</summary>
    [Test]
    public void Pull_OfTheLossAtTheOutputs_IsTheGradientOfAStep()
    {
        var graph = new GraphBuilder();
        var x = graph.Activate(graph.SumRows(graph.Gather(Matrix(graph, "embed", Batch.Tokens, 6), [0, 1, 2])), Activation.Tanh);
        var built = graph.Build(graph.Linear(x, Matrix(graph, "out", 6, Batch.Classes)), new Loss(new SquaredErrorLoss(), LossPrecision.Float64));
        using var program = Batch.Program(built, Precision.Float64, Count);
        var (examples, rows, output) = (Batch.Examples(Count), Batch.Rows(Count), program.Graph.Output);
        program.Differentiate(examples, rows);
        var outputs = Forward(program, output, examples, rows);
        double[] cotangents = [.. outputs.Select((value, i) => 2 * (value - examples.Targets[i]) / outputs.Length)];
        Assert.That(Pull(program, output, examples, rows, cotangents), Is.EqualTo(program.Gradient.Values()).Within(1e-14));
    }

    [Test]
    public void Pull_OfWhatANodeDoesNotDependOn_IsZero()
    {
        var graph = new GraphBuilder();
        var (inputs, rows) = (graph.Input(Batch.Inputs), graph.SumRows(graph.Gather(Matrix(graph, "embed", Batch.Tokens, 3), [0, 1])));
        var apart = graph.Linear(inputs, Matrix(graph, "w", Batch.Inputs, 3));
        using var program = Batch.Program(Scored(graph, graph.Add(rows, apart)), Precision.Float64, Count);
        var (examples, all) = (Batch.Examples(Count), Batch.Rows(Count));
        Assert.Multiple(() =>
        {
            Assert.That(Pull(program, apart, rows, examples, all, Cotangents(apart, Count)), Is.All.Zero);
            Assert.That(Pull(program, rows, apart, examples, all, Cotangents(rows, Count)), Is.All.Zero, "a later node");
            Assert.That(Pull(program, rows, rows, examples, all, Cotangents(rows, Count)), Is.EqualTo(Cotangents(rows, Count)), "a node in itself");
            Assert.That(Pull(program, inputs, examples, all, Cotangents(inputs, Count)), Is.All.Zero, "a node without parameters");
        });
    }

    [Test]
    public void Pull_OfOtherShapesAndNodes_IsRefused()
    {
        using var program = Batch.Program(Batch.Transformer(), Precision.Float64, Count);
        var (examples, rows, output, parameter) = (Batch.Examples(Count), Batch.Rows(Count), program.Graph.Output, program.Graph.Nodes[0]);
        var foreign = Batch.Transformer().Nodes[^1];
        Assert.Multiple(() =>
        {
            Assert.That(() => Pull(program, output, examples, rows, new double[3]), Throws.ArgumentException.With.Message.StartsWith("3 cotangents for 7 x "));
            Assert.That(() => Pull(program, parameter, examples, rows, new double[7 * parameter.Shape.Count]), Throws.ArgumentException.With.Message.Contains("does not depend on the example"));
            Assert.That(() => Pull(program, output, parameter, examples, rows, Cotangents(output, Count)), Throws.ArgumentException.With.Message.Contains("does not depend on the example"));
            Assert.That(() => Pull(program, foreign, examples, rows, Cotangents(foreign, Count)), Throws.ArgumentException.With.Message.Contains("another graph"));
            Assert.That(
                () => program.Pull(output, examples, rows, Cotangents(output, Count), new double[2]),
                Throws.ArgumentException.With.Message.StartsWith("room for 2 numbers of a gradient of "));
        });
    }

    private static double[] Cotangents(Node node, int count) => [.. Enumerable.Range(0, count * node.Shape.Count).Select(i => ((i * 7) % 11 * 0.25) - 1)];

    private static double[] Pull(IProgram program, Node node, Examples examples, int[] rows, double[] cotangents)
    {
        var gradient = new double[program.Graph.Parameters.Count];
        Array.Fill(gradient, double.NaN);
        program.Pull(node, examples, rows, cotangents, gradient);
        return gradient;
    }

    private static double[] Pull(IProgram program, Node node, Node source, Examples examples, int[] rows, double[] cotangents)
    {
        var gradient = new double[rows.Length * source.Shape.Count];
        Array.Fill(gradient, double.NaN);
        program.Pull(node, source, examples, rows, cotangents, gradient);
        return gradient;
    }

    private static double[] Forward(IProgram program, Node node, Examples examples, int[] rows)
    {
        var values = new double[rows.Length * node.Shape.Count];
        program.Forward(node, examples, rows, values);
        return values;
    }
}
