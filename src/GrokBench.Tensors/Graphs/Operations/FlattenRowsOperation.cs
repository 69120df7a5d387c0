namespace GrokBench.Tensors.Graphs;

/// <summary>The rows laid end to end. Inputs: A (T x D). Result: 1 x T·D.</summary>
public sealed record FlattenRowsOperation : MixingOperation
{
    internal override string Key => "flatten";

    internal override Shape ShapeOf(ReadOnlySpan<Node> inputs)
    {
        RequireInputs(inputs, 1, 1);
        return new Shape(1, inputs[0].Shape.Count);
    }
}
