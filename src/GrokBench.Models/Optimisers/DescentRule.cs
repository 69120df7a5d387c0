namespace GrokBench.Models.Optimisers;

/// <summary>Gradient descent on the loss and a penalty: p ← p - rate·(g + decay·p).</summary>
public sealed class DescentRule(LearningRate rate, double decay = 0) : IUpdateRule
{
    public RulePlace Place => RulePlace.Update;

    public RuleReach Reach => RuleReach.Group;

    public void Apply(RuleScope scope, long step)
    {
        if (decay == 0) scope.Parameters.AddScaled(-rate.At(step), scope.Gradient);
        else scope.Parameters.Descend(scope.Gradient, rate.At(step), decay);
    }
}
