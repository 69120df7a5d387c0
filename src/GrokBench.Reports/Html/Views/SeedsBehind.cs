using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Html.Views;

/// <summary>Which evidence an estimate over the seeds of a cell was made from. Estimates name their quantity, and their cell only where their check has several.</summary>
public static class SeedsBehind
{
    /// <summary>Null for statistics over cells, and where several cells could be meant.</summary>
    public static CellEvidence? Of(ClaimResult claim, Estimate estimate)
    {
        if (estimate.SeedsHolding is null) return null;
        CellEvidence[] named = [.. claim.Cells.Where(cell => estimate.Label == cell.Quantity || estimate.Label == $"{cell.Quantity}, {cell.Cell}")];
        if (named.Length < 2) return named.FirstOrDefault();

        // Parts of a claim that ask for the same of different cells are told apart by their numbers, and equal numbers by their order.
        CellEvidence[] matching = [.. named.Where(cell => Agree(cell, estimate))];
        Estimate[] alike = [.. claim.Estimates.Where(other => other.Label == estimate.Label && matching.Any(cell => Agree(cell, other)))];
        var index = Array.FindIndex(alike, other => ReferenceEquals(other, estimate));
        return matching.Length == 1 ? matching[0] : matching.Length == alike.Length ? matching.ElementAtOrDefault(index) : null;
    }

    /// <summary>The estimate's label, with its cell where another estimate of the claim has the same.</summary>
    public static string Label(ClaimResult claim, Estimate estimate) =>
        claim.Estimates.Count(other => other.Label == estimate.Label) > 1 && Of(claim, estimate) is { } cell ? $"{estimate.Label}, {cell.Cell}" : estimate.Label;

    /// <summary>What is known of each seed that was run.</summary>
    public static ImmutableArray<Reading> Readings(CellEvidence cell) => [.. cell.Seeds.Where(seed => seed.Run is not null).Select(seed => seed.Reading)];

    private static bool Agree(CellEvidence cell, Estimate estimate)
    {
        var readings = Readings(cell);
        if (readings.IsEmpty || cell.Seeds.Count(seed => seed.Holds == true) != estimate.SeedsHolding) return false;
        var interval = MedianInterval.Of(readings);
        return interval.Low == estimate.Low && interval.High == estimate.High;
    }
}
