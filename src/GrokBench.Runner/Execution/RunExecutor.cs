using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Execution;

/// <summary>
/// Brings one run at a time into the store: from what is there, from a checkpoint, or from the beginning. Safe to use from several threads at once, for
/// different runs.
/// </summary>
/// <param name="store">Of the same engine identities as <paramref name="engines"/>.</param>
/// <param name="checkpointInterval">Time between checkpoints: what a kill may lose. Null: 10 seconds.</param>
/// <param name="notice">Told of every unusable file and what is done about it, on the thread that executes the run.</param>
public sealed class RunExecutor(RunStore store, EngineChoice engines, TimeProvider clock, TimeSpan? checkpointInterval = null, Action<string>? notice = null)
{
    private readonly TimeSpan checkpointInterval = checkpointInterval ?? TimeSpan.FromSeconds(10);

    /// <inheritdoc cref="Execute(ImmutableArray{RunSpec}, RunAllowance, IProgress{RunProgress}?, CancellationToken, bool)"/>
    public RunOutcome Execute(RunSpec spec, RunAllowance allowance, IProgress<RunProgress>? progress, CancellationToken stop, bool again = false) =>
        Execute([spec], allowance, progress, stop, again);

    /// <summary>
    /// Trains a run once for everyone who asks for it. A record that holds too little is trained again from the beginning, for its old observers too; the
    /// digests prove that it is the same run.
    /// </summary>
    /// <param name="askers">At least one, all of one identity.</param>
    /// <param name="allowance">Of this run alone. Its memory is asked for only when the store does not have the run.</param>
    /// <param name="stop">Ends the run at the next step boundary with a checkpoint.</param>
    /// <param name="again">Train even if the store has it.</param>
    public RunOutcome Execute(ImmutableArray<RunSpec> askers, RunAllowance allowance, IProgress<RunProgress>? progress, CancellationToken stop, bool again = false)
    {
        if (askers.IsDefaultOrEmpty || askers.Any(spec => spec.Id != askers[0].Id)) throw new ArgumentException("askers of one run are expected", nameof(askers));
        try
        {
            if (!again && Covered(store.Read(askers[0]).Value, askers) is { } found) return new RunOutcome.Finished(found, Reused: true);
            if (stop.IsCancellationRequested) return new RunOutcome.Interrupted(0);
            if (!allowance.TryTakeMemory()) return new RunOutcome.NoMemory();
            using var held = store.TryLock(askers[0]);
            if (held is null) return new RunOutcome.LockedElsewhere();

            // Somebody may have finished it before the lock was ours.
            var stored = Noticed(store.Read(askers[0]), "the run is trained again");
            if (!again && Covered(stored, askers) is { } justFinished) return new RunOutcome.Finished(justFinished, Reused: true);
            return Train(held, askers, stored is { Record.Status: not RunStatus.Failed } ? stored : null, allowance, again, progress, stop);
        }
        catch (StoreException exception)
        {
            return new RunOutcome.StoreFailed(exception.Message);
        }
    }

    /// <summary>The run as the first asker sees it, when the store has all that every asker needs.</summary>
    private RunResult? Covered(StoredRun? stored, ImmutableArray<RunSpec> askers) =>
        stored is not null && askers.All(spec => Coverage.Project(spec, stored, store.Measures) is not null)
            ? Coverage.Project(askers[0], stored, store.Measures)
            : null;

    private RunOutcome Train(
        RunLock held, ImmutableArray<RunSpec> askers, StoredRun? replaced, RunAllowance allowance, bool again, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        var spec = askers[0];
        RunTraining? training = null;
        ILearner? learner = null;
        try
        {
            var demand = new RunDemand(askers, replaced, store.Measures);
            (learner, var checkpoint) = Begin(held, spec.Training, demand, allowance.MostThreads, again);
            training = new RunTraining(spec, demand, learner, allowance, checkpoint, clock);
            void SaveCheckpoint() => held.WriteCheckpoint(training.Checkpoint(engines.IdentityOf(spec.Training).ToString()), learner.Save);
            if (!training.Run(checkpointInterval, SaveCheckpoint, progress, stop)) return new RunOutcome.Interrupted(learner.Steps);

            var run = new StoredRun(Record(spec, demand, training, learner), training.Curve);
            if (replaced is not null && replaced.Record.Provenance.Stack == learner.Stack && TrajectoryDigest.FirstDifference(replaced.Record.Trajectory, run.Record.Trajectory) is { } step)
            {
                // Neither of the two can be trusted: the next attempt starts from nothing.
                var message = string.Create(CultureInfo.InvariantCulture, $"trained again, the run had another state at step {step} than its record in ")
                    + $"{store.FolderOf(spec)}: a kind or the engine changed without a new version, or training is not deterministic here";
                held.WriteFailure(Failure(spec, message, training, learner.Steps));
                held.DeleteCheckpoint();
                return new RunOutcome.Failed(message);
            }

            held.WriteResult(run);
            var result = Coverage.Project(spec, run, store.Measures)
                ?? throw new InvalidOperationException($"run {spec.Id} ended without what was asked for");
            return new RunOutcome.Finished(result, Reused: false);
        }
        catch (DeviceMemoryException exception) when (exception.CanRetry)
        {
            // A state of another stack would not go on with the same bits.
            held.DeleteCheckpoint();
            return new RunOutcome.StackReduced(exception.Message);
        }
        catch (Exception exception) when (exception is not StoreException)
        {
            // One run's fault must not take the others down. What a finished record holds is worth more than the news of this failure.
            var message = exception is DeviceMemoryException or EngineException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";
            if (replaced is null) held.WriteFailure(Failure(spec, message, training, learner?.Steps ?? 0));
            return exception is DeviceMemoryException ? new RunOutcome.NoDeviceMemory(message) : new RunOutcome.Failed(message);
        }
        finally
        {
            learner?.Dispose();
        }
    }

