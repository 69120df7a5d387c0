namespace GrokBench.Tensors.Graphs.Rewriting;

/// <summary>
/// Computes only the rows that the output needs: a choice of rows moves towards the inputs through every operation that treats each row alone. A model
/// can so be written as published, at all positions, and the last layer still runs at the answers' positions only. Not a bit of the output changes.
/// </summary>
internal sealed class NeededRows : GraphCopy
{
    /// <summary>By old node: the rows that somebody needs, ascending; the rows of the copy.</summary>
    private readonly int[][] rows;

    public NeededRows(Graph source)
        : base(source)
    {
        var needed = source.Nodes.Select(_ => new SortedSet<int>()).ToArray();
        needed[source.Output.Id].UnionWith(All(source.Output));
        foreach (var node in source.Nodes.Reverse())
        {
            if (needed[node.Id].Count == 0) continue;
            for (var index = 0; index < node.Inputs.Length; index++)
            {
                needed[node.Inputs[index].Id].UnionWith(node.Operation.Needs(node, index, [.. needed[node.Id]]));
            }
        }

        rows = [.. source.Nodes.Select(node => node.Stage == Stage.Example ? needed[node.Id].ToArray() : All(node))];
    }

    protected override Node? Visit(Node node)
    {
        var kept = rows[node.Id];
        if (kept.Length == 0) return null;
        return node.Stage == Stage.Example ? node.Operation.OfRows(Target, node, kept, index => Input(node, index)) : Repeated(node);
    }

    private static int[] All(Node node) => [.. Enumerable.Range(0, node.Shape.Rows)];

    /// <summary>The copy of an input, reduced to the rows that the node's copy reads.</summary>
    private Node Input(Node node, int index)
    {
        var input = node.Inputs[index];
        var (wanted, there) = (node.Operation.Needs(node, index, rows[node.Id]), rows[input.Id]);
        return wanted.AsSpan().SequenceEqual(there) ? Copy(input) : Target.SelectRows(Copy(input), [.. wanted.Select(row => Array.BinarySearch(there, row))]);
    }
}
