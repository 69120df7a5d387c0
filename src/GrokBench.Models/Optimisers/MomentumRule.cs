namespace GrokBench.Models.Optimisers;

/// <summary>
/// Replaces the gradient by its running sum, as PyTorch's SGD does: v ← momentum·v + g, then g ← v, or g ← g + momentum·v when
/// <paramref name="nesterov"/>. No dampening.
/// </summary>
public sealed class MomentumRule(double momentum, bool nesterov) : IUpdateRule
{
    public RulePlace Place => RulePlace.Gradient;

    public RuleReach Reach => RuleReach.Group;

    public IReadOnlyList<string> StateNames { get; } = ["velocity"];

    public void Apply(RuleScope scope, long step)
    {
        var (gradient, velocity) = (scope.Gradient, scope.State[0]);
        velocity.Scale(momentum);
        velocity.AddScaled(1, gradient);
        if (nesterov) gradient.AddScaled(momentum, velocity);
        else gradient.Assign(velocity);
    }
}
