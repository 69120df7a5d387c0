using System.Collections.Immutable;
using GrokBench.Models.Snapshots;

namespace GrokBench.Suites.Records;

/// <summary>Everything an interrupted run needs to go on as if nothing had happened, but for the learner's state.</summary>
/// <param name="Id">The run's identity.</param>
/// <param name="Engine">The engine's identity, as text.</param>
/// <param name="Step">Updates made.</param>
/// <param name="Curve">Evaluations so far; the one at <paramref name="Step"/> included where one is due.</param>
/// <param name="StepLosses">Training losses of the steps since the last evaluation, in order.</param>
/// <param name="Trajectory">Links of the digest so far.</param>
/// <param name="WallSeconds">Time worked on the run so far.</param>
/// <param name="CpuSeconds">Processor time so far; NaN where the system does not tell.</param>
/// <param name="Stack">Of how many runs' program it was one: it goes on only in such a one.</param>
/// <param name="Replaces">
/// The finished record that was there when the run was begun, by <see cref="StoredRun.FileDigest"/>; empty when there was none. It goes
/// on only beside that record.
/// </param>
/// <param name="Sources">
/// SHA-256 of the sources of the program that wrote it, see <c>Build.Sources</c>; empty where that is not known.
/// </param>
public sealed record Checkpoint(
    string Id, string Engine, long Step, Curve Curve, ImmutableArray<double> StepLosses, ImmutableArray<TrajectoryPoint> Trajectory,
    double WallSeconds, double CpuSeconds, int Stack = 1, string Replaces = "", string Sources = "")
{
    /// <summary>Versions of the measures of <see cref="Curve"/>, by name; empty in a checkpoint that does not tell.</summary>
    public ImmutableSortedDictionary<string, int> Measures { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Of the links so far; empty where the learner does not name parts, or in a checkpoint that does not tell.</summary>
    public ImmutableArray<PartDigest> Parts { get; init; } = [];

    /// <summary>Taken so far; null where nobody asked, or in a checkpoint that does not tell.</summary>
    public ImmutableArray<TableSnapshot>? Snapshots { get; init; }
}
