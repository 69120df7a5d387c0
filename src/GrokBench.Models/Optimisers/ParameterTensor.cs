using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Optimisers;

/// <summary>Neighbouring parameters that have a name.</summary>
/// <param name="Offset">Of the first of them, in what they are a part of.</param>
/// <param name="Shape">They are row-major.</param>
public readonly record struct ParameterTensor(string Name, int Offset, Shape Shape)
{
    public int Count => Shape.Count;
}
