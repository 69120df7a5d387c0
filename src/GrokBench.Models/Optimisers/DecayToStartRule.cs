namespace GrokBench.Models.Optimisers;

/// <summary>
/// Decay towards the parameters before the first update (Power et al. 2022, A.1.2): p ← p + rate·decay·(p₀ - p). Must be the first rule of
/// its chain that changes parameters.
/// </summary>
public sealed class DecayToStartRule(LearningRate rate, double decay) : IUpdateRule
{
    public RulePlace Place => RulePlace.Update;

    public RuleReach Reach => RuleReach.Group;

    public IReadOnlyList<string> StateNames { get; } = ["start"];

    public void Apply(RuleScope scope, long step)
    {
        var (parameters, start) = (scope.Parameters, scope.State[0]);
        if (step == 1) start.Assign(parameters);
        var share = rate.At(step) * decay;
        parameters.Scale(1 - share);
        parameters.AddScaled(share, start);
    }
}
