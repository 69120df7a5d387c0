using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrokBench.Runner.Execution;
using GrokBench.Runner.Progress;
using GrokBench.Runner.Scheduling;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Tests.Planning;

namespace GrokBench.Runner.Tests.Scheduling;

public sealed class RunSchedulerTests
{
    private static readonly ImmutableArray<PlannedRun> Runs = BenchPlan.Of([Planned.Suite("one", [Planned.Group("a", 4, 100, 1, 2)])], Planned.Costs).Runs;

    private readonly ConcurrentQueue<PlannedRun> asked = new();

    [SetUp]
    public void Forget() => asked.Clear();

    [Test]
    public void Run_OneJob_TakesTheRunsInTheirOrder()
    {
        var result = Schedule(1, (run, _) => Finished(run));

        Assert.That(asked, Is.EqualTo(Runs));
        Assert.That((result.Trained, result.Reused, result.Unfinished, result.Interrupted), Is.EqualTo((8, 0, 0, false)));
    }

    [Test]
    public void Run_SeveralJobs_TakeEveryRunOnce()
    {
        var result = Schedule(3, (run, _) => Finished(run, reused: run == Runs[5]));

        Assert.That(asked, Is.EquivalentTo(Runs));
        Assert.That((result.Trained, result.Reused), Is.EqualTo((7, 1)));
    }

    [Test]
    public void Run_MoreJobs_AreThatManyRunsAtATime()
    {
        // Each run waits for the others: fewer at a time would never end.
        using var together = new Barrier(4);

        var result = Schedule(4, (run, _) =>
        {
            Assert.That(together.SignalAndWait(TimeSpan.FromSeconds(30), CancellationToken.None));
            return Finished(run);
        });

        Assert.That(result.Trained, Is.EqualTo(8));
    }

    [Test]
    public void Run_FailedRuns_DoNotStopTheOthers()
    {
        var result = Schedule(2, (run, _) =>
            run == Runs[6] ? new RunOutcome.Failed("no such row") : run == Runs[2] ? throw new InvalidOperationException("by surprise") : Finished(run));

        Assert.That(result.Trained, Is.EqualTo(6));
        Assert.That(result.Failures, Is.EqualTo([new FailedRun(Runs[2], "InvalidOperationException: by surprise"), new FailedRun(Runs[6], "no such row")]));
        Assert.That(result.Breakdown, Is.Null);
    }

    [Test]
    public void Run_FolderFails_NothingMoreIsBegun()
    {
        var result = Schedule(1, (run, _) => run == Runs[1] ? new RunOutcome.StoreFailed("disk full") : Finished(run));

        Assert.That(asked, Is.EqualTo(Runs[..2]));
        Assert.That(result.Breakdown, Is.EqualTo("disk full"));
        Assert.That(result.Failures, Is.EqualTo([new FailedRun(Runs[1], "disk full")]));
        Assert.That((result.Unfinished, result.Interrupted), Is.EqualTo((6, false)));
    }

    [Test]
    public void Run_StopAskedFor_LeavesTheRestUnfinished()
    {
        using var stop = new CancellationTokenSource();

        var result = Schedule(
            1,
            (run, token) =>
            {
                if (run != Runs[1]) return Finished(run);
                stop.Cancel();
                return token.IsCancellationRequested ? new RunOutcome.Interrupted(7) : Finished(run);
            },
            stop: stop.Token);

        Assert.That(asked, Is.EqualTo(Runs[..2]));
        Assert.That((result.Trained, result.Unfinished, result.Interrupted), Is.EqualTo((1, 7, true)));
    }

    [Test]
    public void Run_TrainedElsewhere_IsAskedForAgainAfterTheOthers()
    {
        var tries = 0;

        var result = Schedule(1, (run, _) =>
            run != Runs[0] ? Finished(run) : ++tries < 3 ? new RunOutcome.LockedElsewhere() : Finished(run, reused: true));

        Assert.That(asked, Is.EqualTo([.. Runs, Runs[0], Runs[0]]));
        Assert.That((result.Trained, result.Reused, result.Unfinished), Is.EqualTo((7, 1, 0)));
    }

