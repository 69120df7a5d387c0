using System.Collections.Immutable;

namespace GrokBench.Models.Optimisers;

/// <summary>The rules that every <see cref="Optimiser"/> can have.</summary>
internal static class SharedRules
{
    /// <summary>
    /// In the order in which they act. Published code says it: sharpness-aware minimisation clips the gradient at the perturbed
    /// parameters (Foret et al.), Grokfast filters the clipped gradient (Lee et al.), and ⊥Grad wraps the optimiser that is handed the
    /// result (Prieto et al.).
    /// </summary>
    public static readonly ImmutableArray<SharedRule> InOrder =
    [
        SharpnessRule.Shared,
        GradientClipRule.Shared,
        SlowGradient.Shared,
        OrthogonalRule.Shared,
        FixedNormRule.Shared,
    ];
}
