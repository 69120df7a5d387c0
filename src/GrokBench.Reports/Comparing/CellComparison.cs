using System.Collections.Immutable;
using GrokBench.Reports.Statistics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Comparing;

/// <summary>A cell's paired runs in two versions.</summary>
/// <param name="LogRatio">
/// Of ln(t_gen newer / t_gen older), of pairs of which at least one run generalises; null where there are none.
/// </param>
/// <param name="Grid">
/// ln of how far evaluations are apart where the event was seen, the median over both versions: no smaller change of a single run is
/// visible. NaN where the event was never seen.
/// </param>
/// <param name="Times">Of this cell's pairs alone: shown, and never decides.</param>
/// <param name="Rates">Likewise.</param>
/// <param name="CostRatio">Median of core-seconds per step, newer over older; null where no pair tells.</param>
public sealed record CellComparison(
    string Cell, ImmutableArray<RunPair> Pairs, MedianInterval? LogRatio, double Grid, StratifiedSignFlip Times, PairedShares Rates,
    double? CostRatio)
{
    public int Identical => Pairs.Count(pair => pair.SameBits);

    public bool HasMoved => Identical < Pairs.Length;

    public int NewerGeneralise => Pairs.Count(pair => pair.NewerGeneralises == true);

    public int OlderGeneralise => Pairs.Count(pair => pair.OlderGeneralises == true);

    /// <summary>The first step at which a pair's states are known to differ; null where all have the same bits.</summary>
    public long? FirstDifference => Pairs.Min(pair => pair.FirstDifference);

    /// <summary>The median is known to be later by more than evaluations are apart.</summary>
    public bool IsSlower => LogRatio is { } ratio && ratio.Median.Low > Grid;

    /// <summary>Likewise earlier.</summary>
    public bool IsFaster => LogRatio is { } ratio && ratio.Median.High < -Grid;

    /// <summary>It is a control of which no older run generalises and some newer one does.</summary>
    public bool ControlGeneralises => OlderGeneralise == 0 && Pairs.Any(pair => pair.Newer.IsControl && pair.IsGained);

    /// <param name="pairs">At least one.</param>
    public static CellComparison Of(string cell, ImmutableArray<RunPair> pairs)
    {
        Reading[] ratios = [.. RatiosOf(pairs)];
        double[] costs = [.. pairs.Select(pair => pair.CostRatio).OfType<double>()];
        return new CellComparison(
            cell, pairs, ratios.Length == 0 ? null : MedianInterval.Of(ratios), GridOf(pairs), StratifiedSignFlip.Of([ratios]),
            RatesOf(pairs), costs.Length == 0 ? null : Quantile.Of(costs, 0.5));
    }

    /// <summary>Pairs of which neither run generalises say nothing of when.</summary>
    internal static IEnumerable<Reading> RatiosOf(IEnumerable<RunPair> pairs) => pairs.Select(pair => pair.LogRatio).OfType<Reading>()
        .Where(ratio => ratio != Reading.Unknown);

    internal static PairedShares RatesOf(ImmutableArray<RunPair> pairs) =>
        new(pairs.Count(pair => pair.IsGained), pairs.Count(pair => pair.IsLost));

    private static double GridOf(ImmutableArray<RunPair> pairs)
    {
        double[] gaps =
        [
            .. pairs.SelectMany(pair => new[] { pair.Newer, pair.Older })
                .Where(run => RunPair.Time(run) is { Exact: true }).Select(run => run.Events[RunPair.Generalises])
                .Select(seen => SpecialFunctions.Log(seen.High / seen.Low)),
        ];
        return gaps.Length == 0 ? double.NaN : Quantile.Of(gaps, 0.5);
    }
}
