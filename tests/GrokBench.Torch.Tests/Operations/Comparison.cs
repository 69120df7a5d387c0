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

    /// <summary>Whatever a program can be asked: every node's values, losses, marks, the mean loss and each parameter's gradient.</summary>
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
    }

    public static (double[] Losses, byte[] Marks) Score(IProgram program, Examples examples, int[] rows)
    {
        var (losses, marks) = (new double[rows.Length], new byte[rows.Length]);
        program.Score(examples, rows, losses, marks);
        return (losses, marks);
    }

    private static double[] Forward(IProgram program, Node node, Examples examples, int[] rows)
    {
        var values = new double[rows.Length * node.Shape.Count];
        program.Forward(node, examples, rows, values);
        return values;
    }
}
