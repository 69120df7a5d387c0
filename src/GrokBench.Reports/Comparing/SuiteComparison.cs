using System.Collections.Immutable;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Comparing;

/// <summary>A suite in two versions, and what its tests decided.</summary>
/// <param name="Cells">Those with pairs, by name.</param>
/// <param name="Times">Of all trainings of all cells.</param>
/// <param name="Rates">Likewise.</param>
/// <param name="Verdicts">Claims of both versions whose verdicts differ.</param>
/// <param name="ClaimsAlone">Claims that one of the two does not have, or decides on data that stand in for the other's.</param>
/// <param name="StandIns">Of the newer version, such as <c>digits for mnist</c>.</param>
public sealed record SuiteComparison(
    string Name, Pairing Pairing, ImmutableArray<CellComparison> Cells, StratifiedSignFlip Times, PairedShares Rates,
    ImmutableArray<VerdictChange> Verdicts, ImmutableArray<string> ClaimsAlone, ImmutableArray<string> StandIns)
{
    /// <summary>After Holm's correction over the tests of all suites; 1 where nothing is tested.</summary>
    public double TimesP { get; init; } = 1;

    /// <summary>Likewise.</summary>
    public double RatesP { get; init; } = 1;

    /// <summary>
    /// The smallest change of all times, as ln of a ratio, that these pairs could have shown: neither below what the test could tell from
    /// chance nor below what evaluations are apart. Infinite where none could be shown. NaN where no bits moved, and where one was shown
    /// by censored pairs alone.
    /// </summary>
    public double LeastVisible { get; init; } = double.NaN;

    /// <summary>What is to be said of it, the worst first; at least one.</summary>
    public ImmutableArray<Change> Changes { get; init; } = [];

    public int Identical => Pairing.Pairs.Count(pair => pair.SameBits);

    public int Moved => Pairing.Pairs.Length - Identical;

    /// <summary>
    /// Of ln(t_gen newer / t_gen older) over all trainings whose bits moved and of which at least one run generalises; null where there are
    /// none.
    /// </summary>
    public MedianInterval? LogRatio =>
        CellComparison.RatiosOf(Pairing.MovedTrainings).ToArray() is { Length: > 0 } ratios ? MedianInterval.Of(ratios) : null;

    /// <summary>
    /// The size of the change: the mean of the medians of the cells whose bits moved, so that a change of some cells alone is seen, and
    /// noise is averaged. A bound where a median is one; unknown where there are none.
    /// </summary>
    public Reading Size => Timed is { Length: > 0 } cells
        ? new Reading(cells.Average(cell => cell.LogRatio!.Value.Median.Low), cells.Average(cell => cell.LogRatio!.Value.Median.High))
        : Reading.Unknown;

    /// <summary>
    /// ln of how far evaluations are apart, the median over those cells: a size below it is none. 0 where there are none.
    /// </summary>
    public double Grid => Timed.Select(cell => cell.Grid).Where(double.IsFinite).ToArray() is { Length: > 0 } grids
        ? Quantile.Of(grids, 0.5) : 0;

    private CellComparison[] Timed => [.. Cells.Where(cell => cell.HasMoved && cell.LogRatio is not null)];

    /// <summary>Median of core-seconds per step over all pairs; null where none tells.</summary>
    public double? CostRatio => Pairing.Pairs.Select(pair => pair.CostRatio).OfType<double>().ToArray() is { Length: > 0 } ratios
        ? Quantile.Of(ratios, 0.5) : null;
}
