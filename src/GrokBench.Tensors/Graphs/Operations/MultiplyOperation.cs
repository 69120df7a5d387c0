namespace GrokBench.Tensors.Graphs;

/// <summary>A·B, element by element. Inputs: A (T x D), B (T x D). One of them may be a parameter, repeated for every example.</summary>
public sealed record MultiplyOperation : Operation
{
    internal override string Key => "multiply";

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 2, 2);
        Require(inputs[0].Shape == inputs[1].Shape, $"{inputs[0].Shape} times {inputs[1].Shape}, element by element");
        return inputs[0].Shape;
    }

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Later(inputs);

    public override double MultiplyAdds(Node node) => node.Shape.Count;

    internal override double Weight(Node node) => ElementwiseWeight * node.Shape.Count;

    internal override int[] Needs(Node node, int input, int[] rows) => rows;

    internal override Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input) =>
        target.Apply(this, input(0), input(1));

    internal override IEnumerable<(Node Input, int Row)> Sources(Node node, int row) => [(node.Inputs[0], row), (node.Inputs[1], row)];
}
