using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.ExceptionServices;
using GrokBench.Runner.Execution;
using GrokBench.Runner.Formatting;
using GrokBench.Runner.Progress;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Scheduling;

/// <summary>
/// Works through planned runs in their order, as many at a time as the machine has places, on threads of its own. A run that another process is training is put back and asked for
/// again until that process has finished it or died: no run is trained twice. A run whose memory is not free waits until another has ended, while smaller
/// ones go ahead; one that needs more than there is fails. Cores that the waiting runs leave idle go to those under way. When a stack has
/// become smaller its runs begin anew, in their places of the plan, once all of them have left it and its memory is free.
/// </summary>
/// <param name="progress">Made for the same runs and as many workers.</param>
/// <param name="train">Called from several threads at once.</param>
/// <param name="notice">Told when runs begin anew, on any thread.</param>
public sealed class RunScheduler(Machine machine, TimeProvider clock, BenchProgress progress, TrainRun train, Action<string>? notice = null)
{
    /// <summary>How long a run that is being trained elsewhere is left alone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly List<WaitingRun> waiting = [];
    private readonly List<FailedRun> failures = [];
    private readonly List<MachineShare> underWay = [];

    /// <summary>Of those under way the ones whose memory the device lacks: until they have ended, none of their shape begins.</summary>
    private readonly HashSet<MachineShare> leaving = [];

    /// <summary>What was said of which stacks: it comes from each of their runs.</summary>
    private readonly HashSet<(string? Stack, string Message)> noticed = [];
    private ImmutableDictionary<PlannedRun, int> order = ImmutableDictionary<PlannedRun, int>.Empty;
    private TaskCompletionSource ended = new();
    private int trained, reused;
    private string? breakdown;
    private volatile ExceptionDispatchInfo? fault;

    /// <summary>Runs everything, once; returns when every thread has ended.</summary>
    /// <param name="stop">Ends every run at its next step, with a checkpoint.</param>
    public SchedulerResult Run(ImmutableArray<PlannedRun> runs, CancellationToken stop)
    {
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(stop);
        waiting.AddRange(runs.Select(run => new WaitingRun(run)));
        order = runs.Select((run, i) => KeyValuePair.Create(run, i)).ToImmutableDictionary();
        var threads = Enumerable.Range(0, Math.Min(machine.Places, runs.Length)).Select(worker => new Thread(() => Guard(worker, halt)) { IsBackground = true }).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        fault?.Throw();

        // Threads end in any order; failures are told in the order of the plan.
        return new SchedulerResult(trained, reused, [.. failures.OrderBy(failure => order[failure.Run])], waiting.Count, breakdown);
    }

    /// <summary>A fault of the scheduler itself, and not of a run, ends all of them: thrown on a thread of our own it would end the process.</summary>
    private void Guard(int worker, CancellationTokenSource halt)
    {
        try
        {
            Work(worker, halt);
        }
        catch (Exception exception)
        {
            fault = ExceptionDispatchInfo.Capture(exception);
            halt.Cancel();
        }
    }

    private void Work(int worker, CancellationTokenSource halt)
    {
        while (!halt.IsCancellationRequested)
        {
            var (share, pause) = Take();
            if (share is not null) Attempt(worker, share, halt);
            else if (pause is not null) pause(halt.Token);
            else return;
        }
    }

    /// <summary>The first run whose time has come; else a way to wait until there may be one; else nothing, because none is left.</summary>
    private (MachineShare? Share, Action<CancellationToken>? Pause) Take()
    {
        lock (gate)
        {
            if (waiting.Count == 0) return (null, null);
            var (now, releases) = (clock.GetUtcNow(), machine.Releases);
            var index = waiting.FindIndex(entry => MayBegin(entry, now, releases) && machine.HasRoomFor(entry.Run));
            if (index < 0)
            {
                var change = ended.Task;
                var times = waiting.Where(entry => entry.NotBefore > now).Select(entry => entry.NotBefore - now).ToArray();
                return (null, halt => Pause(change, times.Length == 0 ? Timeout.InfiniteTimeSpan : times.Min(), halt));
            }

            var share = machine.Begin(waiting[index].Run);
            underWay.Add(share);
            waiting.RemoveAt(index);
            ShareOut();
            return (share, null);
        }
    }

