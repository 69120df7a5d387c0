using System.Collections.Immutable;
using GrokBench.Models;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Tests.Judging.Generated;

/// <summary>Results for the runs of a suite, without training.</summary>
internal static class GeneratedRuns
{
    /// <summary>Every run is there, every event happened, and every number is finite.</summary>
    public static ResultSet Whole(Suite suite) => new(Runs(suite).Select(run => Result(run.Spec, run.Cell, (step, share) => share)));

    /// <summary>Cells have few runs, and those of neighbours none in common; some series are never numbers, some events never happen.</summary>
    public static ResultSet Broken(Suite suite) => new(
        from run in Runs(suite)
        where (int)(run.Spec.Training.Seed % 2) == run.Cell % 2
        select Result(run.Spec, run.Cell, (step, share) => (run.Cell % 4) switch
        {
            0 => double.NaN,
            1 => 0,
            2 => double.PositiveInfinity,
            _ => -share,
        }));

    private static IEnumerable<(RunSpec Spec, int Cell)> Runs(Suite suite) => suite.Groups
        .SelectMany(group => group.Cells.SelectMany((cell, i) => cell.Runs.Select(run => (Spec: run, Cell: i)))).DistinctBy(run => run.Spec);

    private static RunResult Result(RunSpec spec, int cell, Func<long, double, double> value)
    {
        var steps = spec.Observation.Schedule.Expand(spec.Observation.Steps);
        var noise = new RandomStream(spec.Training.Seed, $"cell{cell}");
        var series = Coverage.SeriesOf(spec, Catalogue.Measures).ToImmutableSortedDictionary(
            name => name, name => (ImmutableArray<double>)[.. steps.Select((step, i) => value(step, Math.Min(1, (step + 1 + noise.Uniform((ulong)i)) / (20 + cell))))], StringComparer.Ordinal);
        var unobserved = spec with { Observation = spec.Observation with { Events = [] } };
        var record = SyntheticRuns.Result(unobserved, new SyntheticCurve(10, 20, 100, spec.Training.Seed, 0.1, new Schedule(0, 10))).Record;
        return new RunResult(spec, record with { Status = RunStatus.Complete, Steps = steps[^1] }, new Curve(steps, series));
    }
}
