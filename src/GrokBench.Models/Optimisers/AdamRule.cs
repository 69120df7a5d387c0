using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Optimisers;

/// <summary>
/// The Adam update with bias correction (Kingma and Ba 2015, algorithm 1), after weight decay beside the gradient (Loshchilov and Hutter 2019),
/// p ← p·(1 - rate·decay); see <see cref="IVector.AdamUpdate"/>.
/// </summary>
public sealed class AdamRule(LearningRate rate, double beta1, double beta2, double epsilon, double decay) : IUpdateRule
{
    private readonly RunningPower power1 = new(beta1), power2 = new(beta2);

    public RulePlace Place => RulePlace.Update;

    public RuleReach Reach => RuleReach.Group;

    public IReadOnlyList<string> StateNames { get; } = ["first-moment", "second-moment"];

    public void Apply(RuleScope scope, long step)
    {
        var size = rate.At(step);
        scope.Parameters.AdamUpdate(
            scope.Gradient, scope.State[0], scope.State[1], size, beta1, beta2, 1 - power1.At(step), 1 - power2.At(step), epsilon,
            keep: 1 - (size * decay));
    }
}
