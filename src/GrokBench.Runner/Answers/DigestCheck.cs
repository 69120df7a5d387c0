using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Reports;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Answers;

/// <summary>
/// The runs behind a report, held against the digests that an earlier report has of them. That one's digest may be of an earlier step,
/// where a run was trained on there for another cell: any link of a trajectory may be the expected one.
/// </summary>
/// <param name="Runs">Each with the link that was expected of it; null where none was.</param>
/// <param name="Missing">Expected digests that no run has.</param>
/// <param name="StandIns">Tasks that stand in for those whose files are missing here.</param>
public sealed record DigestCheck(
    ImmutableArray<(RunSummary Run, TrajectoryPoint? Link)> Runs, ImmutableArray<string> Missing, ImmutableArray<string> StandIns)
{
    /// <param name="expected">Digests or their first digits, in lower case.</param>
    public static DigestCheck Of(ImmutableArray<string> expected, BenchReport report)
    {
        RunSummary[] runs = [.. report.Suites.SelectMany(suite => suite.Runs)];
        return new DigestCheck(
            [.. runs.Select(run => (run, run.Trajectory.Select(link => (TrajectoryPoint?)link).LastOrDefault(IsExpected)))],
            [.. expected.Where(digest => !runs.Any(run => run.Trajectory.Any(link => IsOf(digest, link))))],
            [.. report.Suites.SelectMany(suite => suite.StandIns).Distinct()]);

        bool IsExpected(TrajectoryPoint? link) => expected.Any(digest => IsOf(digest, link!.Value));
    }

    public int Differing => Runs.Count(run => run.Link is null);

    /// <summary>Whether every run has an expected digest, and every expected digest is some run's.</summary>
    public bool Agrees => Differing == 0 && Missing.IsEmpty;

    /// <summary><c>all 4 digests agree</c>, <c>2 of 4 runs differ</c>.</summary>
    public string Text => this switch
    {
        { Agrees: true } => string.Create(CultureInfo.InvariantCulture, $"all {Runs.Length} digests agree"),
        { Differing: 0, Missing.Length: 1 } => "1 expected digest is missing",
        { Differing: 0 } => string.Create(CultureInfo.InvariantCulture, $"{Missing.Length} expected digests are missing"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Differing} of {Runs.Length} runs differ"),
    };

    private static bool IsOf(string digest, TrajectoryPoint link) => link.Digest.StartsWith(digest, StringComparison.Ordinal);
}
