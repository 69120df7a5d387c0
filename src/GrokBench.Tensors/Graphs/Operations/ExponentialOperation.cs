namespace GrokBench.Tensors.Graphs;

/// <summary>e^A, element by element. Inputs: A.</summary>
public sealed record ExponentialOperation : ElementwiseOperation
{
    internal override string Key => "exponential";
}