    /// <summary>A learner at the checkpoint if there is a usable one, else at step 0.</summary>
    private (ILearner Learner, Checkpoint? From) Begin(RunLock held, TrainingSpec training, RunDemand demand, int threads, bool again)
    {
        var stored = again ? null : Noticed(held.ReadCheckpoint(), "the run starts from the beginning");
        var learner = Create(training, threads);
        if (stored is null || !demand.Continues(stored.Checkpoint)) return (learner, null);
        if (stored.Checkpoint.Stack != learner.Stack)
        {
            notice?.Invoke(string.Create(
                CultureInfo.InvariantCulture, $"a checkpoint is of a stack of {stored.Checkpoint.Stack}, and the stack is now of {learner.Stack}; the run starts from the beginning"));
            return (learner, null);
        }

        try
        {
            using var state = stored.OpenState();
            learner.Restore(state);
            return (learner, stored.Checkpoint);
        }
        catch (InvalidDataException exception)
        {
            notice?.Invoke($"a checkpoint's state is unusable ({exception.Message}); the run starts from the beginning");
            learner.Dispose();
            return (Create(training, threads), null);
        }
        catch
        {
            learner.Dispose();
            throw;
        }
    }

    private ILearner Create(TrainingSpec training, int threads) => ((IFamily)training.Model.Kind).Create(training, engines.Of(training), threads);

    private RunRecord Record(RunSpec spec, RunDemand demand, RunTraining training, ILearner learner)
    {
        var curve = training.Curve;

        // What the learner holds: a second one would not be in what the run may take of the memory.
        var data = learner.Dataset ?? ((ITask)spec.Training.Task.Kind).Create(spec.Training.Task, spec.Training.DataSeed);
        return new RunRecord(
            RunRecord.CurrentSchema, spec.Id.Text, engines.IdentityOf(spec.Training).ToString(), training.Divergence is null ? RunStatus.Complete : RunStatus.Diverged,
            learner.Steps, demand.Steps[^1], training.Divergence, Events.LocateAll(curve, spec.Observation.Events), Coverage.LastValues(curve),
            training.Trajectory, SeriesDigest.Of(curve), Origin(spec, training, data), training.Divergence is null ? MistakesOf(spec.Training, learner, data) : null);
    }

    private RunRecord Failure(RunSpec spec, string message, RunTraining? training, long steps) =>
        new(RunRecord.CurrentSchema, spec.Id.Text, engines.IdentityOf(spec.Training).ToString(), RunStatus.Failed, steps, spec.Observation.Steps, message,
            ImmutableSortedDictionary<string, EventOutcome>.Empty, ImmutableSortedDictionary<string, double>.Empty, training?.Trajectory ?? [],
            ImmutableSortedDictionary<string, string>.Empty, Origin(spec, training, null));

    /// <param name="data">Null where the dataset itself may be what failed: its checksum is left empty.</param>
    private Provenance Origin(RunSpec spec, RunTraining? training, Dataset? data)
    {
        var (engine, task) = (engines.Of(spec.Training), spec.Training.Task);
        return new(
            Build.Version, Build.Commit, Build.InstructionSet, Build.Runtime, Build.OperatingSystemName, training?.Threads ?? 0, data?.Checksum() ?? "",
            clock.GetUtcNow(), training?.WallSeconds ?? 0, training?.CpuSeconds ?? 0, data is null ? null : ((ITask)task.Kind).DataSource(task),
            training?.Stack ?? engine.Stack, engine.Description.IsEmpty ? null : engine.Description);
    }

    /// <summary>Of images, which a report can show.</summary>
    private static Mistakes? MistakesOf(TrainingSpec training, ILearner learner, Dataset data)
    {
        if (((ITask)training.Task.Kind).Shape(training.Task).ImageSide == 0 || learner.Predict("test") is not { } predictions) return null;
        return Mistakes.Of([.. data["test"].Rows.Select(row => data.Examples.Labels[row])], predictions);
    }

    private T? Noticed<T>(Reading<T> reading, string consequence)
        where T : class
    {
        if (reading.Problem is { } problem) notice?.Invoke($"{problem}; {consequence}");
        return reading.Value;
    }
}
