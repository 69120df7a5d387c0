namespace GrokBench.Tensors.Graphs;

/// <summary>An operation without inputs.</summary>
/// <param name="Shape">Of its value.</param>
public abstract record SourceOperation(Shape Shape) : Operation
{
    internal sealed override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 0, 0);
        Check();
        return Shape;
    }

    public sealed override double MultiplyAdds(Node node) => node.Shape.Count;

    internal sealed override double Weight(Node node) => ElementwiseWeight * node.Shape.Count;

    internal sealed override int[] Needs(Node node, int input, int[] rows) => throw new InvalidOperationException($"{node} has no inputs");

    /// <summary>The whole of it: others choose rows of it.</summary>
    internal sealed override Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input) => target.Apply(this);

    internal sealed override IEnumerable<(Node Input, int Row)>? Sources(Node node, int row) => null;

    /// <exception cref="ArgumentException">Something about it does not fit.</exception>
    private protected abstract void Check();
}
