namespace GrokBench.Tensors.Graphs.Rewriting;

/// <summary>By node and row: the only token column that varies and that the row depends on, <see cref="None"/> or <see cref="Several"/>.</summary>
internal sealed class RowTokens
{
    public const int None = -1, Several = -2;

    private readonly Graph graph;
    private readonly int[][] columns;

    public RowTokens(Graph graph)
    {
        (this.graph, columns) = (graph, new int[graph.Nodes.Length][]);
        foreach (var node in graph.Nodes) columns[node.Id] = [.. Enumerable.Range(0, node.Shape.Rows).Select(row => node.Stage == Stage.Example ? Of(node, row) : None)];
    }

    public ReadOnlySpan<int> this[Node node] => columns[node.Id];

    /// <summary>The column that two rows depend on together.</summary>
    public static int Join(int a, int b) => a == None || a == b ? b : b == None ? a : Several;

    private int Of(Node node, int row) => node.Operation switch
    {
        GatherOperation gather => Of(gather.TokenColumns[row]),
        SelectRowsOperation select => columns[node.Inputs[0].Id][select.Rows[row]],
        LinearOperation or ScaleOperation or ActivationOperation or ExponentialOperation or SquareRootOperation or LayerNormOperation =>
            columns[node.Inputs[0].Id][row],
        AddOperation => Join(columns[node.Inputs[0].Id][row], columns[node.Inputs[1].Id][node.Inputs[1].Shape.Rows == 1 ? 0 : row]),
        MultiplyOperation => Join(columns[node.Inputs[0].Id][row], columns[node.Inputs[1].Id][row]),
        AttentionWeightsOperation weights => Join(columns[node.Inputs[0].Id][row], First(node.Inputs[1], weights.Visible[row])),
        AttentionMixOperation { Summed: false } when node.Inputs[0].Operation is AttentionWeightsOperation weights =>
            Join(columns[node.Inputs[0].Id][row], First(node.Inputs[1], weights.Visible[row])),
        _ => Several,
    };

    private int Of(int column) => column >= graph.Tokens.Length ? Several : graph.Tokens[column].Count == 1 ? None : column;

    private int First(Node node, int count) => columns[node.Id].Take(count).Aggregate(None, Join);
}