    [TestCase(4, 1, "4")]
    [TestCase(4, 2, "2 2", Description = "as long as each other")]
    [TestCase(5, 2, "3 2")]
    [TestCase(4, 3, "2 1 1")]
    [TestCase(2, 2, "1 1")]
    public void Run_FewerRunsThanCores_ShareTheFreeOnes(int cores, int runs, string expected)
    {
        var threads = new ConcurrentDictionary<PlannedRun, int>();
        using var together = new Barrier(runs);

        Schedule(
            cores,
            (run, allowance, _) =>
            {
                // When the last has begun, no run waits, and the free cores are given away.
                Assert.That(together.SignalAndWait(TimeSpan.FromSeconds(30), CancellationToken.None));
                threads[run] = allowance.Threads;
                Assert.That(together.SignalAndWait(TimeSpan.FromSeconds(30), CancellationToken.None));
                return Finished(run);
            },
            runs: Several(runs, mostThreads: 8));

        Assert.That(threads.Values.OrderDescending(), Is.EqualTo(expected.Split(' ').Select(int.Parse)));
    }

    [Test]
    public void Run_ThatEnds_LeavesItsCoreToOneThatGoesOn()
    {
        var seen = new ConcurrentQueue<int>();
        using var begun = new Barrier(2);
        var runs = Several(2, mostThreads: 2);

        Schedule(
            2,
            (run, allowance, _) =>
            {
                Assert.That(begun.SignalAndWait(TimeSpan.FromSeconds(30), CancellationToken.None));
                if (run == runs[0])
                {
                    seen.Enqueue(allowance.Threads);
                    return Finished(run);
                }

                // Goes on for as long as it takes the other to end; without its core it would never end itself.
                Assert.That(SpinWait.SpinUntil(() => allowance.Threads == 2, TimeSpan.FromSeconds(30)));
                return Finished(run);
            },
            runs: runs);

        Assert.That(seen, Is.EqualTo([1]));
    }

    [Test]
    public void Run_NoMemoryBesideTheOthers_WaitsUntilOneHasEnded()
    {
        // Two of three fit: the third asks, is told no, and is asked for again when one of the two has ended.
        var (present, most) = (0, 0);
        using var full = new CountdownEvent(2);
        using var refused = new ManualResetEventSlim();

        var result = Schedule(
            3,
            (run, allowance, _) =>
            {
                if (!allowance.TryTakeMemory())
                {
                    refused.Set();
                    return new RunOutcome.NoMemory();
                }

                var now = Interlocked.Increment(ref present);
                int seen;
                while ((seen = most) < now) Interlocked.CompareExchange(ref most, now, seen);
                if (!full.IsSet) full.Signal();
                Assert.That(refused.Wait(TimeSpan.FromSeconds(30), CancellationToken.None), "the third was never asked");
                Interlocked.Decrement(ref present);
                return Finished(run);
            },
            runs: Several(3, bytes: 100),
            memory: 250);

        Assert.That((result.Trained, result.Failures.Length), Is.EqualTo((3, 0)));
        Assert.That(most, Is.EqualTo(2));
        Assert.That(asked, Has.Count.EqualTo(4), "asked for once more, not over and over");
    }

    [Test]
    public void Run_ThatNeedsMoreMemoryThanThereIs_FailsAndTheOthersGoOn()
    {
        ImmutableArray<PlannedRun> runs = [.. Several(1, bytes: 3 << 20), .. Several(3, bytes: 1 << 20)[1..]];

        var result = Schedule(1, (run, allowance, _) => allowance.TryTakeMemory() ? Finished(run) : new RunOutcome.NoMemory(), runs: runs, memory: 2 << 20);

        Assert.That((result.Trained, result.Unfinished, result.Interrupted), Is.EqualTo((2, 0, false)));
        Assert.That(result.Failures, Is.EqualTo(
        [
            new FailedRun(runs[0], "it needs 3.0 MiB of memory, and all runs together may take 2.0 MiB: run it where there is more, or allow more with --memory"),
        ]));
    }

