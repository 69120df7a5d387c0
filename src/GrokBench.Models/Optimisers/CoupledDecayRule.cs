using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Optimisers;

/// <summary>Weight decay as the gradient of a penalty: g ← g + decay·p, seen by whatever rule follows.</summary>
public sealed class CoupledDecayRule(double decay) : IUpdateRule
{
    public IReadOnlyList<string> StateNames => [];

    public void Apply(IVector parameters, IVector gradient, IReadOnlyList<IVector> state, long step) => gradient.AddScaled(decay, parameters);
}
