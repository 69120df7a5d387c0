namespace GrokBench.Tensors.Graphs;

/// <summary>
/// Each row minus its mean, over the square root of its (biased) variance plus epsilon, times gain plus bias.
/// Inputs: A (T x D), gain (1 x D), bias (1 x D).
/// </summary>
public sealed record LayerNormOperation(double Epsilon) : RowwiseOperation
{
    internal override string Key => FormattableString.Invariant($"norm {Epsilon:R}");

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 3, 3);
        var (a, gain, bias) = (inputs[0], inputs[1], inputs[2]);
        Require(gain.Stage != Stage.Example && bias.Stage != Stage.Example, "a gain and a bias cannot depend on the example");
        Require(
            gain.Shape == new Shape(1, a.Shape.Columns) && bias.Shape == gain.Shape,
            $"gain {gain.Shape} and bias {bias.Shape} on {a.Shape}");
        return a.Shape;
    }

    public override double MultiplyAdds(Node node) => node.Shape.Count;

    internal override double Weight(Node node) => 3 * ElementwiseWeight * node.Shape.Count;
}
