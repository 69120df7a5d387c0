using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Tests.Engines.Cpu;

namespace GrokBench.Torch.Tests.Operations;

/// <summary>One graph with the same parameters and examples on both engines.</summary>
internal static class Comparison
{
    /// <summary>A gradient that is small beside the others comes out of a cancellation: it is compared on a scale of at least this share of the largest.</summary>
    private const double SmallShare = 1e-3;

    /// <summary>Whatever a program can be asked: every node's values, losses, marks, the mean loss, each parameter's gradient, and what is pulled from the output to each node.</summary>
    /// <returns>The relative difference of each; infinite where marks or initial parameters differ.</returns>
    public static IEnumerable<(string What, double Difference)> Of(Graph graph, Precision precision, Examples examples)
    {
        var rows = Batch.Rows(examples.Count);
        using var expected = Batch.Program(graph, precision, rows.Length, engine: TestEngines.BuiltIn);
        using var actual = Batch.Program(graph, precision, rows.Length, engine: TestEngines.Torch());
        yield return ("initial parameters", expected.Parameters.Values().SequenceEqual(actual.Parameters.Values()) ? 0 : double.PositiveInfinity);
        foreach (var node in graph.Nodes.Where(node => node.Stage == Stage.Example))
            yield return ($"values of {node}", Difference.Relative(Forward(expected, node, examples, rows), Forward(actual, node, examples, rows)));

        var (losses, marks) = Score(expected, examples, rows);
        var (otherLosses, otherMarks) = Score(actual, examples, rows);
        yield return ("marks", marks.SequenceEqual(otherMarks) ? 0 : double.PositiveInfinity);
        yield return ("losses", Difference.Relative(losses, otherLosses));
        yield return ("mean loss", Difference.Relative([expected.Differentiate(examples, rows)], [actual.Differentiate(examples, rows)]));

        var (gradient, otherGradient) = (expected.Gradient.Values(), actual.Gradient.Values());
        var least = SmallShare * gradient.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        foreach (var (start, count) in graph.Parameters.Slices.Select(slice => (slice.Offset, slice.Shape.Count)))
            yield return ($"gradient of parameters from {start} on", Difference.Relative(gradient.AsSpan(start, count), otherGradient.AsSpan(start, count), least));

        foreach (var source in graph.Nodes.Where(node => node.Stage == Stage.Example).Prepend(null))
            yield return ($"output pulled to {source?.ToString() ?? "the parameters"}", Pulled(expected, actual, source, examples, rows));
    }

    public static (double[] Losses, byte[] Marks) Score(IProgram program, Examples examples, int[] rows)
    {
        var (losses, marks) = (new double[rows.Length], new byte[rows.Length]);
        program.Score(examples, rows, losses, marks);
        return (losses, marks);
    }

    /// <summary>Small gradients are compared on a scale of the largest, as those of a step.</summary>
    private static double Pulled(IProgram expected, IProgram actual, Node? source, Examples examples, int[] rows)
    {
        double[] cotangents = [.. Enumerable.Range(0, rows.Length * expected.Graph.Output.Shape.Count).Select(i => ((i * 7) % 11 * 0.25) - 1)];
        var (gradient, other) = (Pull(expected), Pull(actual));
        return Difference.Relative(gradient, other, SmallShare * gradient.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max());

        double[] Pull(IProgram program)
        {
            var values = new double[source is null ? program.Graph.Parameters.Count : rows.Length * source.Shape.Count];
            if (source is null) program.Pull(program.Graph.Output, examples, rows, cotangents, values);
            else program.Pull(program.Graph.Output, source, examples, rows, cotangents, values);
            return values;
        }
    }

    private static double[] Forward(IProgram program, Node node, Examples examples, int[] rows)
    {
        var values = new double[rows.Length * node.Shape.Count];
        program.Forward(node, examples, rows, values);
        return values;
    }
}
