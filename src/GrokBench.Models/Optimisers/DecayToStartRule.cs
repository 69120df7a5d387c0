using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Optimisers;

/// <summary>
/// Decay towards the parameters before the first update (Power et al. 2022, A.1.2): p ← p + rate·decay·(p₀ - p). Must be the first rule of
/// its chain that changes parameters.
/// </summary>
public sealed class DecayToStartRule(LearningRate rate, double decay) : IUpdateRule
{
    public IReadOnlyList<string> StateNames { get; } = ["start"];

    public void Apply(IVector parameters, IVector gradient, IReadOnlyList<IVector> state, long step)
    {
        if (step == 1) state[0].Assign(parameters);
        var share = rate.At(step) * decay;
        parameters.Scale(1 - share);
        parameters.AddScaled(share, state[0]);
    }
}
