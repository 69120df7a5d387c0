using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Versions;

/// <summary>What a bench came to, as far as versions are compared by it: of a result folder or of a reference.</summary>
/// <param name="Name">What it is called in messages: a folder, or <c>reference 0.1.0</c>.</param>
/// <param name="Suites">By name.</param>
public sealed record Snapshot(string Name, SnapshotOrigin Origin, ImmutableArray<SuiteSnapshot> Suites)
{
    public int Runs => Suites.Sum(suite => suite.Runs.Length);

    /// <summary>A suite, a claim of a suite or a seed of a cell that is there twice; null where none is.</summary>
    public string? Repeated => First(Suites.Select(suite => $"suite {suite.Name}"))
        ?? Suites.Select(RepeatedIn).FirstOrDefault(repeated => repeated is not null);

    private static string? RepeatedIn(SuiteSnapshot suite) => First(suite.Claims.Select(claim => $"claim {claim.Id} of {suite.Name}"))
        ?? First(suite.Runs.Select(run => FormattableString.Invariant($"seed {run.Seed} of {suite.Name} {run.Cell}")));

    private static string? First(IEnumerable<string> texts) => texts.CountBy(text => text).FirstOrDefault(text => text.Value > 1).Key;
}

/// <summary>Of what program and machine it is.</summary>
/// <param name="Version">Of the program that judged.</param>
/// <param name="Commit">Of that program; empty where it was not built from a repository.</param>
/// <param name="Engine">Identity of the engine that was asked for.</param>
/// <param name="Generated">When it was judged, as <c>verdicts.json</c> has it.</param>
public sealed record SnapshotOrigin(
    string Version, string Commit, string Profile, string Engine, string InstructionSet, string Runtime, string OperatingSystem,
    string Generated);

/// <summary>A suite's runs and verdicts.</summary>
/// <param name="StandIns">Such as <c>digits for mnist</c>; empty where no data were stood in for.</param>
/// <param name="Claims">In the suite's order.</param>
/// <param name="Runs">By cell (ordinal) and seed; a run that two cells share is there for both.</param>
public sealed record SuiteSnapshot(
    string Name, ImmutableArray<string> StandIns, ImmutableArray<ClaimSnapshot> Claims, ImmutableArray<RunSnapshot> Runs);

/// <summary>A claim's verdict and its numbers.</summary>
/// <param name="Verdict">Null where it gets none.</param>
/// <param name="IsStandIn">
/// It was decided on data that stand in for others; in a reference, which tells that by suite alone, some claim of its suite was.
/// </param>
public sealed record ClaimSnapshot(string Id, Verdict? Verdict, ImmutableArray<EstimateSnapshot> Estimates, bool IsStandIn = false);

/// <summary>A statistic with its interval. NaN where it is undefined, an infinite end where it is open.</summary>
public readonly record struct EstimateSnapshot(string Label, double Value, double Low, double High);

/// <summary>A finished run as its suite sees it.</summary>
/// <param name="Id">Hash of its training settings.</param>
/// <param name="Engine">Identity of the engine.</param>
/// <param name="Digest">The last link of the trajectory up to the last step.</param>
/// <param name="IsStandIn">Its data stand in for those that the suite asks for.</param>
/// <param name="IsControl">It is not to generalise: its labels are not the right ones, or a claim says that it never does.</param>
/// <param name="LastStep">Its last evaluation, as the suite watches it.</param>
/// <param name="Trained">Updates made, which may be more: another suite may have asked for them.</param>
/// <param name="CoreSeconds">Processor time of all of them, of the run's thread; NaN where the system does not tell.</param>
/// <param name="Processor">Model; empty where the record does not tell.</param>
/// <param name="Commit">Of the program that trained it; empty where it was not built from a repository.</param>
/// <param name="Sources">SHA-256 of the sources that decide bits; empty where the record does not tell.</param>
/// <param name="Events">
/// When each event happened: between the last evaluation before it and the evaluation at which it held. A censored event has no upper end.
/// </param>
/// <param name="Final">Last value of each series.</param>
/// <param name="Trajectory">The digest chain up to the last step: steps, and the first 16 hexadecimal digits at each.</param>
/// <param name="Settings">By path, as <c>runs.csv</c> has them.</param>
public sealed record RunSnapshot(
    string Cell, ulong Seed, string Id, string Engine, string Digest, bool IsStandIn, bool IsControl, string Status, long LastStep,
    long Trained, double CoreSeconds, string Processor, string Commit, string Sources,
    ImmutableSortedDictionary<string, Reading> Events, ImmutableSortedDictionary<string, double> Final,
    ImmutableArray<(long Step, string Digest)> Trajectory, ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>Of each digest of a trajectory, so many hexadecimal digits are kept.</summary>
    public const int DigestLength = 16;

    /// <summary>It ended because a number became NaN or infinite, and would not have generalised later.</summary>
    public bool HasDiverged => Status == "diverged";

    /// <summary><c>cpu</c> or <c>torch</c>: results of two are never paired.</summary>
    public string EngineFamily => Engine.Split('-')[0];

    /// <summary>
    /// When an event happened: the evaluation at which it held, or more than the last where it is censored. Null where the run is not
    /// watched for it.
    /// </summary>
    public Reading? TimeOf(string name) => Events.TryGetValue(name, out var found)
        ? double.IsFinite(found.High) ? Reading.Exactly(found.High) : Reading.MoreThan(found.Low)
        : null;
}
