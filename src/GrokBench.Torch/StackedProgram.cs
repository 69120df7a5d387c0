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
}
