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
        var operation when operation.Sources(node, row) is { } sources =>
            sources.Aggregate(None, (joined, source) => Join(joined, columns[source.Input.Id][source.Row])),
        _ => Several,
    };

    private int Of(int column) => column >= graph.Tokens.Length ? Several : graph.Tokens[column].Count == 1 ? None : column;
}
