namespace GrokBench.Tensors.Graphs;

/// <summary>
/// A + B. Inputs: A (T x D), B (T x D, or 1 x D repeated for every row of A). B may be a parameter, repeated for every example.
/// </summary>
public sealed record AddOperation : Operation
{
    internal override string Key => "add";

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 2, 2);
        var (a, b) = (inputs[0], inputs[1]);
        Require(
            b.Shape.Columns == a.Shape.Columns && (b.Shape.Rows == a.Shape.Rows || b.Shape.Rows == 1), $"{a.Shape} plus {b.Shape}");
        return a.Shape;
    }

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Later(inputs);

    public override double MultiplyAdds(Node node) => node.Shape.Count;

    internal override double Weight(Node node) => ElementwiseWeight * node.Shape.Count;

    internal override int[] Needs(Node node, int input, int[] rows) => node.Inputs[input].Shape.Rows == 1 ? [0] : rows;

    internal override Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input) =>
        target.Apply(this, input(0), input(1));

    internal override IEnumerable<(Node Input, int Row)> Sources(Node node, int row) =>
        [(node.Inputs[0], row), (node.Inputs[1], node.Inputs[1].Shape.Rows == 1 ? 0 : row)];
}
