using System.Collections.Immutable;
using GrokBench.Reports.Comparing;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Versions;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Tracking;

/// <summary>A suite of the newest version through all versions.</summary>
/// <param name="Cells">The quietest first: see <see cref="CellHistory.Noise"/>.</param>
/// <param name="Claims">In the suite's order.</param>
/// <param name="Obstacles">Of each version, why some of its runs are not part of this; empty where all are.</param>
/// <param name="Level">A division whose p is not above it is a step: the level of all shared between all tests.</param>
/// <param name="Steps">By event and version.</param>
public sealed record SuiteHistory(
    string Name, ImmutableArray<CellHistory> Cells, ImmutableArray<ClaimHistory> Claims, ImmutableArray<string> Obstacles, double Level,
    ImmutableArray<TrackedStep> Steps)
{
    public const string Memorises = "t_mem";

    /// <summary>Events whose times are followed.</summary>
    public static ImmutableArray<string> Events { get; } = [Memorises, RunPair.Generalises];

    /// <summary>Runs that two versions gave other bits.</summary>
    public int Moved => Cells.Sum(cell => cell.Runs.Count(run => run.HasMoved));

    /// <summary>How many events could show a step.</summary>
    internal int Tests => Events.Count(name => MovedSeries(name).Any(cell => cell.Length > 0));

    /// <summary>The smallest p that an event's runs can come to; 1 where none moved.</summary>
    public double LeastP(string name) => DivisiveSteps.LeastP(MovedSeries(name).SelectMany(cell => cell).Select(run => run.Results.Length));

    /// <param name="versions">The oldest first; the last one has the suite.</param>
    internal static SuiteHistory Of(string name, ImmutableArray<Snapshot> versions)
    {
        var suites = versions.Select(version => version.Suites.FirstOrDefault(suite => suite.Name == name)).ToImmutableArray();
        var newest = suites[^1]!;
        var pairings = suites.Select(suite => suite is null ? null : Pairing.Of(newest, suite)).ToImmutableArray();
        var runs = pairings.Select(pairing => pairing?.Pairs.ToDictionary(pair => (pair.Newer.Cell, pair.Newer.Seed), pair => pair.Older))
            .ToImmutableArray();
        return new(
            name,
            [
                .. newest.Runs.GroupBy(run => run.Cell).Select(cell => new CellHistory(cell.Key, [.. cell.Select(Run)]))
                    .OrderBy(cell => double.IsNaN(cell.Noise)).ThenBy(cell => cell.Noise).ThenBy(cell => cell.Cell, StringComparer.Ordinal),
            ],
            [.. newest.Claims.Select(claim => new ClaimHistory(claim.Id, [.. suites.Select(suite => Find(suite, claim.Id))]))],
            [.. pairings.Select(pairing => pairing is null ? "not there" : string.Join("; ", pairing.Obstacles.Select(Text)))],
            0, []);

        static ClaimSnapshot? Find(SuiteSnapshot? suite, string id) => suite?.Claims.FirstOrDefault(claim => claim.Id == id);

        static string Text((string Reason, int Runs) obstacle) => $"{Judging.Figures.Count(obstacle.Runs, "run")}: {obstacle.Reason}";

        RunHistory Run(RunSnapshot run) => new(run.Seed, [.. runs.Select(version => version?.GetValueOrDefault((run.Cell, run.Seed)))]);
    }

    internal SuiteHistory WithSteps(double level) =>
        this with { Level = level, Steps = [.. Events.SelectMany(name => StepsOf(name, level))] };

    private IEnumerable<TrackedStep> StepsOf(string name, double level)
    {
        var versions = Obstacles.Length;
        var found = DivisiveSteps.Of(MovedSeries(name), versions, level, new RandomStream(0, $"history {Name} {name}"));
        for (var i = 0; i < found.Length; i++)
        {
            var (from, to) = (i == 0 ? 0 : found[i - 1].Version, i + 1 < found.Length ? found[i + 1].Version : versions);
            yield return TrackedStep.Of(name, found[i], Cells, from, to);
        }
    }

    /// <summary>By cell, the runs whose bits moved and which saw the event in some version.</summary>
    private IEnumerable<VersionSeries[]> MovedSeries(string name) => Cells.Select(cell =>
        cell.Runs.Where(run => run.HasMoved).Select(run => run.Series(name)).OfType<VersionSeries>()
            .Where(run => run.Results.Length > 1).ToArray());
}

/// <param name="Versions">Null where a version does not have the claim.</param>
public sealed record ClaimHistory(string Claim, ImmutableArray<ClaimSnapshot?> Versions)
{
    /// <summary>Two versions that have it gave it other verdicts.</summary>
    public bool HasChanged => Versions.OfType<ClaimSnapshot>().Select(claim => claim.Verdict).Distinct().Count() > 1;
}
