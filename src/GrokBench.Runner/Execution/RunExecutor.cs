using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Suites.Planning;
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
    private readonly RunRecorder recorder = new(store, engines, clock);

    /// <summary>
    /// Trains a run once for everyone who asks for it. A record that holds too little is trained again from the beginning, for its old observers too; the
    /// digests prove that it is the same run. Where they do not, the record stays, the new result lies beside it, and the run fails until one of
    /// them is decided for.
    /// </summary>
    /// <param name="askers">At least one, all of one identity.</param>
    /// <param name="allowance">Of this run alone. Its memory is asked for only when the store does not have the run.</param>
    /// <param name="stop">Ends the run at the next step boundary with a checkpoint.</param>
    /// <param name="again">Train even if the store has it.</param>
    /// <param name="accept">Put a result that contradicts the record in the record's place; see <see cref="RunStore.Contradiction(RunSpec)"/>.</param>
    public RunOutcome Execute(
        ImmutableArray<AskedRun> askers, RunAllowance allowance, IProgress<RunProgress>? progress, CancellationToken stop,
        bool again = false, bool accept = false)
    {
        if (askers.IsDefaultOrEmpty || askers.Any(asker => asker.Spec.Id != askers[0].Spec.Id))
            throw new ArgumentException("askers of one run are expected", nameof(askers));
        var spec = askers[0].Spec;
        return Guarded(() =>
        {
            if (store.Contradiction(spec) is { } contradiction && !again && !accept) return new RunOutcome.Failed(contradiction);
            if (accept && Accept(spec) is { } obstacle) return obstacle;
            if (!again && Reused(askers) is { } found) return new RunOutcome.Finished(found, Reused: true);
            if (stop.IsCancellationRequested) return new RunOutcome.Interrupted(0);
            if (!allowance.TryTakeMemory()) return new RunOutcome.NoMemory();
            using var held = store.TryLock(spec, notice);
            if (held is null) return new RunOutcome.LockedElsewhere();

            // Another process may have finished it before the lock was ours.
            var stored = Noticed(store.Read(spec), "the run is trained again");
            if (!again && Covered(stored, askers) is { } justFinished) return new RunOutcome.Finished(justFinished, Reused: true);
            var replaced = stored is { Record.Status: not RunStatus.Failed } ? stored : null;
            return Train(held, askers, replaced, allowance, again, isRepetition: false, progress, stop);
        });
    }

    /// <summary>
    /// Trains a run again beside its record, which lies in another folder and is not touched: from the first step on, or from where the
    /// same sources were interrupted in doing so. The run is evaluated at the record's steps, with the record's measures, as far as this
    /// build has them. Whether the two agree is not asked here.
    /// </summary>
    /// <param name="kept">The record.</param>
    /// <param name="allowance">Of this run alone.</param>
    /// <param name="stop">Ends the run at the next step boundary with a checkpoint.</param>
    public RunOutcome Repeat(
        AskedRun asker, StoredRun kept, RunAllowance allowance, IProgress<RunProgress>? progress, CancellationToken stop) => Guarded(() =>
    {
        if (stop.IsCancellationRequested) return new RunOutcome.Interrupted(0);
        if (!allowance.TryTakeMemory()) return new RunOutcome.NoMemory();
        using var held = store.TryLock(asker.Spec, notice);
        return held is null
            ? new RunOutcome.LockedElsewhere()
            : Train(held, [asker], kept, allowance, again: true, isRepetition: true, progress, stop);
    });

    private RunOutcome Guarded(Func<RunOutcome> work)
    {
        try
        {
            return work();
        }
        catch (StoreException exception)
        {
            // A fault of this run's folder costs this run; only where nothing at all can be written are the others not worth beginning.
            return store.Obstacle() is null ? new RunOutcome.Failed(exception.Message) : new RunOutcome.StoreFailed(exception.Message);
        }
    }

    /// <summary>
    /// The run as the first asker sees it, when the store has all that every asker needs: its folder is then tidied up, where that takes no
    /// training.
    /// </summary>
    private RunResult? Reused(ImmutableArray<AskedRun> askers)
    {
        var spec = askers[0].Spec;
        var (stored, problem) = store.Read(spec);
        if (Covered(stored, askers) is not { } found) return null;
        if (problem is null && !store.HasLeftovers(spec)) return found;
        try
        {
            using var held = store.TryLock(spec, notice);
            if (held is not null && store.Read(spec).Value is { } now) held.DeleteStaleCheckpoint(now);
            else if (problem is not null) notice?.Invoke(problem);
        }
        catch (StoreException exception)
        {
            // What was asked for is there all the same.
            var fault = problem ?? $"{store.FolderOf(spec)} has files of an unfinished training";
            notice?.Invoke($"{fault}, and that cannot be mended: {exception.Message}");
        }

        return found;
    }

    /// <summary>Puts the deviating result in the record's place, if there is one.</summary>
    /// <returns>Why that cannot be done; null when it is done, or there is nothing to accept.</returns>
    private RunOutcome? Accept(RunSpec spec)
    {
        var (deviation, problem) = store.ReadDeviation(spec);
        if (deviation is null) return problem is null ? null : new RunOutcome.Failed($"there is nothing to accept: {problem}");
        using var held = store.TryLock(spec, notice);
        if (held is null) return new RunOutcome.LockedElsewhere();
        held.WriteResult(deviation);
        notice?.Invoke($"{store.FolderOf(spec)}: the deviating result has taken the record's place");
        return null;
    }

    /// <summary>The run as the first asker sees it, when the store has all that every asker needs.</summary>
    private RunResult? Covered(StoredRun? stored, ImmutableArray<AskedRun> askers) =>
        stored is not null && askers.All(asker => Coverage.Project(asker.Spec, stored, store.Measures) is not null)
            ? Coverage.Project(askers[0].Spec, stored, store.Measures)
            : null;

    private RunOutcome Train(
        RunLock held, ImmutableArray<AskedRun> askers, StoredRun? replaced, RunAllowance allowance, bool again, bool isRepetition,
        IProgress<RunProgress>? progress, CancellationToken stop)
    {
        var spec = askers[0].Spec;
        RunTraining? training = null;
        ILearner? learner = null;
        try
        {
            var demand = new RunDemand([.. askers.Select(asker => asker.Spec)], replaced, store.Measures);
            var replaces = replaced?.FileDigest ?? "";
            (learner, var checkpoint) = Begin(held, spec.Training, demand, allowance.MostThreads, replaces, again);
            training = new RunTraining(spec, demand, learner, allowance, checkpoint, clock);
            void SaveCheckpoint()
            {
                var now = training.Checkpoint(engines.IdentityOf(spec.Training).ToString());
                held.WriteCheckpoint(now with { Replaces = replaces, Sources = Build.Sources }, learner.Save);
            }

            if (!training.Run(checkpointInterval, SaveCheckpoint, progress, stop)) return new RunOutcome.Interrupted(learner.Steps);

            var run = recorder.Finished(askers, demand, replaced, training, learner);
            if (replaced is not null && !isRepetition && store.Contradiction(spec, replaced, run) is { } contradiction)
            {
                held.WriteDeviation(run);
                return new RunOutcome.Failed(contradiction);
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
            if (replaced is null) held.WriteFailure(recorder.Failed(askers, message, training, learner?.Steps ?? 0));
            return exception is DeviceMemoryException ? new RunOutcome.NoDeviceMemory(message) : new RunOutcome.Failed(message);
        }
        finally
        {
            learner?.Dispose();
        }
    }

    /// <summary>A learner at the checkpoint if there is a usable one, else at step 0.</summary>
    /// <param name="replaces">See <see cref="Checkpoint.Replaces"/>.</param>
    private (ILearner Learner, Checkpoint? From) Begin(
        RunLock held, TrainingSpec training, RunDemand demand, int threads, string replaces, bool again)
    {
        var stored = Noticed(held.ReadCheckpoint(), "the run starts from the beginning");
        if (stored is not null && stored.Checkpoint.Replaces != replaces)
        {
            // It was begun before the record that is there now, which holds all that it could come to.
            held.DeleteCheckpoint();
            stored = null;
        }

        if (again && stored is not null && replaces.Length > 0 && stored.Checkpoint.Sources != Build.Sources)
        {
            // It is the code of today that is to come to the record's bits again, from the first step on.
            notice?.Invoke("a checkpoint is of other sources than this build; the run starts from the beginning");
            stored = null;
        }

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

    private T? Noticed<T>(Reading<T> reading, string consequence)
        where T : class
    {
        if (reading.Problem is { } problem) notice?.Invoke(reading.Value is null ? $"{problem}; {consequence}" : problem);
        return reading.Value;
    }
}
