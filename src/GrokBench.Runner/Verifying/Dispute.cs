using System.Collections.Immutable;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Verifying;

/// <summary>A run whose records in two folders do not agree.</summary>
/// <param name="Candidate">Of the first folder.</param>
internal sealed record Dispute(Candidate Candidate, StoredRun One, StoredRun Other, RunDifference Difference)
{
    /// <summary>
    /// How far the run has to be trained to tell: to the first link that differs, or where all agree to whatever else does.
    /// </summary>
    public long Until => Difference.FirstLink ?? Difference.Step;

    /// <summary>Null where the two agree.</summary>
    public static Dispute? Between(Candidate candidate, StoredRun one, StoredRun other) =>
        RunDifference.Between(one, other, Compares(one.Record, other.Record)) is { } difference
            ? new Dispute(candidate, one, other, difference)
            : null;

    /// <summary>Whether two records may be taken to agree without a look at their curves.</summary>
    public static bool IsPlain(RunRecord one, RunRecord other) =>
        one.Status == other.Status && one.Steps == other.Steps
            && one.Trajectory.SequenceEqual(other.Trajectory) && one.SeriesDigests.SequenceEqual(other.SeriesDigests);

    /// <summary>With which of the two a training of today agrees as far as it went.</summary>
    public Side SideOf(Repeated again) => (AgreesWith(One, again), AgreesWith(Other, again)) switch
    {
        (true, true) => Side.Both,
        (true, false) => Side.One,
        (false, true) => Side.Other,
        _ => Side.Neither,
    };

    private static bool AgreesWith(StoredRun kept, Repeated again) =>
        RunDifference.Between(kept.Until(again.Run.Record.Steps), again.Run, series => !again.Repetition.LeftOut.Contains(series)) is null;

    /// <summary>All series but those of measures that both records state in different versions.</summary>
    private static Func<string, bool> Compares(RunRecord one, RunRecord other)
    {
        var (mine, theirs) = (MeasureVersions.Of(one), MeasureVersions.Of(other));
        var moved = mine.Where(stated => theirs.TryGetValue(stated.Key, out var version) && version != stated.Value)
            .Select(stated => stated.Key).ToImmutableHashSet();
        return series => !moved.Contains(MeasureVersions.MeasureOf(series));
    }
}

/// <summary>With whom a training of today agrees.</summary>
internal enum Side
{
    One,
    Other,
    Neither,

    /// <summary>It does not hold what the two differ in: a measure that this build does not have, or has in another version.</summary>
    Both,
}
