namespace GrokBench.Tensors.Graphs.Rewriting;

/// <summary>
/// A row that is the same for every example, added to the result of a linear map or a mix, becomes what that sum starts from: one pass over memory less.
/// The sum is taken in another order.
/// </summary>
internal sealed class RowsAsBiases(Graph source) : GraphCopy(source)
{
    private readonly int[] consumers = CountConsumers(source);

    protected override Node? Visit(Node node)
    {
        if (node.Operation is not AddOperation || node.Stage != Stage.Example) return Repeated(node);
        var (sum, row) = node.Inputs[0].Stage == Stage.Example ? (node.Inputs[0], node.Inputs[1]) : (node.Inputs[1], node.Inputs[0]);
        var fits = row.Stage != Stage.Example && row.Shape == new Shape(1, node.Shape.Columns) && sum.Shape == node.Shape
            && sum.Operation is LinearOperation or AttentionMixOperation && sum.Stage == Stage.Example && consumers[sum.Id] == 1;
        if (!fits) return Repeated(node);
        var bias = sum.Inputs.Length == 3 ? Target.Add(Copy(sum.Inputs[2]), Copy(row)) : Copy(row);
        return Target.Apply(sum.Operation, [Copy(sum.Inputs[0]), Copy(sum.Inputs[1]), bias]);
    }

    private static int[] CountConsumers(Graph graph)
    {
        var counts = new int[graph.Nodes.Length];
        counts[graph.Output.Id]++;
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs) counts[input.Id]++;
        }

        return counts;
    }
}
