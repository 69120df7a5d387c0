namespace GrokBench.Tensors.Graphs.Rewriting;

/// <summary>
/// Roughly what a training step costs, in multiply-adds of a matrix product: enough to choose between two ways of writing the same model.
/// </summary>
internal static class Cost
{
    /// <param name="batch">Examples of a step.</param>
    public static double OfStep(Graph graph, int batch) =>
        graph.Nodes.Sum(node => node.Stage switch { Stage.Example => batch * node.Operation.Weight(node), Stage.Shared => node.Operation.Weight(node), _ => 0.0 });
}
