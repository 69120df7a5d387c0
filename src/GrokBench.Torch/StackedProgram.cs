using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Torch;

/// <summary>One run of a stack: operations are executed one after the other for all runs together, gradients come from the library's own differentiation.</summary>
internal sealed class StackedProgram(Stack stack, int place, Graph graph, Precision precision, int largestBatch, int threads)
    : StackedVectors(stack, place, graph.Parameters.Count, precision, threads), IProgram
{
    /// <summary>Examples that are evaluated together: bounds the memory of an evaluation.</summary>
    public const int Block = 4096;

    /// <summary>Examples whose gradients are pulled together: every value is kept for them.</summary>
    private const int PulledBlock = 256;

    public Graph Graph { get; } = graph;

    public double Differentiate(Examples examples, ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty || rows.Length > largestBatch)
            throw new ArgumentException($"a batch of {rows.Length} examples, the program takes 1 to {largestBatch}", nameof(rows));
        var command = new DifferentiateCommand(Place, examples, rows.ToArray());
        Execute(command);
        return command.Result;
    }

    public void Score(Examples examples, ReadOnlySpan<int> rows, Span<double> losses, Span<byte> correct)
    {
        if (losses.Length != rows.Length || correct.Length != rows.Length) throw new ArgumentException("one loss and one mark per row", nameof(losses));
        for (var start = 0; start < rows.Length; start += Block)
        {
            var count = Math.Min(Block, rows.Length - start);
            var command = new ScoreCommand(Place, examples, rows.Slice(start, count).ToArray());
            Execute(command);
            command.Losses.CopyTo(losses[start..]);
            for (var i = 0; i < command.Correct?.Length; i++) correct[start + i] = command.Correct[i] ? (byte)1 : (byte)0;
        }
    }

    public void Forward(Node node, Examples examples, ReadOnlySpan<int> rows, Span<double> values)
    {
        if (node.Stage != Stage.Example) throw new ArgumentException($"{node} does not depend on the example", nameof(node));
        if (values.Length != rows.Length * node.Shape.Count) throw new ArgumentException($"{values.Length} values for {rows.Length} x {node.Shape}", nameof(values));
        for (var start = 0; start < rows.Length; start += Block)
        {
            var count = Math.Min(Block, rows.Length - start);
            var command = new ForwardCommand(Place, node.Id, examples, rows.Slice(start, count).ToArray());
            Execute(command);
            command.Result.CopyTo(values[(start * node.Shape.Count)..]);
        }
    }

    public void Pull(Node node, Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<double> cotangents, Span<double> gradient)
    {
        if (gradient.Length != Graph.Parameters.Count) throw new ArgumentException($"room for {gradient.Length} numbers of a gradient of {Graph.Parameters.Count}", nameof(gradient));
        gradient.Clear();
        foreach (var (_, part) in Pulled(node, null, examples, rows.ToArray(), cotangents.ToArray()))
        {
            for (var i = 0; i < part.Length; i++) gradient[i] += part[i];
        }
    }

    public void Pull(Node node, Node source, Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<double> cotangents, Span<double> gradient)
    {
        if (source.Stage != Stage.Example) throw new ArgumentException($"{source} does not depend on the example", nameof(source));
        if (gradient.Length != rows.Length * source.Shape.Count)
            throw new ArgumentException($"room for {gradient.Length} numbers of a gradient of {rows.Length} x {source.Shape}", nameof(gradient));
        foreach (var (start, part) in Pulled(node, source, examples, rows.ToArray(), cotangents.ToArray())) part.CopyTo(gradient[(start * source.Shape.Count)..]);
    }

    /// <summary>By block of examples: how many are before it, and the gradient.</summary>
    private IEnumerable<(int Start, double[] Gradient)> Pulled(Node node, Node? source, Examples examples, int[] rows, double[] cotangents)
    {
        if (node.Stage != Stage.Example) throw new ArgumentException($"{node} does not depend on the example", nameof(node));
        if (cotangents.Length != rows.Length * node.Shape.Count)
            throw new ArgumentException($"{cotangents.Length} cotangents for {rows.Length} x {node.Shape}", nameof(cotangents));
        for (var start = 0; start < rows.Length; start += PulledBlock)
        {
            var (end, width) = (Math.Min(start + PulledBlock, rows.Length), node.Shape.Count);
            var command = new PullCommand(Place, node.Id, source?.Id, examples, rows[start..end], cotangents[(start * width)..(end * width)]);
            Execute(command);
            yield return (start, command.Result);
        }
    }
}
