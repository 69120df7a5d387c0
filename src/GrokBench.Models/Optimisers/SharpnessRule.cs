using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>
/// Sharpness-aware minimisation (Foret et al. 2021, equation 2 with p = 2): the gradient becomes that at w + radius·g/‖g‖, all tensors
/// together. Weight decay, coupled or not, takes no part in the ascent, where the published code has it in its loss. Where radius/‖g‖ is
/// no normal number of float32 (‖g‖ is 0, infinite, not a number, or next to one of them) the gradient stays as it is. Where the loss at
/// w + radius·g/‖g‖ is not finite, neither is the gradient: training diverges.
/// </summary>
/// <param name="radius">Above 0.</param>
public sealed class SharpnessRule(double radius) : IUpdateRule
{
    private const string Name = "sam";

    internal static SharedRule Shared { get; } = new(
        new(Name, SettingType.Either(SettingType.OneOf("none"), SettingType.Number(0, leastExcluded: true)), "none",
            "Radius of sharpness-aware minimisation: the gradient is that at so many units along the gradient (Foret et al. 2021)."),
        settings => settings[Name].Content is double radius ? new SharpnessRule(radius) : null);

    public RulePlace Place => RulePlace.Probe;

    public RuleReach Reach => RuleReach.All;

    /// <summary>A copy of the parameters, from which they are restored.</summary>
    public int ScratchVectors => 1;

    public int Gradients => 1;

    public void Apply(RuleScope scope, long step)
    {
        var (parameters, gradient, copy) = (scope.Parameters, scope.Gradient, scope.Scratch[0]);
        var factor = radius / Math.Sqrt(gradient.Dot(gradient, 0, gradient.Count));
        if (!float.IsNormal((float)factor)) return;
        copy.Assign(parameters);
        parameters.AddScaled(factor, gradient);
        var loss = scope.Differentiate();
        parameters.Assign(copy);
        if (!double.IsFinite(loss)) gradient.Scale(double.NaN);
    }
}
