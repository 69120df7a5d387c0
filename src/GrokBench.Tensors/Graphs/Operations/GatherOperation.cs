using System.Collections.Immutable;

namespace GrokBench.Tensors.Graphs;

/// <summary>
/// Row i of the result is row <c>token[Columns[i]]·<paramref name="Multiplier"/> + Offsets[i]</c> of the table. Inputs: table (V x D).
/// Result: Columns.Length x D. A one-hot input layer is this followed by <see cref="SumRowsOperation"/>: a one-hot vector is never multiplied.
/// </summary>
public sealed record GatherOperation(ImmutableArray<int> TokenColumns, ImmutableArray<int> Offsets, int Multiplier = 1) : Operation
{
    internal override string Key => FormattableString.Invariant($"gather {List(TokenColumns)} {List(Offsets)} {Multiplier}");

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 1, 1);
        Require(inputs[0].Stage != Stage.Example, "a table cannot depend on the example");
        Require(Offsets.Length == TokenColumns.Length, "one offset per token column");
        Require(Multiplier > 0, $"{Multiplier} rows per token");
        return new Shape(TokenColumns.Length, inputs[0].Shape.Columns);
    }

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Stage.Example;

    public override double MultiplyAdds(Node node) => node.Shape.Count;

    /// <summary>Read in place by what follows.</summary>
    internal override double Weight(Node node) => 0;

    internal override int[] Needs(Node node, int input, int[] rows) => AllRows(node.Inputs[input]);

    internal override Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input) =>
        target.Apply(new GatherOperation([.. rows.Select(i => TokenColumns[i])], [.. rows.Select(i => Offsets[i])], Multiplier), input(0));

    /// <summary>It is where tokens come from.</summary>
    internal override IEnumerable<(Node Input, int Row)>? Sources(Node node, int row) => null;
}