    [Test]
    public void Run_StackThatHadToBeMadeSmaller_IsBegunAnewAndSaidOnce()
    {
        // The first three of the plan are in one stack, and their device is too small for all; the fourth is of another shape.
        ImmutableArray<PlannedRun> runs = [.. Several(4).Select((run, i) => run with { Stack = i < 3 ? "a" : null })];
        var (tries, notices) = (new ConcurrentDictionary<PlannedRun, int>(), new ConcurrentQueue<string>());

        var result = Schedule(
            1,
            (run, _, _) => run.Stack is not null && tries.AddOrUpdate(run, 1, (_, made) => made + 1) == 1 ? new RunOutcome.StackReduced("16 do not fit") : Finished(run),
            runs: runs,
            notice: notices.Enqueue);

        Assert.That((result.Trained, result.Failures.Length, result.Unfinished), Is.EqualTo((4, 0, 0)));
        Assert.That(asked, Is.EqualTo([runs[0], runs[0], runs[1], runs[1], runs[2], runs[2], runs[3]]), "each again in its place of the plan");
        Assert.That(notices, Is.EqualTo(new[] { $"{runs[0].Name}: 16 do not fit; it and those stacked with it begin anew, in smaller stacks" }));
    }

    [Test]
    public void Run_StackThatHadToBeMadeSmaller_IsLeftByAllBeforeOneBeginsAnew()
    {
        // Two of the stack are under way; the third, which has not been in it, must not take the memory either that the second still holds.
        ImmutableArray<PlannedRun> runs = [.. Several(3).Select(run => run with { Stack = "a" })];
        using var together = new Barrier(2);
        using var anew = new ManualResetEventSlim();
        var first = new ConcurrentDictionary<PlannedRun, bool>();

        var result = Schedule(
            2,
            (run, _, _) =>
            {
                if (run == runs[2] || !first.TryAdd(run, true))
                {
                    anew.Set();
                    return Finished(run);
                }

                Assert.That(together.SignalAndWait(TimeSpan.FromSeconds(30), CancellationToken.None));
                if (run == runs[1]) Assert.That(anew.Wait(TimeSpan.FromMilliseconds(200), CancellationToken.None), Is.False);
                return new RunOutcome.StackReduced("too large");
            },
            runs: runs);

        Assert.That((result.Trained, result.Failures.Length), Is.EqualTo((3, 0)));
    }

    [Test]
    public void Run_DeviceFullBesideOthers_IsBegunAgainWhenOneHasEnded()
    {
        ImmutableArray<PlannedRun> runs = [.. Several(2).Select(run => run with { Cost = run.Cost with { TakesCores = false } })];
        using var together = new Barrier(2);
        using var again = new ManualResetEventSlim();
        var tries = 0;

        var result = Schedule(
            2,
            (run, allowance, _) =>
            {
                allowance.TryTakeMemory();
                if (run == runs[0] && ++tries > 1)
                {
                    again.Set();
                    return Finished(run);
                }

                Assert.That(together.SignalAndWait(TimeSpan.FromSeconds(30), CancellationToken.None));
                if (run == runs[0]) return new RunOutcome.NoDeviceMemory("no room");
                Assert.That(again.Wait(TimeSpan.FromMilliseconds(200), CancellationToken.None), Is.False, "it would find no more room than before");
                return Finished(run);
            },
            runs: runs);

        Assert.That((result.Trained, result.Failures.Length), Is.EqualTo((2, 0)));
    }

