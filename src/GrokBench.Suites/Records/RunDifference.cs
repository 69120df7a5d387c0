using System.Collections.Immutable;

namespace GrokBench.Suites.Records;

/// <summary>Where two trainings of one run part. At least one of link, evaluation and end is there.</summary>
/// <param name="LastLink">Step of the last common link of the trajectory before the first that differs; null where there is none.</param>
/// <param name="FirstLink">Step of the first common link that differs; null where all agree.</param>
/// <param name="Parts">
/// Names of the parts of the state that differ at that link, in the order of the state; empty where a record does not tell.
/// </param>
/// <param name="Evaluation">The first common evaluation whose numbers differ; null where all agree.</param>
/// <param name="DivergedAt">The step that ended one of them, where the other went on; null otherwise.</param>
public sealed record RunDifference(
    long? LastLink, long? FirstLink, ImmutableArray<string> Parts, CurveDifference? Evaluation, long? DivergedAt)
{
    /// <summary>The first step at which something differs.</summary>
    public long Step => new[] { FirstLink, Evaluation?.Step, DivergedAt }.OfType<long>().Min();

    /// <summary>Null where the two agree in every common link, and in every compared series at every common evaluation.</summary>
    /// <param name="compares">
    /// Which series to compare. Step losses, which are of intervals, are compared only where both are evaluated at the same steps.
    /// </param>
    public static RunDifference? Between(StoredRun one, StoredRun other, Func<string, bool> compares)
    {
        var intervals = one.Curve.Steps.SequenceEqual(other.Curve.Steps);
        var link = TrajectoryDigest.FirstDifference(one.Record.Trajectory, other.Record.Trajectory);
        var evaluation = CurveDifference.First(one.Curve, other.Curve, name => compares(name) && (intervals || !Coverage.IsStepLoss(name)));
        var end = EndedBefore(one, other) ?? EndedBefore(other, one);
        if (link is null && evaluation is null && end is null) return null;

        ImmutableArray<string> parts = link is { } step ? PartDigests.Differing(one.Record, other.Record, step) : [];
        var steps = other.Record.Trajectory.Select(point => point.Step).ToHashSet();
        var common = one.Record.Trajectory.Select(point => point.Step)
            .Where(at => steps.Contains(at) && at < (link ?? long.MaxValue)).ToArray();
        return new RunDifference(common.Length == 0 ? null : common[^1], link, parts, evaluation, end);
    }

    /// <summary>The step whose loss ended the first, where the second went beyond it.</summary>
    private static long? EndedBefore(StoredRun first, StoredRun second) =>
        first.Record.Status == RunStatus.Diverged && second.Record.Steps > first.Record.Steps && Coverage.EndedByStep(first)
            ? first.Record.Steps
            : null;
}
