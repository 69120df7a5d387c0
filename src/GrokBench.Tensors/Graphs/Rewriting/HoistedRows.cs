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
            case RowwiseOperation when first is not null:
                var compact = Compact(first);
                return Pays(compact, node) ? compact with { Table = Target.Apply(node.Operation, [compact.Table, .. node.Inputs.Skip(1).Select(Copy)]) } : null;
            case AddOperation:
                return Added(node, node.Inputs[0], node.Inputs[1]);
            case AttentionMixOperation { Summed: false } when node.Inputs.Length == 2 && node.Inputs[0].Operation is AttentionWeightsOperation:
                return Attended(node, node.Inputs[0], node.Inputs[1]);
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

        if (tokenwise[a.Id] is { } left && tokenwise[b.Id] is { } right && left.Rows.AsSpan().SequenceEqual(right.Rows) && left.Table.Shape == right.Table.Shape)
            return left with { Table = Target.Add(left.Table, right.Table) };
        var blocks = Blocks([.. Enumerable.Range(0, node.Shape.Rows).Select(i => Varying(Columns(a, i).Concat(Columns(b, i))))]);
        if (blocks is null || !Pays(blocks.Count, node)) return null;
        return new Tokenwise(Target.Add(Expanded(a, blocks), Expanded(b, blocks)), blocks.Rows);

        bool IsOther(Node input) => tokenwise[input.Id] is null && input.Stage == Stage.Example;
        IEnumerable<int> Columns(Node input, int i) => tokenwise[input.Id] is { } rows ? [rows.Rows[i].Column] : [];
    }

    /// <summary>Attention of which every query, and all that it sees, depend on one token: a block of rows per query, and an attention of its own per row.</summary>
    private Tokenwise? Attended(Node node, Node scores, Node value)
    {
        if (tokenwise[scores.Inputs[0].Id] is not { } queries || tokenwise[scores.Inputs[1].Id] is not { } keys || tokenwise[value.Id] is not { } values) return null;
        var operation = (AttentionWeightsOperation)scores.Operation;
        var blocks = Blocks(
            [.. operation.Visible.Select((seen, i) => Varying(keys.Rows.Take(seen).Concat(values.Rows.Take(seen)).Append(queries.Rows[i]).Select(row => row.Column)))]);
        if (blocks is null || !Pays(blocks.Count, node)) return null;
        return new Tokenwise(Joined([.. operation.Visible.Select(Table)]), blocks.Rows);

        Node Table(int seen, int i)
        {
            var column = blocks.Rows[i].Column;
            var seenValues = Expanded(values, column, 0, seen);

            // A single key has the weight 1.
            if (seen == 1) return seenValues;
            var count = Range(column).Count;
            var weights = Target.AttentionWeights(
                Expanded(queries, column, i, 1), Expanded(keys, column, 0, seen), operation.Heads, operation.Scale, [seen], count);
            return Target.AttentionMix(weights, seenValues, operation.Heads, summed: false, blocks: count);
        }
    }

    private Node Joined(Node[] tables) => tables.Length == 1 ? tables[0] : Target.ConcatRows(tables);

    /// <summary>One row per position and token at it, position by position.</summary>
    private Node Expanded(Node node, TokenBlocks blocks)
    {
        var own = tokenwise[node.Id];
        var indices = blocks.Rows.SelectMany((row, i) => TokensOf(row.Column).Select(token => own is null ? i : Place(own.Rows[i], row.Column, token)));
        return Select(own?.Table ?? Copy(node), [.. indices]);
    }

    /// <summary>Some neighbouring rows for every token of a column, token by token.</summary>
    private Node Expanded(Tokenwise rows, int column, int first, int count) => Select(
        rows.Table, [.. TokensOf(column).SelectMany(token => rows.Rows.Skip(first).Take(count).Select(row => Place(row, column, token)))]);

    /// <summary>Where a row stands in its table, given the token of the column that varies.</summary>
    private int Place((int Column, int Offset) row, int column, int token) => (row.Column == column ? token : Range(row.Column).First) + row.Offset;

    private IEnumerable<int> TokensOf(int column) => Enumerable.Range(Range(column).First, Range(column).Count);

    /// <summary>The only column that varies; any where none does; null where several do.</summary>
    private int? Varying(IEnumerable<int> columns)
    {
        int[] distinct = [.. columns.Distinct()];
        int[] varying = [.. distinct.Where(column => Range(column).Count > 1)];
        return varying.Length switch { 0 => distinct[0], 1 => varying[0], _ => null };
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

    /// <param name="columns">Per row; null where a row has no column of its own, and there are no such blocks.</param>
    private TokenBlocks? Blocks(int?[] columns)
    {
        var (count, rows) = (0, new (int, int)[columns.Length]);
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] is not { } column) return null;
            rows[i] = (column, count - Range(column).First);
            count += Range(column).Count;
        }

        return new TokenBlocks(count, rows);
    }

    private bool Pays(Tokenwise rows, Node node) => Pays(rows.Table.Shape.Rows, node);

    private bool Pays(int tableRows, Node node) => tableRows < (long)batch * node.Shape.Rows;

    private TokenRange Range(int column) => Source.Tokens[column];

    /// <summary>A value whose row i is row <c>token[Column] + Offset</c> of a table that belongs to no example.</summary>
    private sealed record Tokenwise(Node Table, (int Column, int Offset)[] Rows);

    /// <summary>The rows of a table that has a block of Range(Column).Count rows for every row of a value.</summary>
    private sealed record TokenBlocks(int Count, (int Column, int Offset)[] Rows);
}
