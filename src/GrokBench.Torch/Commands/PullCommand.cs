using GrokBench.Tensors;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>The gradient of Σ cotangent·value of a node, in the parameters or in another node.</summary>
/// <param name="node">Its number in the graph.</param>
/// <param name="source">That of the node in which it is differentiated; null for the parameters.</param>
/// <param name="cotangents">Examples x elements of the node.</param>
internal sealed class PullCommand(int run, int node, int? source, Examples examples, int[] rows, double[] cotangents) : BatchCommand(run, examples, rows)
{
    public override object Key { get; } = (typeof(PullCommand), node, source, rows.Length);

    /// <summary>One number per parameter, or examples x elements of the source.</summary>
    public double[] Result { get; private set; } = [];

    private double[] OwnCotangents => cotangents;

    public override void Execute(StackMemory memory, IReadOnlyList<Command> group)
    {
        var (batch, shape) = (BatchOf(memory, group), memory.Graph!.Nodes[node].Shape);
        var values = new double[memory.Runs * Count * shape.Count];
        foreach (var command in group.Cast<PullCommand>()) command.OwnCotangents.CopyTo(values, command.Run * Count * shape.Count);
        var atNode = Library.Copy(values, [memory.Runs, Count, shape.Rows, shape.Columns], memory.Type, memory.Device);
        if (source is { } from) InNode(memory, group, batch, atNode, from);
        else InParameters(memory, group, batch, atNode);
    }

    private void InParameters(StackMemory memory, IReadOnlyList<Command> group, StackedBatch batch, Tensor atNode)
    {
        var (graph, leaves) = (memory.Graph!, memory.Leaves);
        var used = graph.SlicesBehind(graph.Nodes[node]);
        foreach (var command in group.Cast<PullCommand>()) command.Result = new double[graph.Parameters.Count];
        if (used.Length == 0) return;

        foreach (var i in used) leaves[i].grad!.zero_();
        var value = memory.Evaluate(node, leaves, batch).expand(atNode.shape);
        Library.Backward(value, atNode, [.. used.Select(i => leaves[i])]);
        foreach (var slice in used.Select(i => (Leaf: leaves[i], graph.Parameters.Slices[i].Offset)))
        {
            var gradient = slice.Leaf.grad!.to(ScalarType.Float64);
            foreach (var command in group.Cast<PullCommand>()) Library.ToArray<double>(gradient.select(0, command.Run)).CopyTo(command.Result, slice.Offset);
        }
    }

    private void InNode(StackMemory memory, IReadOnlyList<Command> group, StackedBatch batch, Tensor atNode, int from)
    {
        var graph = memory.Graph!;
        var shape = graph.Nodes[from].Shape;
        foreach (var command in group.Cast<PullCommand>()) command.Result = new double[Count * shape.Count];
        if (!graph.DependsOn(graph.Nodes[node], graph.Nodes[from])) return;

        Tensor start;
        using (no_grad()) start = memory.Evaluate(from, memory.Leaves, batch).expand(memory.Runs, Count, shape.Rows, shape.Columns).clone();
        using var leaf = Library.Leaf(start);
        var value = memory.Evaluate(node, memory.Leaves, batch, (from, leaf)).expand(atNode.shape);
        Library.Backward(value, atNode, [leaf]);
        var gradient = leaf.grad!.to(ScalarType.Float64);
        foreach (var command in group.Cast<PullCommand>()) command.Result = Library.ToArray<double>(gradient.select(0, command.Run));
    }
}
