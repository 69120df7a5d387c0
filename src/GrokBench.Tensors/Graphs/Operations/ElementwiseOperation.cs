namespace GrokBench.Tensors.Graphs;

/// <summary>An operation that makes each element of its result from the same element of its one input.</summary>
public abstract record ElementwiseOperation : RowwiseOperation
{
    internal sealed override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 1, 1);
        return inputs[0].Shape;
    }

    public sealed override double MultiplyAdds(Node node) => node.Shape.Count;

    internal sealed override double Weight(Node node) => ElementwiseWeight * node.Shape.Count;
}
