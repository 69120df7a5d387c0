using System.Collections.Immutable;
using GrokBench.Reports.Quantities;
using GrokBench.Suites;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports;

/// <summary>A finished run of a cell without its curve, as its suite sees it.</summary>
/// <param name="Phase">Null where the run has not the events that tell.</param>
/// <param name="IsStandIn">Its data stand in for those that the suite asks for.</param>
public sealed record RunSummary(
    string Cell, ulong Seed, string Id, string Engine, RunStatus Status, Phase? Phase, long LastStep, string Digest,
    ImmutableSortedDictionary<string, EventOutcome> Events, bool IsStandIn, Provenance Provenance)
{
    /// <summary>The links of its trajectory digest, of which <see cref="Digest"/> is the last.</summary>
    public ImmutableArray<TrajectoryPoint> Trajectory { get; init; } = [];

    public static ImmutableArray<RunSummary> Of(Suite suite, ResultSet results) =>
    [
        .. from @group in suite.Groups
           from cell in @group.Cells
           from spec in cell.Runs
           let run = results.Find(spec)
           where run is not null
           select new RunSummary(
               cell.Name, spec.Training.Seed, run.Record.Id, run.Record.Engine, run.Record.Status, RunPhase.Of(RunPhase.Instance.Read(run)), run.Curve.Steps[^1], run.Record.Digest,
               Suites.Records.Events.LocateAll(run.Curve, spec.Observation.Events.Where(item => run.Curve.Series.ContainsKey(item.Series))), !@group.StandIns.IsEmpty, run.Record.Provenance)
           { Trajectory = run.Record.Trajectory },
    ];
}
