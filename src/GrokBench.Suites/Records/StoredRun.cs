using System.Collections.Immutable;

namespace GrokBench.Suites.Records;

/// <summary>A run as it lies in the store, perhaps longer and evaluated more often than any one observer asked.</summary>
/// <param name="Curve">Empty for a failed run.</param>
public sealed record StoredRun(RunRecord Record, Curve Curve)
{
    /// <summary>
    /// SHA-256 (hexadecimal) of the bytes of the record's file, by which a checkpoint names the record that it is to replace; empty where
    /// it was never written.
    /// </summary>
    public string FileDigest { get; init; } = "";

    /// <summary>
    /// As far as a step: what a training that ended there would have left, but for what it might have at its own last step.
    /// </summary>
    public StoredRun Until(long step)
    {
        if (step >= Record.Steps) return this;
        var count = Curve.Steps.Count(evaluated => evaluated <= step);
        var series = Curve.Series.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value[..count], StringComparer.Ordinal);
        var record = Record with
        {
            Status = RunStatus.Complete,
            Message = null,
            Steps = step,
            Trajectory = [.. Record.Trajectory.Where(point => point.Step <= step)],
        };
        return this with { Record = record, Curve = new Curve(Curve.Steps[..count], series) };
    }
}
