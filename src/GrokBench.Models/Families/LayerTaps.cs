namespace GrokBench.Models.Families;

/// <summary>
/// Names that families give to nodes for measures (<see cref="Tensors.Graphs.GraphBuilder.Tap"/>); see docs/families.md. A family gives those that it has; every graph has <see cref="Tensors.Graphs.Graph.OutputTap"/>.
/// </summary>
public static class LayerTaps
{
    /// <summary>A table with a row per token, which every position reads.</summary>
    public const string Embedding = "embedding";

    /// <summary>The first layer's weights on one-hot operands, a table per operand: row i·elements + t is what element t of operand i adds.</summary>
    public const string Operands = "operands";

    /// <summary>What leaves a hidden layer of a fully connected network.</summary>
    /// <param name="layer">From 1.</param>
    public static string Hidden(int layer) => FormattableString.Invariant($"hidden{layer}");

    /// <summary>The feed-forward units of a transformer's block, after the activation: a row per position.</summary>
    /// <param name="block">From 1.</param>
    public static string FeedForward(int block) => FormattableString.Invariant($"layer{block}.hidden");

    /// <summary>The same before the activation.</summary>
    /// <param name="layer">Name of the layer: <c>hidden1</c>, or <c>layer1</c> for the feed-forward units of a transformer's block.</param>
    public static string Preactivation(string layer) => $"{layer}.preactivation";
}
