namespace GrokBench.Tensors.Graphs;

/// <summary>c·A. Inputs: A.</summary>
public sealed record ScaleOperation(double Factor) : ElementwiseOperation
{
    internal override string Key => FormattableString.Invariant($"scale {Factor:R}");
}