    [Test]
    public void Run_DeviceFullWithNothingBesideIt_Fails()
    {
        var result = Schedule(1, (run, _) => run == Runs[1] ? new RunOutcome.NoDeviceMemory("no room") : Finished(run));

        Assert.That(result.Failures, Is.EqualTo([new FailedRun(Runs[1], "no room")]));
        Assert.That(result.Trained, Is.EqualTo(7));
    }

    [Test]
    public void Run_ManyThatTakeACore_LeaveThePlacesToThoseThatDoNot()
    {
        // Two take the only core in turn; the other two have to be there together before the first of them ends.
        ImmutableArray<PlannedRun> runs = [.. Several(4).Select((run, i) => run with { Cost = run.Cost with { TakesCores = i < 2 } })];
        using var together = new Barrier(3);
        var onCores = 0;

        var result = Schedule(
            4,
            (run, _, _) =>
            {
                if (run.Cost.TakesCores) Assert.That(Interlocked.Increment(ref onCores), Is.EqualTo(1));
                if (run != runs[1]) Assert.That(together.SignalAndWait(TimeSpan.FromSeconds(30), CancellationToken.None));
                if (run.Cost.TakesCores) Interlocked.Decrement(ref onCores);
                return Finished(run);
            },
            runs: runs,
            cores: 1);

        Assert.That((result.Trained, result.Failures.Length), Is.EqualTo((4, 0)));
    }

    [Test]
    public void Run_OneTakesCoresAndOthersThatDoNotWait_HasTheIdleCores()
    {
        ImmutableArray<PlannedRun> runs = [.. Several(2, mostThreads: 4).Select((run, i) => run with { Cost = run.Cost with { TakesCores = i == 0 } })];
        var threads = 0;

        Schedule(
            1,
            (run, allowance, _) =>
            {
                if (run == runs[0]) threads = allowance.Threads;
                return Finished(run);
            },
            runs: runs,
            cores: 4);

        Assert.That(threads, Is.EqualTo(4));
    }

    private static ImmutableArray<PlannedRun> Several(int count, int mostThreads = 1, long bytes = 1) =>
        [.. Runs[..count].Select(run => run with { Cost = new RunCost(10, bytes, mostThreads) })];

    private static RunOutcome.Finished Finished(PlannedRun run, bool reused = false)
    {
        var none = ImmutableSortedDictionary<string, string>.Empty;
        var record = new RunRecord(
            RunRecord.CurrentSchema, run.Id.Text, "fake", RunStatus.Complete, 100, 100, null, ImmutableSortedDictionary<string, EventOutcome>.Empty,
            ImmutableSortedDictionary<string, double>.Empty, [], none, new Provenance("", "", "", "", "", 1, "", default, 0, 0));
        return new RunOutcome.Finished(new RunResult(run.Specs[0], record, new Curve([], ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty)), reused);
    }

    private SchedulerResult Schedule(
        int jobs, Func<PlannedRun, CancellationToken, RunOutcome> train, ImmutableArray<PlannedRun>? runs = null, CancellationToken stop = default) =>
        Schedule(jobs, (run, _, token) => train(run, token), runs, stop: stop);

    private SchedulerResult Schedule(
        int jobs, Func<PlannedRun, RunAllowance, CancellationToken, RunOutcome> train, ImmutableArray<PlannedRun>? runs = null,
        long memory = long.MaxValue, int? cores = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        var clock = new HastyClock();
        var all = runs ?? Runs;
        var machine = new Machine(jobs, cores ?? jobs, memory);
        var scheduler = new RunScheduler(
            machine, clock, new BenchProgress(all, jobs, clock),
            (run, allowance, _, token) =>
            {
                asked.Enqueue(run);
                return train(run, allowance, token);
            },
            notice);
        return scheduler.Run(all, stop);
    }

    /// <summary>A clock on which nobody waits: time passes when somebody would.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long ticks;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(Interlocked.Read(ref ticks));

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Add(ref ticks, dueTime.Ticks);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
