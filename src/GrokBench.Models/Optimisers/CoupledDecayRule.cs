namespace GrokBench.Models.Optimisers;

/// <summary>Weight decay as the gradient of a penalty: g ← g + decay·p, seen by whatever rule follows.</summary>
public sealed class CoupledDecayRule(double decay) : IUpdateRule
{
    public RulePlace Place => RulePlace.Gradient;

    public RuleReach Reach => RuleReach.Group;

    public void Apply(RuleScope scope, long step) => scope.Gradient.AddScaled(decay, scope.Parameters);
}
