using System.Collections.Immutable;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Tracking;

/// <summary>What became of the newest version's runs and claims, version by version.</summary>
/// <param name="Versions">The oldest first.</param>
/// <param name="LeftOut">Versions of another profile than the newest, which no run of it can be held against.</param>
/// <param name="Suites">Of the newest version, by name.</param>
public sealed record VersionHistory(
    ImmutableArray<TrackedVersion> Versions, ImmutableArray<TrackedVersion> LeftOut, ImmutableArray<SuiteHistory> Suites)
{
    /// <summary>Probability, at most, that any step of any suite is found where there is none.</summary>
    public const double Level = 0.01;

    /// <summary>A pure function of the versions.</summary>
    /// <param name="snapshots">The oldest first; at least one.</param>
    public static VersionHistory Of(IReadOnlyCollection<Snapshot> snapshots)
    {
        var newest = snapshots.Last();
        var kept = snapshots.Where(version => version.Origin.Profile == newest.Origin.Profile).ToImmutableArray();
        ImmutableArray<SuiteHistory> suites =
        [
            .. newest.Suites.OrderBy(suite => suite.Name, StringComparer.Ordinal).Select(suite => SuiteHistory.Of(suite.Name, kept)),
        ];
        var tests = suites.Sum(suite => suite.Tests);
        return new(
            [.. kept.Select(TrackedVersion.Of)], [.. snapshots.Except(kept).Select(TrackedVersion.Of)],
            [.. suites.Select(suite => suite.WithSteps(Level / Math.Max(1, tests)))]);
    }
}

/// <param name="Label">The version of a reference; the folder of a result.</param>
public sealed record TrackedVersion(string Label, SnapshotOrigin Origin)
{
    private const string Reference = "reference ";

    /// <summary>Characters of a commit that tell it from others.</summary>
    private const int CommitLength = 7;

    /// <summary>For an axis: of a result the end of its path.</summary>
    public string ShortLabel => Path.GetFileName(Label.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar));

    /// <summary>Of the program that judged; empty where it was not built from a repository.</summary>
    public string ShortCommit => Origin.Commit[..Math.Min(Origin.Commit.Length, CommitLength)];

    internal static TrackedVersion Of(Snapshot snapshot) => new(
        snapshot.Name.StartsWith(Reference, StringComparison.Ordinal) ? snapshot.Name[Reference.Length..] : snapshot.Name,
        snapshot.Origin);
}
