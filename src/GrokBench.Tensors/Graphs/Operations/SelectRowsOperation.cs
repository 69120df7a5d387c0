using System.Collections.Immutable;

namespace GrokBench.Tensors.Graphs;

/// <summary>Chosen rows. Inputs: A (T x D). Result: Rows.Length x D.</summary>
public sealed record SelectRowsOperation(ImmutableArray<int> Rows) : Operation
{
    internal override string Key => $"select {List(Rows)}";

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 1, 1);
        foreach (var row in Rows) Require(row >= 0 && row < inputs[0].Shape.Rows, $"row {row} of {inputs[0].Shape}");
        return new Shape(Rows.Length, inputs[0].Shape.Columns);
    }

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Later(inputs);

    public override double MultiplyAdds(Node node) => node.Shape.Count;

    internal override double Weight(Node node) => ElementwiseWeight * node.Shape.Count;

    internal override int[] Needs(Node node, int input, int[] rows) => [.. rows.Select(row => Rows[row])];

    /// <summary>The input itself, of which nothing is there but these rows.</summary>
    internal override Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input) => input(0);

    internal override IEnumerable<(Node Input, int Row)> Sources(Node node, int row) => [(node.Inputs[0], Rows[row])];
}