    /// <summary>Returns when a run has ended, or the time is over, or everything is to stop.</summary>
    private void Pause(Task change, TimeSpan time, CancellationToken halt)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(halt);
        var delay = time == Timeout.InfiniteTimeSpan ? Task.Delay(time, enough.Token) : Task.Delay(time, clock, enough.Token);
        Task.WhenAny(change, delay).Wait(CancellationToken.None);
        enough.Cancel();
    }

    /// <summary>
    /// Gives away idle cores, which never changes a result, once every run that may begin and takes one has: so the longest get them, and not the first. A core is kept for
    /// each run that another process trains; those that wait for memory take the place of one that ends.
    /// </summary>
    private void ShareOut()
    {
        var (now, releases) = (clock.GetUtcNow(), machine.Releases);
        var forCores = waiting.FindAll(entry => entry.Run.Cost.TakesCores);
        if (!forCores.Exists(entry => MayBegin(entry, now, releases))) machine.ShareOut(forCores.Count(entry => entry.NotBefore > now));
    }

    private void Attempt(int worker, MachineShare share, CancellationTokenSource halt)
    {
        var run = share.Run;
        var releases = machine.Releases;
        progress.Started(worker, run);
        RunOutcome outcome;
        try
        {
            outcome = train(run, share.Allowance, new WorkerProgress(progress, worker, share), halt.Token);
        }
        catch (Exception exception)
        {
            // On a thread of our own nobody else would catch it, and the other runs would be lost with the process.
            outcome = new RunOutcome.Failed($"{exception.GetType().Name}: {exception.Message}");
        }

        lock (gate)
        {
            machine.End(share);
            underWay.Remove(share);
            leaving.Remove(share);
            switch (outcome)
            {
                case RunOutcome.Finished { Reused: true }:
                    reused++;
                    progress.Finished(worker, RunEnding.Reused, "reused");
                    break;
                case RunOutcome.Finished { Result.Record: var record }:
                    trained++;
                    progress.Finished(worker, RunEnding.Trained, Words(record));
                    break;
                case RunOutcome.Failed failed:
                    Fail(worker, run, failed.Message);
                    break;
                case RunOutcome.StoreFailed failed:
                    // Nothing that is trained from here on could be kept.
                    breakdown ??= failed.Message;
                    Fail(worker, run, failed.Message);
                    halt.Cancel();
                    break;
                case RunOutcome.NoMemory when run.Cost.Bytes > machine.Bytes:
                    Fail(worker, run, TooLarge(run));
                    break;
                case RunOutcome.NoMemory:
                    PutBack(worker, new WaitingRun(run) { Release = releases });
                    break;
                case RunOutcome.StackReduced reduced:
                    if (noticed.Add((run.Stack, reduced.Message))) notice?.Invoke($"{run.Name}: {reduced.Message}; it and those stacked with it begin anew, in smaller stacks");
                    leaving.UnionWith(underWay.Where(other => IsStackedWith(other, run)));
                    PutBack(worker, new WaitingRun(run));
                    break;
                case RunOutcome.NoDeviceMemory when underWay.Exists(other => !other.Run.Cost.TakesCores):
                    PutBack(worker, new WaitingRun(run) { Beside = [.. underWay.Where(other => !other.Run.Cost.TakesCores)] });
                    break;
                case RunOutcome.NoDeviceMemory failed:
                    Fail(worker, run, failed.Message);
                    break;
                case RunOutcome.LockedElsewhere:
                    waiting.Add(new WaitingRun(run) { NotBefore = clock.GetUtcNow() + Patience });
                    progress.PutBack(worker);
                    break;
                case RunOutcome.Interrupted:
                    waiting.Add(new WaitingRun(run));
                    progress.PutBack(worker);
                    break;
            }

            ShareOut();
            ended.SetResult();
            ended = new TaskCompletionSource();
        }
    }

    private bool MayBegin(WaitingRun entry, DateTimeOffset now, int releases) =>
        entry.MayBegin(now, releases, underWay) && !leaving.Any(share => IsStackedWith(share, entry.Run));

    private static bool IsStackedWith(MachineShare share, PlannedRun run) => run.Stack is not null && share.Run.Stack == run.Stack;

    private void Fail(int worker, PlannedRun run, string message)
    {
        failures.Add(new FailedRun(run, message));
        progress.Finished(worker, RunEnding.Failed, $"failed: {message}");
    }

    /// <summary>In its place of the plan.</summary>
    private void PutBack(int worker, WaitingRun again)
    {
        var place = waiting.FindIndex(entry => order[entry.Run] > order[again.Run]);
        waiting.Insert(place < 0 ? waiting.Count : place, again);
        progress.PutBack(worker);
    }

    private string TooLarge(PlannedRun run) =>
        $"it needs {Units.Memory(run.Cost.Bytes)} of memory, and all runs together may take {Units.Memory(machine.Bytes)}: "
        + $"run it where there is more, or allow more with --memory{(run.Cost.Threads > 1 ? ", or fewer threads with --threads" : "")}";

    private static string Words(RunRecord record) =>
        record.Status == RunStatus.Diverged && record.Message is { } message
            ? message
            : string.Create(CultureInfo.InvariantCulture, $"complete at step {record.Steps}");

    /// <summary>Passes a run's reports on, on the run's own thread.</summary>
    private sealed class WorkerProgress(BenchProgress progress, int worker, MachineShare share) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            share.Step = value.Step;
            progress.Advanced(worker, value.Step, value.TrainAccuracy, value.TestAccuracy);
        }
    }
}
