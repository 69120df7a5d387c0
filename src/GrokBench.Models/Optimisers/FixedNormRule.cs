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
    internal static readonly Setting Setting = new("fixed-norm",
        SettingType.Either(SettingType.OneOf("none"), SettingType.Number(0, leastExcluded: true)), "none",
        "Last rule: rescales all parameters together to so many times their initial norm; none leaves the norm free.");

    private double norm;

    public IReadOnlyList<string> StateNames => [];

    public bool ActsOnAll => true;

    public void Begin(IVector parameters) => norm = multiple * Norm(parameters);

    public void Apply(IVector parameters, IVector gradient, IReadOnlyList<IVector> state, long step) => parameters.Scale(norm / Norm(parameters));

    /// <summary>The rule that the settings ask for, or none.</summary>
    internal static IEnumerable<IUpdateRule> From(Choice settings) =>
        settings["fixed-norm"].Content is double multiple ? [new FixedNormRule(multiple)] : [];

    private static double Norm(IVector parameters) => Math.Sqrt(parameters.Dot(parameters, 0, parameters.Count));
}
