namespace GrokBench.Tensors.Graphs.Rewriting;

/// <summary>
/// Roughly what a training step costs, in multiply-adds of a matrix product: enough to choose between two ways of writing the same model.
/// </summary>
internal static class Cost
{
    /// <summary>What a step of elementwise work weighs: it is bound by loads and stores, a product by its multiply-adds.</summary>
    private const double Elementwise = 4;

    /// <param name="batch">Examples of a step.</param>
    public static double OfStep(Graph graph, int batch) =>
        graph.Nodes.Sum(node => node.Stage switch { Stage.Example => batch * Of(node), Stage.Shared => Of(node), _ => 0.0 });

    private static double Of(Node node) => node.Operation switch
    {
        LinearOperation => (double)node.Shape.Count * node.Inputs[0].Shape.Columns,
        HeadLinearOperation heads => (double)node.Shape.Count * node.Inputs[0].Shape.Columns / heads.Heads,
        AttentionWeightsOperation weights => Elementwise * node.Inputs[0].Shape.Count * node.Inputs[1].Shape.Rows / weights.Blocks,
        AttentionMixOperation mix => Elementwise * node.Shape.Count * node.Inputs[1].Shape.Rows / mix.Blocks,

        // Read in place by what follows.
        GatherOperation => 0,
        LayerNormOperation => 3 * Elementwise * node.Shape.Count,
        _ => Elementwise * node.Shape.Count,
    };
}
