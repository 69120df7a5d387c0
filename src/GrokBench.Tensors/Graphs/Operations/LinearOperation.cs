namespace GrokBench.Tensors.Graphs;

/// <summary>
/// X·W (+ b), or X·Wᵀ (+ b) when <paramref name="Transposed"/>. Inputs: X (T x I), W (I x O, or O x I when transposed), optionally b (1 x O).
/// Result: T x O. W and b never belong to an example.
/// </summary>
public sealed record LinearOperation(bool Transposed) : RowwiseOperation
{
    internal override string Key => $"linear {Transposed}";

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 2, 3);
        var (x, weight, bias) = (inputs[0], inputs[1], inputs.Length == 3 ? inputs[2] : null);
        var (inner, outer) = Transposed ? (weight.Shape.Columns, weight.Shape.Rows) : (weight.Shape.Rows, weight.Shape.Columns);
        Require(weight.Stage != Stage.Example && bias?.Stage != Stage.Example, "weights cannot depend on the example");
        Require(x.Shape.Columns == inner, $"{x.Shape} times {(Transposed ? "the transpose of " : "")}{weight.Shape}");
        Require(bias is null || bias.Shape == new Shape(1, outer), $"a bias of {bias?.Shape} on {outer} columns");
        return new Shape(x.Shape.Rows, outer);
    }

    public override double MultiplyAdds(Node node) => (double)node.Shape.Count * node.Inputs[0].Shape.Columns;

    internal override double Weight(Node node) => MultiplyAdds(node);
}
