namespace GrokBench.Tensors.Graphs;

/// <summary>
/// Some of the example's standard normal draws, new ones in every step: columns <paramref name="First"/> to First + width - 1 of the
/// examples' noise. Zeros where the examples have none. Inputs: none. Result: 1 x width.
/// </summary>
public sealed record NoiseOperation(int Width, int First) : SourceOperation(new Shape(1, Width))
{
    internal override string Key => FormattableString.Invariant($"noise {First}");

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Stage.Example;

    private protected override void Check() => Require(First >= 0, $"noise from column {First} on");
}
