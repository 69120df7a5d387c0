using System.Collections.Immutable;
using GrokBench.Suites.Planning;

namespace GrokBench.Runner.Progress;

/// <summary>
/// How far a bench is. Workers report to it, displays read from it, each from its own thread.
/// </summary>
public sealed class BenchProgress
{
    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly long start;
    private readonly Slot?[] slots;
    private readonly Queue<FinishedRun> unread = new();
    private readonly int runs;
    private double pendingSeconds;
    private double predictedDone, workedDone;
    private int trained, reused, failed;

    /// <param name="runs">All runs of the bench.</param>
    public BenchProgress(ImmutableArray<PlannedRun> runs, int workers, TimeProvider clock)
    {
        this.clock = clock;
        this.runs = runs.Length;
        pendingSeconds = runs.Sum(run => run.Cost.Seconds);
        slots = new Slot?[workers];
        start = clock.GetTimestamp();
    }

    public void Started(int worker, PlannedRun run)
    {
        lock (gate)
        {
            pendingSeconds -= run.Cost.Seconds;
            slots[worker] = new Slot(run, clock.GetTimestamp());
        }
    }

    /// <param name="trainAccuracy">At the last evaluation; NaN where undefined.</param>
    /// <param name="testAccuracy">At the last evaluation; NaN where undefined.</param>
    public void Advanced(int worker, long step, double trainAccuracy, double testAccuracy)
    {
        lock (gate)
        {
            if (slots[worker] is not { } slot) return;
            slot.FirstStep ??= step;
            (slot.Step, slot.TrainAccuracy, slot.TestAccuracy) = (step, trainAccuracy, testAccuracy);
        }
    }

    /// <summary>The worker put the run back: someone else is training it, or the bench was interrupted.</summary>
    public void PutBack(int worker)
    {
        lock (gate)
        {
            if (slots[worker] is not { } slot) return;
            pendingSeconds += slot.Run.Cost.Seconds;
            slots[worker] = null;
        }
    }

    /// <param name="ending">For the log: <c>complete at step 3000</c>.</param>
    public void Finished(int worker, RunEnding kind, string ending)
    {
        lock (gate)
        {
            if (slots[worker] is not { } slot) return;
            var took = clock.GetElapsedTime(slot.Start);
            if (kind == RunEnding.Trained)
            {
                predictedDone += slot.Run.Cost.Seconds;
                workedDone += took.TotalSeconds;
            }

            trained += kind == RunEnding.Trained ? 1 : 0;
            reused += kind == RunEnding.Reused ? 1 : 0;
            failed += kind == RunEnding.Failed ? 1 : 0;
            slots[worker] = null;
            unread.Enqueue(new FinishedRun(trained + reused + failed, runs, slot.Run.Name, ending, clock.GetElapsedTime(start), took));
        }
    }

    /// <summary>The next run that finished and has not been read yet; null when there is none.</summary>
    public FinishedRun? NextFinished()
    {
        lock (gate) return unread.TryDequeue(out var next) ? next : null;
    }

    public ProgressView View()
    {
        lock (gate)
        {
            return new ProgressView(runs, trained, reused, failed, clock.GetElapsedTime(start), Left(), [.. slots.Select(slot => slot?.View() ?? WorkerView.Idle)]);
        }
    }

    /// <summary>
    /// What is left, in predicted seconds, at the speed (predicted seconds per second worked) of what has been done; not less than the longest of the present runs.
    /// </summary>
    private TimeSpan? Left()
    {
        var (predicted, worked) = (predictedDone, workedDone);
        var (running, longest) = (0.0, 0.0);
        foreach (var slot in slots.OfType<Slot>())
        {
            var seconds = slot.Run.Cost.Seconds;
            predicted += seconds * slot.ShareDone;
            worked += clock.GetElapsedTime(slot.Start).TotalSeconds;
            var left = seconds * slot.ShareLeft;
            running += left;
            longest = Math.Max(longest, left);
        }

        if (predicted <= 0 || worked < 1) return null;
        var speed = predicted / worked;
        return TimeSpan.FromSeconds(Math.Max((pendingSeconds + running) / slots.Length, longest) / speed);
    }

    /// <summary>A worker's present run.</summary>
    private sealed class Slot(PlannedRun run, long start)
    {
        public PlannedRun Run => run;

        public long Start => start;

        /// <summary>Where training began or was taken up again; null until the first report.</summary>
        public long? FirstStep { get; set; }

        public long Step { get; set; }

        public double TrainAccuracy { get; set; } = double.NaN;

        public double TestAccuracy { get; set; } = double.NaN;

        /// <summary>Of the whole run, what was trained since the worker took it up.</summary>
        public double ShareDone => (double)(Step - (FirstStep ?? Step)) / Budget;

        public double ShareLeft => (double)(Budget - Step) / Budget;

        private long Budget => Math.Max(1, run.Budget);

        public WorkerView View() => new(run.Name, Step, run.Budget, TrainAccuracy, TestAccuracy);
    }
}
