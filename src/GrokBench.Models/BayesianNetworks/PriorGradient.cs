using GrokBench.Tensors.Engines;

namespace GrokBench.Models.BayesianNetworks;

/// <summary>The gradient of Σ KL(N(μ, σ²) ‖ N(0, 1)), times a share: μ for each mean μ, and σ² - 1 for each ln σ.</summary>
internal sealed class PriorGradient(IProgram program)
{
    private readonly Part[] parts =
    [
        .. program.Graph.Parameters.Slices.Select(tensor => new Part(
            program.Gradient.Part(tensor.Offset, tensor.Shape.Count), program.Parameters.Part(tensor.Offset, tensor.Shape.Count),
            PosteriorTensors.HoldsLogStds(tensor))),
    ];

    /// <summary>Adds it to the program's gradient. Allocates nothing.</summary>
    public void Add(double share)
    {
        foreach (var (gradient, values, areLogStds) in parts)
        {
            if (areLogStds) gradient.AddScaledGrowth(share, 2, values);
            else gradient.AddScaled(share, values);
        }
    }

    private sealed record Part(IVector Gradient, IVector Values, bool AreLogStds);
}
