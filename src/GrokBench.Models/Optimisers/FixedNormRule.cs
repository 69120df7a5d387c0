using GrokBench.Models.Kinds;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Optimisers;

/// <summary>
/// Rescales the parameters, all tensors together, after each update to <paramref name="multiple"/> times their initial Euclidean norm (Liu, Michaud and Tegmark 2022,
/// section 2): training on a sphere, whose losses are the reduced losses at that norm.
/// </summary>
/// <param name="multiple">Above 0.</param>
public sealed class FixedNormRule(double multiple) : IUpdateRule
{
    private const string Name = "fixed-norm";

    private double norm;

    internal static SharedRule Shared { get; } = new(
        new(Name, SettingType.Either(SettingType.OneOf("none"), SettingType.Number(0, leastExcluded: true)), "none",
            "Last rule: rescales all parameters together to so many times their initial norm; none leaves the norm free."),
        settings => settings[Name].Content is double multiple ? new FixedNormRule(multiple) : null);

    public RulePlace Place => RulePlace.Constraint;

    public RuleReach Reach => RuleReach.All;

    public void Begin(RuleScope scope) => norm = multiple * Norm(scope.Parameters);

    public void Apply(RuleScope scope, long step) => scope.Parameters.Scale(norm / Norm(scope.Parameters));

    private static double Norm(IVector parameters) => Math.Sqrt(parameters.Dot(parameters, 0, parameters.Count));
}
