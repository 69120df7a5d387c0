namespace GrokBench.Tensors.Graphs;

/// <summary>
/// An operation that makes each row of its result from the same row of its first input alone; what else it reads belongs to no example and
/// is read whole.
/// </summary>
public abstract record RowwiseOperation : Operation
{
    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Later(inputs);

    internal sealed override int[] Needs(Node node, int input, int[] rows) => input == 0 ? rows : AllRows(node.Inputs[input]);

    internal sealed override Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input) =>
        target.Apply(this, [.. Enumerable.Range(0, node.Inputs.Length).Select(input)]);

    internal sealed override IEnumerable<(Node Input, int Row)> Sources(Node node, int row) => [(node.Inputs[0], row)];
}
