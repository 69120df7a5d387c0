using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>
/// Amplifies the slow part of the gradient (Grokfast; Lee et al. 2024), in front of any optimiser: of past gradients the running mean
/// (their algorithm 2, EMA) or the mean of the last ones (algorithm 1, MA).
/// </summary>
internal static class SlowGradient
{
    /// <summary>Gradients that a mean may be of: each takes a vector as long as the parameters, saved with the state.</summary>
    public const int MostPast = 1000;

    private const string Name = "slow";

    public static SharedRule Shared { get; } = new(
        new(Name,
            SettingType.Either(
                SettingType.OneOf("none"),
                SettingType.Mapping(
                    new("kind", SettingType.OneOf("ema"), null, "Running mean of all gradients."),
                    new("alpha", SettingType.Number(0, 1), null, "Share of the mean kept from step to step."),
                    new("lambda", SettingType.Number(0), null, "Multiple of the mean that is added to the gradient.")),
                SettingType.Mapping(
                    new("kind", SettingType.OneOf("average"), null, "Mean of the last gradients."),
                    new("window", SettingType.Integer(1, MostPast), null, "How many they are."),
                    new("lambda", SettingType.Number(0), null, "Multiple of the mean that is added to the gradient."))),
            "none",
            "Adds a multiple of the gradient's slow part: of its running mean, or of the mean of the last ones (Lee et al. 2024)."),
        settings => settings[Name].Content is ImmutableSortedDictionary<string, SettingValue> stated ? From(stated) : null);

    private static IUpdateRule From(ImmutableSortedDictionary<string, SettingValue> stated)
    {
        double Number(string name) => (double)stated[name].Content;
        return stated["kind"].Equals("ema")
            ? new RunningMeanRule(Number("alpha"), Number("lambda"))
            : new LastGradientsRule((int)Number("window"), Number("lambda"));
    }

    /// <summary>
    /// μ ← α·μ + (1 - α)·g, then g ← g + λ·μ. The mean starts from the first gradient, as the published code has it; the printed
    /// algorithm starts from the parameters.
    /// </summary>
    private sealed class RunningMeanRule(double alpha, double lambda) : IUpdateRule
    {
        public RulePlace Place => RulePlace.Gradient;

        public RuleReach Reach => RuleReach.All;

        public IReadOnlyList<string> StateNames { get; } = ["slow-gradient"];

        public void Apply(RuleScope scope, long step)
        {
            var (gradient, mean) = (scope.Gradient, scope.State[0]);
            if (step == 1) mean.Assign(gradient);
            mean.Scale(alpha);
            mean.AddScaled(1 - alpha, gradient);
            gradient.AddScaled(lambda, mean);
        }
    }

    /// <summary>
    /// g ← g + λ·mean of the last gradients, this one included, as soon as there are as many as the window has. Steps come in blocks of a
    /// window: the sum of this block's gradients grows, and of the block before there are the sums from each gradient to its last. So a
    /// step takes a few additions on average, nothing is ever subtracted, and what has left the window leaves no rounding error.
    /// </summary>
    private sealed class LastGradientsRule(int window, double lambda) : IUpdateRule
    {
        public RulePlace Place => RulePlace.Gradient;

        public RuleReach Reach => RuleReach.All;

        /// <summary>The sum, then by place in a block: this block's gradients, and behind them the sums of the block before.</summary>
        public IReadOnlyList<string> StateNames => field ??=
        [
            "gradient-sum", .. Enumerable.Range(1, window).Select(place => FormattableString.Invariant($"past-gradient-{place}")),
        ];

        public void Apply(RuleScope scope, long step)
        {
            var (gradient, sum) = (scope.Gradient, scope.State[0]);
            var places = scope.State.AsSpan()[1..];
            var place = (int)((step - 1) % window);
            if (place == 0)
            {
                for (var earlier = window - 2; earlier >= 0; earlier--) places[earlier].AddScaled(1, places[earlier + 1]);
                sum.Clear();
            }

            places[place].Assign(gradient);
            sum.AddScaled(1, gradient);
            if (step < window) return;
            gradient.AddScaled(lambda / window, sum);
            if (place + 1 < window) gradient.AddScaled(lambda / window, places[place + 1]);
        }
    }
}
