using GrokBench.Models.Kinds;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Optimisers;

/// <summary>
/// Shortens the gradient, all tensors together, to an Euclidean norm of at most <paramref name="limit"/>:
/// g ← g·min(1, limit/(‖g‖ + 10⁻⁶)), as PyTorch's clip_grad_norm_ does.
/// </summary>
/// <param name="limit">Above 0.</param>
public sealed class GradientClipRule(double limit) : IUpdateRule
{
    internal static readonly Setting Setting = new("gradient-clip",
        SettingType.Either(SettingType.OneOf("none"), SettingType.Number(0, leastExcluded: true)), "none",
        "Greatest Euclidean norm of the loss gradient, all tensors together; none for no clipping.");

    public IReadOnlyList<string> StateNames => [];

    public bool ActsOnAll => true;

    public void Apply(IVector parameters, IVector gradient, IReadOnlyList<IVector> state, long step)
    {
        var factor = limit / (Math.Sqrt(gradient.Dot(gradient, 0, gradient.Count)) + 1e-6);
        if (factor < 1) gradient.Scale(factor);
    }

    /// <summary>The rule that the settings ask for, or none.</summary>
    internal static IEnumerable<IUpdateRule> From(Choice settings) =>
        settings["gradient-clip"].Content is double limit ? [new GradientClipRule(limit)] : [];
}
