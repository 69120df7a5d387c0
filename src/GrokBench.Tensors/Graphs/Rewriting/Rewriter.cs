namespace GrokBench.Tensors.Graphs.Rewriting;

/// <summary>
/// Turns a model as it is published into one that computes the same loss and the same gradient with less work. The parameters and their order stay.
/// </summary>
public static class Rewriter
{
    /// <param name="batch">Most examples of a training step.</param>
    /// <param name="folded">Also fold linear maps into each other, which rounds differently: see <c>docs/performance.md</c>.</param>
    public static Graph Rewrite(Graph graph, int batch, bool folded)
    {
        graph = new HoistedRows(new SeparatedRows(new NeededRows(graph).Run(), batch).Run(), batch).Run();
        return folded ? FoldedProducts.Fold(graph, batch, Finish) : Finish(graph);
    }

    private static Graph Finish(Graph graph) => new UnusedNodes(new RowsAsBiases(new UnusedNodes(graph).Run()).Run()).Run();
}
