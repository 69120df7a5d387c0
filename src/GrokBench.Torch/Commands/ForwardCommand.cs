using GrokBench.Tensors;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>Values of one node for some examples, widened to float64.</summary>
/// <param name="node">Its number in the graph.</param>
internal sealed class ForwardCommand(int run, int node, Examples examples, int[] rows) : BatchCommand(run, examples, rows)
{
    public override object Key { get; } = (typeof(ForwardCommand), node, rows.Length);

    public double[] Result { get; private set; } = [];

    public override void Execute(StackMemory memory, IReadOnlyList<Command> group)
    {
        using var untaped = no_grad();
        var (graph, batch) = (memory.Graph!, BatchOf(memory, group));
        var shape = graph.Nodes[node].Shape;
        var value = memory.Evaluate(node, memory.Leaves, batch).expand(memory.Runs, Count, shape.Rows, shape.Columns);
        foreach (var command in group.Cast<ForwardCommand>()) command.Result = Library.ToArray<double>(value.select(0, command.Run).to(ScalarType.Float64));
    }
}
