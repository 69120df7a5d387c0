using System.Collections.Immutable;

namespace GrokBench.Tensors.Graphs;

/// <summary>
/// What each query gives to each key: softmax over the visible keys of scale·Q·Kᵀ, per head. Inputs: Q (Tq x H·d), K (Tk x H·d).
/// Result: Tq x Tk·H; column j·H + h belongs to key j and head h.
/// </summary>
/// <param name="Visible">Per query of a block, how many of its block's keys it sees, from the first on; 1 to Tk. A key out of sight has
/// weight 0.</param>
/// <param name="Blocks">Into how many equal blocks the rows of Q and K fall, each with an attention of its own: Q (Blocks·Tq x H·d), K
/// (Blocks·Tk x H·d), result Blocks·Tq x Tk·H. One where anything belongs to an example.</param>
public sealed record AttentionWeightsOperation(int Heads, double Scale, ImmutableArray<int> Visible, int Blocks = 1) : Operation
{
    internal override string Key => FormattableString.Invariant($"weights {Heads} {Scale:R} {List(Visible)} {Blocks}");

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 2, 2);
        var (query, key) = (inputs[0], inputs[1]);
        AttentionBlocks.Require(Blocks, query, key);
        var (queries, keys) = (query.Shape.Rows / Blocks, key.Shape.Rows / Blocks);
        Require(query.Shape.Columns == key.Shape.Columns, $"query {query.Shape}, key {key.Shape}");
        Require(query.Shape.Columns % Heads == 0, $"{Heads} heads do not divide a width of {query.Shape.Columns}");
        Require(Visible.Length == queries, $"{Visible.Length} numbers of visible keys for {queries} queries");
        foreach (var count in Visible) Require(count > 0 && count <= keys, $"{count} visible keys of {keys}");
        return new Shape(query.Shape.Rows, GraphBuilder.Fitting((long)keys * Heads, "attention weights of a position"));
    }

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Later(inputs);

    public override double MultiplyAdds(Node node) => (double)node.Inputs[0].Shape.Count * node.Inputs[1].Shape.Rows / Blocks;

    internal override double Weight(Node node) => ElementwiseWeight * node.Inputs[0].Shape.Count * node.Inputs[1].Shape.Rows / Blocks;

    internal override int[] Needs(Node node, int input, int[] rows) => input == 0 ? rows : AllRows(node.Inputs[1]);

    internal override Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input)
    {
        Require(Blocks == 1, $"rows of {Blocks} blocks");
        return target.Apply(this with { Visible = [.. rows.Select(i => Visible[i])] }, input(0), input(1));
    }

    internal override IEnumerable<(Node Input, int Row)> Sources(Node node, int row) =>
        AttentionBlocks.Seen(this, node.Inputs[1].Shape.Rows, row).Select(key => (node.Inputs[1], key)).Prepend((node.Inputs[0], row));
}
