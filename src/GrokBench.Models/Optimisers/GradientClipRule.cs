using GrokBench.Models.Kinds;
namespace GrokBench.Models.Optimisers;

/// <summary>
/// Shortens the gradient, all tensors together, to an Euclidean norm of at most <paramref name="limit"/>:
/// g ← g·min(1, limit/(‖g‖ + 10⁻⁶)), as PyTorch's clip_grad_norm_ does.
/// </summary>
/// <param name="limit">Above 0.</param>
public sealed class GradientClipRule(double limit) : IUpdateRule
{
    private const string Name = "gradient-clip";

    internal static SharedRule Shared { get; } = new(
        new(Name, SettingType.Either(SettingType.OneOf("none"), SettingType.Number(0, leastExcluded: true)), "none",
            "Greatest Euclidean norm of the loss gradient, all tensors together; none for no clipping."),
        settings => settings[Name].Content is double limit ? new GradientClipRule(limit) : null);

    public RulePlace Place => RulePlace.Gradient;

    public RuleReach Reach => RuleReach.All;

    public void Apply(RuleScope scope, long step)
    {
        var gradient = scope.Gradient;
        var factor = limit / (Math.Sqrt(gradient.Dot(gradient, 0, gradient.Count)) + 1e-6);
        if (factor < 1) gradient.Scale(factor);
    }
}
