namespace GrokBench.Tensors.Graphs;

/// <summary>What weights and mixes of attention have in common where their rows fall into blocks.</summary>
internal static class AttentionBlocks
{
    /// <exception cref="ArgumentException">The rows of the two do not fall into so many equal blocks.</exception>
    public static void Require(int blocks, Node a, Node b)
    {
        GraphBuilder.Require(
            blocks > 0 && a.Shape.Rows % blocks == 0 && b.Shape.Rows % blocks == 0, $"{blocks} blocks of {a.Shape} and {b.Shape}");
        GraphBuilder.Require(
            blocks == 1 || (a.Stage != Stage.Example && b.Stage != Stage.Example), "what belongs to an example has one block");
    }

    /// <summary>The keys that a query's row sees.</summary>
    /// <param name="keys">Rows of all blocks.</param>
    public static IEnumerable<int> Seen(AttentionWeightsOperation weights, int keys, int row) =>
        Enumerable.Range(row / weights.Visible.Length * (keys / weights.Blocks), weights.Visible[row % weights.Visible.Length]);
}
