using System.Collections.Immutable;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tracking;

/// <summary>A version from which on an event of a suite's runs comes at other times.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Version">Its place among the versions, from 0.</param>
/// <param name="P">Of the division, see <see cref="DivisiveSteps"/>.</param>
/// <param name="Size">
/// ln of the ratio of times, later over earlier, up to the steps before and after: the mean over cells whose bits moved of the medians
/// over their seeds. A bound where one is; unknown where no cell tells.
/// </param>
/// <param name="Grid">ln of how far evaluations are apart, the median over those cells: a smaller size is none.</param>
/// <param name="Cells">Those cells and their medians, the largest first.</param>
public sealed record TrackedStep(string Event, int Version, double P, Reading Size, double Grid,
    ImmutableArray<(string Cell, Reading LogRatio)> Cells)
{
    public bool IsLater => Size.Low > Grid;

    public bool IsEarlier => Size.High < -Grid;

    internal static TrackedStep Of(string name, DivisiveStep step, ImmutableArray<CellHistory> cells, int from, int to)
    {
        var moved = cells.Where(cell => cell.HasMoved)
            .Select(cell => (Cell: cell, LogRatio: cell.LogRatio(name, from, step.Version, to), Grid: cell.Grid(name)))
            .Where(cell => cell.LogRatio is not null).ToArray();
        var grids = moved.Select(cell => cell.Grid).Where(double.IsFinite).ToArray();
        return new(
            name, step.Version, step.P,
            moved.Length == 0
                ? Reading.Unknown
                : new Reading(moved.Average(cell => cell.LogRatio!.Value.Low), moved.Average(cell => cell.LogRatio!.Value.High)),
            grids.Length == 0 ? 0 : Quantile.Of(grids, 0.5),
            [
                .. moved.OrderByDescending(cell => Math.Abs(cell.LogRatio!.Value.Value))
                    .ThenBy(cell => cell.Cell.Cell, StringComparer.Ordinal)
                    .Select(cell => (cell.Cell.Cell, cell.LogRatio!.Value)),
            ]);
    }
}
