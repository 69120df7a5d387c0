namespace GrokBench.Tensors.Graphs;

/// <summary>The rows of one input after those of the other. Inputs: A (T x D), B (U x D), ... Result: (T + U + ...) x D.</summary>
public sealed record ConcatRowsOperation : Operation
{
    internal override string Key => "concat";

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        Require(!inputs.IsEmpty, "no rows to put together");
        var rows = 0;
        foreach (var part in inputs)
        {
            Require(part.Shape.Columns == inputs[0].Shape.Columns, $"{part.Shape} after {inputs[0].Shape}");
            rows += part.Shape.Rows;
        }

        return new Shape(rows, inputs[0].Shape.Columns);
    }

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Later(inputs);

    public override double MultiplyAdds(Node node) => node.Shape.Count;

    internal override double Weight(Node node) => ElementwiseWeight * node.Shape.Count;

    internal override int[] Needs(Node node, int input, int[] rows)
    {
        var (first, count) = (node.Inputs.Take(input).Sum(part => part.Shape.Rows), node.Inputs[input].Shape.Rows);
        return [.. rows.Where(row => row >= first && row < first + count).Select(row => row - first)];
    }

    internal override Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input)
    {
        Node[] parts = [.. Enumerable.Range(0, node.Inputs.Length).Where(index => Needs(node, index, rows).Length > 0).Select(input)];
        return parts.Length == 1 ? parts[0] : target.Apply(this, parts);
    }

    internal override IEnumerable<(Node Input, int Row)>? Sources(Node node, int row) => null;
}
