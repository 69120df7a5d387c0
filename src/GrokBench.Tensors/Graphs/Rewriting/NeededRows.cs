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
            for (var index = 0; index < node.Inputs.Length; index++) needed[node.Inputs[index].Id].UnionWith(Wanted(node, index, [.. needed[node.Id]]));
        }

        rows = [.. source.Nodes.Select(node => node.Stage == Stage.Example ? needed[node.Id].ToArray() : All(node))];
    }

    protected override Node? Visit(Node node)
    {
        var kept = rows[node.Id];
        if (kept.Length == 0) return null;
        if (node.Stage != Stage.Example || node.Operation is InputOperation or NoiseOperation) return Repeated(node);
        switch (node.Operation)
        {
            case SelectRowsOperation:
                return Input(node, 0);
            case GatherOperation gather:
                return Target.Gather(Copy(node.Inputs[0]), [.. kept.Select(i => gather.TokenColumns[i])], [.. kept.Select(i => gather.Offsets[i])], gather.Multiplier);
            case ConcatRowsOperation:
                var parts = Enumerable.Range(0, node.Inputs.Length).Where(index => Part(node, index, kept).Length > 0).Select(index => Input(node, index)).ToArray();
                return parts.Length == 1 ? parts[0] : Target.ConcatRows(parts);
            case AttentionWeightsOperation weights:
                return Target.AttentionWeights(Input(node, 0), Input(node, 1), weights.Heads, weights.Scale, [.. kept.Select(i => weights.Visible[i])]);
            default:
                return Target.Repeat(node.Operation, [.. Enumerable.Range(0, node.Inputs.Length).Select(index => Input(node, index))]);
        }
    }

    private static int[] All(Node node) => [.. Enumerable.Range(0, node.Shape.Rows)];

    /// <summary>The rows of an input that some rows of the node are made from, in the order in which the node's copy reads them.</summary>
    private static int[] Wanted(Node node, int index, int[] kept)
    {
        var input = node.Inputs[index];
        if (kept.Length == 0) return [];
        return node.Operation switch
        {
            SelectRowsOperation select => [.. kept.Select(i => select.Rows[i])],
            ConcatRowsOperation => Part(node, index, kept),
            AddOperation when input.Shape.Rows == 1 => All(input),
            LinearOperation or ScaleOperation or ExponentialOperation or SquareRootOperation or ActivationOperation or LayerNormOperation or AttentionWeightsOperation or AttentionMixOperation
                when index == 0 => kept,
            AddOperation or MultiplyOperation => kept,
            _ => All(input),
        };
    }

    /// <summary>Which rows of an input are among some rows of all inputs laid one after the other.</summary>
    private static int[] Part(Node node, int index, int[] kept)
    {
        var (first, rows) = (node.Inputs.Take(index).Sum(input => input.Shape.Rows), node.Inputs[index].Shape.Rows);
        return [.. kept.Where(row => row >= first && row < first + rows).Select(row => row - first)];
    }

    /// <summary>The copy of an input, reduced to the rows that the node's copy reads.</summary>
    private Node Input(Node node, int index)
    {
        var input = node.Inputs[index];
        var (wanted, there) = (Wanted(node, index, rows[node.Id]), rows[input.Id]);
        return wanted.AsSpan().SequenceEqual(there) ? Copy(input) : Target.SelectRows(Copy(input), [.. wanted.Select(row => Array.BinarySearch(there, row))]);
    }
}
