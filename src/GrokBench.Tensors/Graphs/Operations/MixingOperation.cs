namespace GrokBench.Tensors.Graphs;

/// <summary>An operation each of whose rows is made from all rows of its one input.</summary>
public abstract record MixingOperation : Operation
{
    internal sealed override Stage StageOf(ReadOnlySpan<Node> inputs) => Later(inputs);

    public sealed override double MultiplyAdds(Node node) => node.Shape.Count;

    internal sealed override double Weight(Node node) => ElementwiseWeight * node.Shape.Count;

    internal sealed override int[] Needs(Node node, int input, int[] rows) => AllRows(node.Inputs[input]);

    internal sealed override Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input) => target.Apply(this, input(0));

    internal sealed override IEnumerable<(Node Input, int Row)>? Sources(Node node, int row) => null;
}
