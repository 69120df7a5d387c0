namespace GrokBench.Tensors.Graphs;

/// <summary>√A, element by element, of numbers that are not negative; the derivative at 0 is 0. Inputs: A.</summary>
public sealed record SquareRootOperation : ElementwiseOperation
{
    internal override string Key => "square root";
}
