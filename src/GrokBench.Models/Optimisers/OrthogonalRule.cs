using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>
/// ⊥Grad (Prieto et al. 2025, with the constants of their code): takes away from each tensor's gradient what lies along its weights,
/// g⊥ = g - (w·g)/(w·w + 10⁻³⁰)·w, and gives it the norm back, g⊥·‖g‖/(‖g⊥‖ + 10⁻³⁰). Of a single number nothing is orthogonal to it:
/// its gradient becomes 0, where the formula would blow up what rounding has left of it.
/// </summary>
public sealed class OrthogonalRule : IUpdateRule
{
    private const string Name = "orthogonal-to-weights";
    private const double Tiny = 1e-30;

    internal static SharedRule Shared { get; } = new(
        new(Name, SettingType.Flag, false,
            "Takes away from each tensor's gradient what lies along its weights, and keeps its norm (Prieto et al. 2025)."),
        settings => settings.Flag(Name) ? new OrthogonalRule() : null);

    public RulePlace Place => RulePlace.Gradient;

    public RuleReach Reach => RuleReach.Tensor;

    public void Apply(RuleScope scope, long step)
    {
        var (weights, gradient, count) = (scope.Parameters, scope.Gradient, scope.Parameters.Count);
        if (count == 1)
        {
            gradient.Clear();
            return;
        }

        var norm = Math.Sqrt(gradient.Dot(gradient, 0, count));
        gradient.AddScaled(-weights.Dot(gradient, 0, count) / (weights.Dot(weights, 0, count) + Tiny), weights);
        var left = Math.Sqrt(gradient.Dot(gradient, 0, count));
        if (left != 0) gradient.Scale(norm / (left + Tiny));
    }
}
