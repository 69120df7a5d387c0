using System.Text.Json;
using GrokBench.Reports.Comparing;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Tracking;

/// <summary>
/// <c>history.json</c>: a history with every number that its charts show. Keys in camel case and in a fixed order, lines end in LF, numbers
/// round-trip; lists that follow the versions have null where a version has none. Ratios are logarithms, later over earlier.
/// </summary>
public static class HistoryJson
{
    /// <summary>Version of the format.</summary>
    public const int Schema = 1;

    public static string Write(VersionHistory history) => JsonSerializer.Serialize(
        new
        {
            Schema,
            VersionHistory.Level,
            Versions = history.Versions.Select(Version),
            LeftOut = history.LeftOut.Select(Version),
            Suites = history.Suites.Select(suite => Suite(history, suite)),
        },
        ComparisonJson.Options) + "\n";

    private static object Version(TrackedVersion version) => new
    {
        version.Label,
        version.Origin.Version,
        version.Origin.Commit,
        version.Origin.Profile,
        version.Origin.Engine,
        version.Origin.Generated,
    };

    private static object Suite(VersionHistory history, SuiteHistory suite) => new
    {
        Suite = suite.Name,
        Runs = suite.Cells.Sum(cell => cell.Runs.Length),
        suite.Moved,
        Obstacles = suite.Obstacles.ToArray(),
        suite.Level,
        Steps = suite.Steps.Select(step => new
        {
            step.Event,
            From = history.Versions[step.Version].Label,
            step.P,
            Size = Bounded(step.Size),
            step.Grid,
            Cells = step.Cells.Select(cell => new { cell.Cell, LogRatio = Bounded(cell.LogRatio) }),
        }),
        Claims = suite.Claims.Select(claim => new
        {
            claim.Claim,
            Verdicts = claim.Versions.Select(version => version is null ? null : HistoryText.Word(version)),
        }),
        Cells = suite.Cells.Select(cell => new
        {
            cell.Cell,
            Noise = Finite(cell.Noise),
            Moved = cell.Runs.Count(run => run.HasMoved),
            Generalise = Each(history, version => cell.Generalise(version) is { Of: > 0 } rate ? new { rate.Count, rate.Of } : null),
            Memorised = Each(history, version => Bounded(cell.Median(SuiteHistory.Memorises, version))),
            Generalised = Each(history, version => Bounded(cell.Median(RunPair.Generalises, version))),
            Seeds = cell.Runs.Select(run => new
            {
                run.Seed,
                Digests = run.Versions.Select(version => version?.Digest[..RunSnapshot.DigestLength]),
                Memorised = Each(history, version => Bounded(run.Time(SuiteHistory.Memorises, version))),
                Generalised = Each(history, version => Bounded(run.Time(RunPair.Generalises, version))),
            }),
        }),
    };

    private static IEnumerable<object?> Each(VersionHistory history, Func<int, object?> of) =>
        history.Versions.Select((_, version) => of(version));

    private static object? Bounded(Reading? reading) =>
        reading is { } known ? new { Value = Finite(known.Value), Bound = known.Bound.ToString().ToLowerInvariant() } : null;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
