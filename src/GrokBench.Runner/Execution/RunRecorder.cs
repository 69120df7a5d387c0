using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Runner.Execution;

/// <summary>Makes the records of runs that have ended.</summary>
/// <param name="store">Which measures there are.</param>
internal sealed class RunRecorder(RunStore store, EngineChoice engines, TimeProvider clock)
{
    /// <param name="replaced">The record that held too little; null when there was none.</param>
    /// <param name="learner">At its end.</param>
    public StoredRun Finished(ImmutableArray<AskedRun> askers, RunDemand demand, StoredRun? replaced, RunTraining training, ILearner learner)
    {
        var (spec, curve) = (askers[0].Spec, training.Curve);

        // What the learner holds: a second one would not be in what the run may take of the memory.
        var data = learner.Dataset ?? ((ITask)spec.Training.Task.Kind).Create(spec.Training.Task, spec.Training.DataSeed);
        var record = new RunRecord(
            RunRecord.CurrentSchema, spec.Id.Text, engines.IdentityOf(spec.Training).ToString(), training.Divergence is null ? RunStatus.Complete : RunStatus.Diverged,
            learner.Steps, demand.Steps[^1], training.Divergence, Events.LocateAll(curve, spec.Observation.Events), Coverage.LastValues(curve),
            training.Trajectory, SeriesDigest.Of(curve), Origin(spec, training, data), training.Divergence is null ? MistakesOf(spec.Training, learner, data) : null);
        return new StoredRun(
            record with
            {
                Settings = RunSettings.Of(spec.Training),
                AskedBy = With(askers, replaced),
                Measures = MeasureVersions.Of(demand.Measures),
                Parts = training.Parts,
                Snapshots = training.Snapshots,
                Stages = learner.StageStarts,
            },
            curve);
    }

    /// <param name="training">Null when it failed before it began.</param>
    public RunRecord Failed(ImmutableArray<AskedRun> askers, string message, RunTraining? training, long steps)
    {
        var spec = askers[0].Spec;
        var record = new RunRecord(
            RunRecord.CurrentSchema, spec.Id.Text, engines.IdentityOf(spec.Training).ToString(), RunStatus.Failed, steps, spec.Observation.Steps, message,
            ImmutableSortedDictionary<string, EventOutcome>.Empty, ImmutableSortedDictionary<string, double>.Empty, training?.Trajectory ?? [],
            ImmutableSortedDictionary<string, string>.Empty, Origin(spec, training, null));
        return record with { Settings = RunSettings.Of(spec.Training), AskedBy = With(askers, null) };
    }

    /// <summary>The askers, and those of the replaced record, for whom everything that they asked for is still there.</summary>
    private ImmutableArray<Asker> With(ImmutableArray<AskedRun> askers, StoredRun? replaced)
    {
        Asker[] now = [.. askers.Select(asker => Asker.Of(asker.Suite, asker.Cell, asker.Profile, asker.IsPilot, asker.Spec.Observation, store.Measures))];
        return [.. now, .. (replaced?.Record.AskedBy ?? []).Where(before => !now.Any(before.IsSameCell))];
    }

    /// <param name="data">Null where the dataset itself may be what failed: its checksum is left empty.</param>
    private Provenance Origin(RunSpec spec, RunTraining? training, Dataset? data)
    {
        var (engine, task) = (engines.Of(spec.Training), spec.Training.Task);
        return new(
            Build.Version, Build.Commit, Build.InstructionSet, Build.Runtime, Build.OperatingSystemName, training?.Threads ?? 0, data?.Checksum() ?? "",
            clock.GetUtcNow(), training?.WallSeconds ?? 0, training?.CpuSeconds ?? 0, data is null ? null : ((ITask)task.Kind).DataSource(task),
            training?.Stack ?? engine.Stack, engine.Description.IsEmpty ? null : engine.Description,
            Build.Dirty, Build.Sources, Processor.Model);
    }

    /// <summary>Of images, which a report can show.</summary>
    private static Mistakes? MistakesOf(TrainingSpec training, ILearner learner, Dataset data)
    {
        if (((ITask)training.Task.Kind).Shape(training.Task).ImageSide == 0 || learner.Predict("test") is not { } predictions) return null;
        return Mistakes.Of([.. data["test"].Rows.Select(row => data.Examples.Labels[row])], predictions);
    }
}
