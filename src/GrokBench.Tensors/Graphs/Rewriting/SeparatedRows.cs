namespace GrokBench.Tensors.Graphs.Rewriting;

/// <summary>
/// Separates the first rows of a value from the others where they depend on one token each and the others on several. Behind a causal attention the first
/// positions have seen one operand only; as a value of their own they depend on one token alone, and <see cref="HoistedRows"/> computes them once per token.
/// Where somebody reads all rows they are put together again. Not a bit of the output changes.
/// </summary>
/// <param name="batch">Examples of a step: a row is separated while its token takes fewer values.</param>
internal sealed class SeparatedRows(Graph source, int batch) : GraphCopy(source)
{
    private readonly RowTokens tokens = new(source);
    private readonly (Node First, Node Others)?[] parts = new (Node, Node)?[source.Nodes.Length];

    protected override Node? Visit(Node node)
    {
        var count = node.Stage == Stage.Example ? FirstRows(node) : 0;
        if (count > 0) parts[node.Id] = (Part(node, 0, count), Part(node, count, node.Shape.Rows));

        // Weights are made together with the mix that they are for.
        if (count > 0 || node.Operation is AttentionWeightsOperation) return null;
        return node.Operation is SelectRowsOperation select ? Rows(node.Inputs[0], select.Rows.AsSpan()) : Repeated(node);
    }

    protected override Node Materialise(Node node) => parts[node.Id] is var (first, others) ? Target.ConcatRows(first, others) : Repeated(node);

    /// <summary>How many rows to separate; 0 for none.</summary>
    private int FirstRows(Node node)
    {
        if (node.Operation is AttentionWeightsOperation or GatherOperation || tokens[node].IndexOf(RowTokens.Several) <= 0) return 0;
        var count = 0;
        foreach (var column in tokens[node])
        {
            if (column == RowTokens.Several || (column >= 0 && Source.Tokens[column].Count >= batch)) break;
            count++;
        }

        return count;
    }

    private Node Part(Node node, int start, int end)
    {
        int[] rows = [.. Enumerable.Range(start, end - start)];
        return node.Operation is AttentionMixOperation mix
            ? Part(node, mix, rows)
            : node.Operation.OfRows(Target, node, rows, index => Rows(node.Inputs[index], node.Operation.Needs(node, index, rows)));
    }

    /// <summary>With weights of its own, over no more keys and values than these rows see.</summary>
    private Node Part(Node node, AttentionMixOperation mix, int[] rows)
    {
        var (scores, values) = (node.Inputs[0], node.Inputs[1]);
        var weights = (AttentionWeightsOperation)scores.Operation;
        int[] visible = [.. rows.Select(row => weights.Visible[row])];
        int[] seen = [.. Enumerable.Range(0, visible.Max())];
        var (queries, keys) = (Rows(scores.Inputs[0], rows), Rows(scores.Inputs[1], seen));
        var part = Target.AttentionWeights(queries, keys, weights.Heads, weights.Scale, visible);
        var bias = node.Inputs.Length == 3 ? Copy(node.Inputs[2]) : null;
        return Target.AttentionMix(part, Rows(values, seen), mix.Heads, summed: false, bias);
    }

    private Node Rows(Node node, ReadOnlySpan<int> rows)
    {
        if (parts[node.Id] is not var (first, others)) return Select(Copy(node), rows);
        var count = first.Shape.Rows;
        if (rows.IndexOfAnyExceptInRange(0, count - 1) < 0) return Select(first, rows);
        if (rows.IndexOfAnyInRange(0, count - 1) >= 0) return Select(Copy(node), rows);
        return Select(others, [.. rows.ToArray().Select(row => row - count)]);
    }
}
