using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Optimisers;

/// <summary>Gradient descent on the loss and a penalty: p ← p - rate·(g + decay·p).</summary>
public sealed class DescentRule(LearningRate rate, double decay = 0) : IUpdateRule
{
    public IReadOnlyList<string> StateNames => [];

    public void Apply(IVector parameters, IVector gradient, IReadOnlyList<IVector> state, long step)
    {
        if (decay == 0) parameters.AddScaled(-rate.At(step), gradient);
        else parameters.Descend(gradient, rate.At(step), decay);
    }
}
