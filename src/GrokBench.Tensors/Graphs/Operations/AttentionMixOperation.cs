namespace GrokBench.Tensors.Graphs;

/// <summary>
/// The values mixed with the weights of <see cref="AttentionWeightsOperation"/>: head h of row i is Σ_j P[i, j·H + h]·(head h of V's row j).
/// Inputs: P (Tq x Tk·H), V (Tk x H·d), optionally a row (1 x H·d) that every result starts from. Result: Tq x H·d. Or,
/// <paramref name="Summed"/> over the heads, Σ_j Σ_h P[i, j·H + h]·V[j·H + h]: V (Tk·H x D), result Tq x D.
/// </summary>
/// <param name="Blocks">As of the weights; one where it is summed.</param>
public sealed record AttentionMixOperation(int Heads, bool Summed, int Blocks = 1) : Operation
{
    internal override string Key => FormattableString.Invariant($"mix {Heads} {Summed} {Blocks}");

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 2, 3);
        var (weights, value, bias) = (inputs[0], inputs[1], inputs.Length == 3 ? inputs[2] : null);
        AttentionBlocks.Require(Blocks, weights, value);
        Require(Blocks == 1 || !Summed, $"{Blocks} blocks of summed heads");
        var rows = Blocks * weights.Shape.Columns / (Summed ? 1 : Heads);
        Require(
            weights.Shape.Columns % Heads == 0 && value.Shape.Rows == rows, $"weights {weights.Shape} of {Heads} heads, value {value.Shape}");
        Require(Summed || value.Shape.Columns % Heads == 0, $"{Heads} heads do not divide a width of {value.Shape.Columns}");
        Require(
            bias is null || bias.Shape == new Shape(1, value.Shape.Columns), $"a bias of {bias?.Shape} on {value.Shape.Columns} columns");
        Require(bias?.Stage != Stage.Example, "a bias cannot depend on the example");
        return new Shape(weights.Shape.Rows, value.Shape.Columns);
    }

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Later(inputs);

    public override double MultiplyAdds(Node node) => (double)node.Shape.Count * node.Inputs[1].Shape.Rows / Blocks;

    internal override double Weight(Node node) => ElementwiseWeight * node.Shape.Count * node.Inputs[1].Shape.Rows / Blocks;

    internal override int[] Needs(Node node, int input, int[] rows) => input == 0 ? rows : AllRows(node.Inputs[input]);

    internal override Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input) =>
        target.Apply(this, [.. Enumerable.Range(0, node.Inputs.Length).Select(input)]);

    /// <summary>Values out of a query's sight have weight 0: known where the weights are at hand.</summary>
    internal override IEnumerable<(Node Input, int Row)>? Sources(Node node, int row) =>
        !Summed && node.Inputs[0].Operation is AttentionWeightsOperation weights
            ? AttentionBlocks.Seen(weights, node.Inputs[1].Shape.Rows, row).Select(key => (node.Inputs[1], key))
                .Prepend((node.Inputs[0], row))
            : null;
}
