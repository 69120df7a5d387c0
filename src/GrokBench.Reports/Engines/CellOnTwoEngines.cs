using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Engines;

/// <summary>A cell's runs of equal seeds on two engines.</summary>
/// <param name="Seeds">Those finished on both, ascending.</param>
/// <param name="Memorised">t_mem; null where the runs have no such event.</param>
/// <param name="Generalised">t_gen; likewise.</param>
/// <param name="Accuracy">Medians of the last test accuracy; null where the runs have none.</param>
public sealed record CellOnTwoEngines(Cell Cell, ImmutableArray<ulong> Seeds, PairedTimes? Memorised, PairedTimes? Generalised, (double Here, double There)? Accuracy)
{
    /// <summary>Null where no seed is finished on both.</summary>
    internal static CellOnTwoEngines? Of(Cell cell, ResultSet here, ResultSet there)
    {
        (RunResult Here, RunResult There)[] pairs =
        [
            .. from spec in cell.Runs
               orderby spec.Training.Seed
               let run = (Here: here.Find(spec), There: there.Find(spec))
               where run.Here is not null && run.There is not null
               select (run.Here, run.There),
        ];
        if (pairs.Length == 0) return null;
        var rule = pairs[0].Here.Spec.Observation.Phases;
        return new CellOnTwoEngines(
            cell, [.. pairs.Select(pair => pair.Here.Spec.Training.Seed)], Times(pairs, rule.Memorised), Times(pairs, rule.Generalised), Accuracies(pairs));
    }

    private static PairedTimes? Times((RunResult Here, RunResult There)[] pairs, string name)
    {
        if (pairs[0].Here.Spec.Observation.Events.FirstOrDefault(item => item.Name == name) is not { } item) return null;
        if (pairs.Any(pair => !Has(pair.Here) || !Has(pair.There))) return null;
        return PairedTimes.Of([.. pairs.Select(pair => (Step(pair.Here), Step(pair.There)))]);

        bool Has(RunResult run) => run.Curve.Series.ContainsKey(item.Series) && !run.Curve.Steps.IsEmpty;
        Reading Step(RunResult run) => QuantityReader.Step(QuantityReader.Outcome(run, name));
    }

    private static (double Here, double There)? Accuracies((RunResult Here, RunResult There)[] pairs)
    {
        const string Series = "test.accuracy";
        if (pairs.Any(pair => !pair.Here.Curve.Series.ContainsKey(Series) || !pair.There.Curve.Series.ContainsKey(Series))) return null;
        return (Median(pairs.Select(pair => pair.Here)), Median(pairs.Select(pair => pair.There)));

        static double Median(IEnumerable<RunResult> runs) => MedianInterval.MedianOf(runs.Select(run => Reading.Exactly(run.Curve.Series[Series][^1]))).Value;
    }
}
