using System.Collections.Immutable;
using GrokBench.Models.Measures;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Runner.Execution;

/// <summary>
/// What one training must deliver: every evaluation, measure and step that any asker needs, and all that a record which it replaces held, so that two
/// observers never undo each other's work.
/// </summary>
internal sealed class RunDemand
{
    private readonly ImmutableArray<RunSpec> askers;
    private readonly HashSet<long> evaluations;
    private readonly long atLeast;
    private readonly ImmutableArray<string> stopSeries;

    /// <param name="askers">Of one identity.</param>
    /// <param name="replaced">The finished record that holds too little; null when there is none.</param>
    public RunDemand(ImmutableArray<RunSpec> askers, StoredRun? replaced, IReadOnlyDictionary<string, IMeasure> known)
    {
        this.askers = askers;
        var training = askers[0].Training;
        Splits = [.. ((ITask)training.Task.Kind).Shape(training.Task).Splits];
        Steps = [.. askers.SelectMany(spec => spec.Observation.Schedule.Expand(spec.Observation.Steps)).Concat(replaced?.Curve.Steps ?? []).Distinct().Order()];
        evaluations = [.. Steps];
        atLeast = replaced?.Record.Steps ?? 0;
        Snapshots = askers.Any(spec => spec.Observation.Snapshots) || replaced?.Record.Snapshots is not null;

        var kept = known.Where(pair =>
            replaced is not null && pair.Value.Obstacle(training) is null && pair.Value.Series(training).All(replaced.Curve.Series.ContainsKey));
        Measures =
        [
            .. askers.SelectMany(spec => spec.Observation.Measures).Concat(kept.Select(pair => pair.Key)).Distinct().Order(StringComparer.Ordinal)
                .Select(name => known[name]),
        ];
        Series = askers.SelectMany(spec => Coverage.SeriesOf(spec, known)).Concat(Measures.SelectMany(measure => measure.Series(training)))
            .ToImmutableSortedSet(StringComparer.Ordinal);
        stopSeries = [.. askers.SelectMany(spec => spec.Observation.Events).Select(spec => spec.Series).Distinct()];
    }

    public ImmutableArray<string> Splits { get; }

    /// <summary>Evaluation steps, ascending, as far as the longest budget.</summary>
    public ImmutableArray<long> Steps { get; }

    public ImmutableArray<IMeasure> Measures { get; }

    public ImmutableSortedSet<string> Series { get; }

    /// <summary>Whether snapshots of the table are taken on the way.</summary>
    public bool Snapshots { get; }

    public bool Evaluates(long step) => evaluations.Contains(step);

    /// <summary>Whether every asker has all it needs. Changes at evaluations only, and depends on the curve alone: an interruption does not move it.</summary>
    public bool MetBy(CurveBuilder curve) =>
        curve.LastStep >= atLeast && curve.ToCurve(stopSeries) is var soFar && askers.All(spec => Coverage.End(soFar, spec.Observation) is not null);

    /// <summary>Whether an unfinished run was watched just as this one is to be, so far.</summary>
    public bool Continues(Checkpoint checkpoint) =>
        checkpoint.Step <= Steps[^1]
        && checkpoint.Snapshots is not null == Snapshots
        && MeasureVersions.AreOfToday(checkpoint.Measures, Measures)
        && checkpoint.Curve.Series.Keys.SequenceEqual(Series)
        && checkpoint.Curve.Steps.SequenceEqual(Steps.TakeWhile(step => step <= checkpoint.Step));
}
