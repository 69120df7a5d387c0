using System.Collections.Immutable;
using GrokBench.Reports.Readings;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;

namespace GrokBench.Reports.Engines;

/// <summary>A cell's runs of equal seeds on two engines.</summary>
/// <param name="Seeds">Those finished on both, ascending.</param>
/// <param name="Memorised">t_mem; null where the runs have no such event.</param>
/// <param name="Generalised">t_gen; likewise.</param>
/// <param name="Accuracy">Medians of the last test accuracy; null where the runs have none.</param>
public sealed record CellOnTwoEngines(Cell Cell, ImmutableArray<ulong> Seeds, PairedTimes? Memorised, PairedTimes? Generalised, (double Here, double There)? Accuracy)
{
    /// <summary>Null where no seed is finished on both.</summary>
    internal static CellOnTwoEngines? Of(Cell cell, ReadingTable here, ReadingTable there)
    {
        ImmutableArray<ulong> seeds = [.. cell.Runs.Select(run => run.Training.Seed).Where(seed => here.Find(cell.Name, seed) is not null && there.Find(cell.Name, seed) is not null).Order()];
        if (seeds.IsEmpty) return null;
        var rule = cell.Runs[0].Observation.Phases;
        return new CellOnTwoEngines(cell, seeds, Times(rule.Memorised), Times(rule.Generalised), Accuracies());

        PairedTimes? Times(string name) => Pairs(name) is { } pairs ? PairedTimes.Of(pairs) : null;

        (double Here, double There)? Accuracies() => Pairs("test.accuracy at end") is { } pairs
            ? (MedianInterval.MedianOf(pairs.Select(pair => pair.Here)).Value, MedianInterval.MedianOf(pairs.Select(pair => pair.There)).Value)
            : null;

        // Null where a run lacks the quantity.
        (Reading Here, Reading There)[]? Pairs(string quantity)
        {
            var pairs = seeds.Select(seed => (Here: here.Read(cell.Name, seed, quantity), There: there.Read(cell.Name, seed, quantity))).ToArray();
            return pairs.Any(pair => pair.Here is null || pair.There is null) ? null : [.. pairs.Select(pair => (pair.Here!.Value, pair.There!.Value))];
        }
    }
}
