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
    /// <summary>
    /// Steps after which the quickest cell, the slowest that still does within the budget, and the slowest of all have learnt
    /// everything.
    /// </summary>
    private const double Fastest = 2, Budget = 25, Slowest = 300;

    /// <summary>By how much more than the quickest of its seeds the slowest takes, at most.</summary>
    private const double Spread = 0.3;

    /// <summary>
    /// Every run is there and every number is finite; in every second draw the slowest cells do not learn everything. Cells differ by
    /// far more than the seeds of each, and how they do differs with the draw.
    /// </summary>
    public static ResultSet Whole(Suite suite, int draw) => new(Runs(suite).Select(run => Result(run.Spec, run.Cell, Fastest * Math.Pow((draw % 2 == 0 ? Budget : Slowest) / Fastest, Speed(run.Name, draw)), (step, share) => share)));

    /// <summary>
    /// Cells have few runs, and those of neighbours none in common; some series are never numbers, some events never happen.
    /// </summary>
    public static ResultSet Broken(Suite suite) => new(
        from run in Runs(suite)
        where (int)(run.Spec.Training.Seed % 2) == run.Cell % 2
        select Result(run.Spec, run.Cell, Slowest, (step, share) => (run.Cell % 4) switch
        {
            0 => double.NaN,
            1 => 0,
            2 => double.PositiveInfinity,
            _ => -share,
        }));

    private static double Speed(string cell, int draw) => new RandomStream((ulong)draw, cell).Uniform(0);

    private static IEnumerable<(RunSpec Spec, string Name, int Cell)> Runs(Suite suite) => suite.Groups
        .SelectMany(group => group.Cells.SelectMany((cell, i) => cell.Runs.Select(run => (Spec: run, cell.Name, Cell: i)))).DistinctBy(run => run.Spec);

    /// <param name="last">Steps after which the share of what is learnt has come to 1.</param>
    private static RunResult Result(RunSpec spec, int cell, double last, Func<long, double, double> value)
    {
        var steps = spec.Observation.Schedule.Expand(spec.Observation.Steps);
        var noise = new RandomStream(spec.Training.Seed, $"cell{cell}");
        last *= 1 + (Spread * new RandomStream(spec.Training.Seed, "seed").Uniform(0));
        var series = Coverage.SeriesOf(spec, Catalogue.Measures).ToImmutableSortedDictionary(
            name => name, name => (ImmutableArray<double>)[.. steps.Select((step, i) => value(step, Math.Min(1, (step + 1 + (0.1 * noise.Uniform((ulong)i))) / (name.StartsWith("train", StringComparison.Ordinal) ? 1 + (last / 20) : last))))], StringComparer.Ordinal);
        var unobserved = spec with { Observation = spec.Observation with { Events = [] } };
        var record = SyntheticRuns.Result(unobserved, new SyntheticCurve(10, 20, 100, spec.Training.Seed, 0.1, new Schedule(0, 10))).Record;
        return new RunResult(spec, record with { Status = RunStatus.Complete, Steps = steps[^1] }, new Curve(steps, series));
    }
}
