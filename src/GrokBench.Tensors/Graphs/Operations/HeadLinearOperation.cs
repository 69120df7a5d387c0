namespace GrokBench.Tensors.Graphs;

/// <summary>
/// Each head's columns through rows of a matrix of its own: row r·H + h of the result is X[r, h·d .. (h+1)·d) · W[h·d .. (h+1)·d, :].
/// Inputs: X (R x H·d), W (H·d x D), neither belonging to an example. Result: R·H x D. Followed by a summed
/// <see cref="AttentionMixOperation"/> it is a linear map of the mixed values.
/// </summary>
public sealed record HeadLinearOperation(int Heads) : Operation
{
    internal override string Key => FormattableString.Invariant($"heads {Heads}");

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 2, 2);
        var (x, weight) = (inputs[0], inputs[1]);
        Require(x.Stage != Stage.Example && weight.Stage != Stage.Example, "a product of heads cannot depend on the example");
        Require(x.Shape.Columns == weight.Shape.Rows && x.Shape.Columns % Heads == 0, $"{x.Shape} times {weight.Shape} by {Heads} heads");
        return new Shape(x.Shape.Rows * Heads, weight.Shape.Columns);
    }

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Stage.Shared;

    public override double MultiplyAdds(Node node) => (double)node.Shape.Count * node.Inputs[0].Shape.Columns / Heads;

    internal override double Weight(Node node) => MultiplyAdds(node);

    internal override int[] Needs(Node node, int input, int[] rows) => AllRows(node.Inputs[input]);

    /// <summary>The whole of it: others choose rows of it.</summary>
    internal override Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input) =>
        target.Apply(this, input(0), input(1));

    internal override IEnumerable<(Node Input, int Row)>? Sources(Node node, int row) => null;
}
