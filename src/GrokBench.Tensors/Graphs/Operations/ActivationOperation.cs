namespace GrokBench.Tensors.Graphs;

/// <summary>An elementwise non-linearity. Inputs: A.</summary>
public sealed record ActivationOperation(Activation Activation) : ElementwiseOperation
{
    internal override string Key => $"activation {Activation}";
}
