namespace GrokBench.Tensors.Graphs.Rewriting;

/// <summary>
/// Computes a row that depends on one token alone once per token instead of once per example: operations that treat each row alone move from the gathered
/// rows to the table. With position codes the table gets a block of rows per position; a column that always holds the same token becomes a value shared
/// by all examples. Every row is computed by the same operations in the same order, so not a bit of the output changes; a weight's gradient is the same
/// sum taken in another order.
/// </summary>
/// <param name="batch">Examples of a step: a table pays while it has fewer rows than the batch.</param>
internal sealed class HoistedRows(Graph source, int batch) : GraphCopy(source)
{
    private readonly Tokenwise?[] tokenwise = new Tokenwise?[source.Nodes.Length];

    protected override Node? Visit(Node node)
    {
        tokenwise[node.Id] = node.Stage == Stage.Example ? Hoist(node) : null;
        return tokenwise[node.Id] is null ? Repeated(node) : null;
    }

    protected override Node Materialise(Node node)
    {
        var rows = tokenwise[node.Id]!;
        if (!rows.Rows.All(row => Range(row.Column).Count == 1)) return Target.Gather(rows.Table, [.. rows.Rows.Select(row => row.Column)], [.. rows.Rows.Select(row => row.Offset)]);
        return Select(rows.Table, [.. rows.Rows.Select(row => Range(row.Column).First + row.Offset)]);
    }

    private Tokenwise? Hoist(Node node)
    {
        var first = node.Inputs.IsEmpty ? null : tokenwise[node.Inputs[0].Id];
        switch (node.Operation)
        {
            case GatherOperation { Multiplier: 1 } gather when gather.TokenColumns.All(column => column < Source.Tokens.Length):
                return new Tokenwise(Copy(node.Inputs[0]), [.. gather.TokenColumns.Select((column, i) => (column, gather.Offsets[i]))]);
            case SelectRowsOperation select when first is not null:
                return first with { Rows = [.. select.Rows.Select(i => first.Rows[i])] };
            case LinearOperation or LayerNormOperation or ScaleOperation or ActivationOperation when first is not null:
                var compact = Compact(first);
                return Pays(compact, node) ? compact with { Table = Target.Repeat(node.Operation, [compact.Table, .. node.Inputs.Skip(1).Select(Copy)]) } : null;
            case AddOperation:
                return Added(node, node.Inputs[0], node.Inputs[1]);
            default:
                return null;
        }
    }

    /// <summary>A sum of which both parts depend on the same tokens, or one on tokens and the other on nothing.</summary>
    private Tokenwise? Added(Node node, Node a, Node b)
    {
        if ((tokenwise[a.Id] ?? tokenwise[b.Id]) is not { } some || (IsOther(a) || IsOther(b))) return null;
        if (a.Shape.Rows != b.Shape.Rows)
        {
            // The row b for every row of a; were b the one with tokens, a row would depend on two.
            if (tokenwise[a.Id] is not { } rows || tokenwise[b.Id] is not null) return null;
            var compact = Compact(rows);
            return Pays(compact, node) ? compact with { Table = Target.Add(compact.Table, Copy(b)) } : null;
        }

        if (tokenwise[a.Id] is { } left && tokenwise[b.Id] is { } right)
        {
            if (!left.Rows.Select(row => row.Column).SequenceEqual(right.Rows.Select(row => row.Column))) return null;
            if (left.Rows.AsSpan().SequenceEqual(right.Rows) && left.Table.Shape == right.Table.Shape) return left with { Table = Target.Add(left.Table, right.Table) };
        }

        var blocks = Blocks(some.Rows);
        if (!Pays(blocks.Count, node)) return null;
        return new Tokenwise(Target.Add(Expanded(a, some), Expanded(b, some)), blocks.Rows);

        bool IsOther(Node input) => tokenwise[input.Id] is null && input.Stage == Stage.Example;
    }

    /// <summary>One row per position and token at it, position by position.</summary>
    private Node Expanded(Node node, Tokenwise pattern)
    {
        var own = tokenwise[node.Id];
        var indices = new List<int>();
        for (var i = 0; i < pattern.Rows.Length; i++)
        {
            var range = Range(pattern.Rows[i].Column);
            for (var token = range.First; token < range.First + range.Count; token++) indices.Add(own is null ? i : token + own.Rows[i].Offset);
        }

        return Select(own?.Table ?? Copy(node), [.. indices]);
    }

    /// <summary>The same rows from a table without rows that no token reaches.</summary>
    private Tokenwise Compact(Tokenwise rows)
    {
        var reached = new SortedSet<int>();
        foreach (var row in rows.Rows)
        {
            var range = Range(row.Column);
            for (var token = range.First; token < range.First + range.Count; token++) reached.Add(token + row.Offset);
        }

        if (reached.Count == rows.Table.Shape.Rows) return rows;
        var order = reached.ToArray();

        // A block of consecutive tokens stays one, so a row is still found by an offset.
        return new Tokenwise(
            Target.SelectRows(rows.Table, order),
            [.. rows.Rows.Select(row => (row.Column, Array.BinarySearch(order, Range(row.Column).First + row.Offset) - Range(row.Column).First))]);
    }

    private (int Count, (int Column, int Offset)[] Rows) Blocks((int Column, int Offset)[] rows)
    {
        var (count, blocks) = (0, new (int, int)[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            var range = Range(rows[i].Column);
            blocks[i] = (rows[i].Column, count - range.First);
            count += range.Count;
        }

        return (count, blocks);
    }

    private Node Select(Node table, int[] rows) => rows.AsSpan().SequenceEqual([.. Enumerable.Range(0, table.Shape.Rows)]) ? table : Target.SelectRows(table, rows);

    private bool Pays(Tokenwise rows, Node node) => Pays(rows.Table.Shape.Rows, node);

    private bool Pays(int tableRows, Node node) => tableRows < (long)batch * node.Shape.Rows;

    private TokenRange Range(int column) => Source.Tokens[column];

    /// <summary>A value whose row i is row <c>token[Column] + Offset</c> of a table that belongs to no example.</summary>
    private sealed record Tokenwise(Node Table, (int Column, int Offset)[] Rows);
}
