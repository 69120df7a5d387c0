namespace GrokBench.Tensors.Graphs;

/// <summary>The sum of the rows, first to last. Inputs: A (T x D). Result: 1 x D.</summary>
public sealed record SumRowsOperation : MixingOperation
{
    internal override string Key => "sum";

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 1, 1);
        return new Shape(1, inputs[0].Shape.Columns);
    }
}
