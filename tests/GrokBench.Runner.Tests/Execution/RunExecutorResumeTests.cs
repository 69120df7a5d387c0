using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>An interruption must not be told from the result.</summary>
[TestFixture]
public sealed class RunExecutorResumeTests
{
    // Stops by its rule at step 192 or after; evaluations are sparse, so that most interruptions fall between two.
    private static readonly Observation Watched = Fake.Observation(1000, perDecade: 4, every: 30, stopAfter: "t_gen", measures: ["alpha", "Zeta"]);

    private string expectedCurve = "";
    private RunRecord expected = null!;

    [OneTimeSetUp]
    public void Uninterrupted()
    {
        using var bench = new Bench();
        var spec = bench.Spec(Watched);
        expected = bench.Finish(spec).Record;
        expectedCurve = bench.CurveText(spec);
        Assert.That(expected.Steps, Is.InRange(192, 999));
    }

    [Test]
    public void Execute_InterruptedAtAnyStep_GivesTheBytesOfAnUninterruptedRun()
    {
        for (var step = 1; step < expected.Steps; step++)
        {
            using var bench = new Bench();
            var spec = bench.Spec(Watched);
            Assert.That(bench.ExecuteUntil(spec, step), Is.EqualTo(new RunOutcome.Interrupted(step)));
            AssertSame(bench, spec, bench.Finish(spec));
        }
    }

    [Test]
    public void Execute_InterruptedAtEveryStep_GivesTheBytesOfAnUninterruptedRun()
    {
        using var bench = new Bench();
        var spec = bench.Spec(Watched);
        for (var step = 1; step < expected.Steps; step++) Assert.That(bench.ExecuteUntil(spec, step), Is.EqualTo(new RunOutcome.Interrupted(step)));
        AssertSame(bench, spec, bench.Finish(spec));
    }

    [Test]
    public void Execute_KilledAtAnyStep_GoesOnFromTheLastCheckpoint([Values(1, 7, 25)] int looksPerCheckpoint)
    {
        // What a kill leaves is the folder as it is at that moment; each look at the clock takes a while, so that checkpoints come by themselves.
        var clock = new ManualClock(TimeSpan.FromSeconds(10.0 / looksPerCheckpoint));
        using var killed = new Bench(clock: clock);
        var resumedLater = 0;
        var spec = killed.Spec(Watched);
        killed.Family.Stepping = made =>
        {
            if (made % 11 != 0) return;
            using var rerun = new Bench();
            Copy(killed.Store.FolderOf(spec), rerun.Store.FolderOf(spec));
            File.WriteAllText(rerun.PathOf(spec, RunFiles.Checkpoint + ".tmp"), "half a checkpoint");
            long? first = null;
            rerun.Family.Stepping = step => first ??= step;
            AssertSame(rerun, spec, rerun.Finish(rerun.Spec(Watched)));
            Assert.That(first, Is.InRange(Math.Max(0, made - looksPerCheckpoint - 2), made));
            if (first > 0) resumedLater++;
        };
        AssertSame(killed, spec, killed.Finish(spec));
        Assert.That(resumedLater, Is.GreaterThan(10));
    }

    [Test]
    public void Execute_InterruptedRun_HasNoRecordAndOneCheckpoint()
    {
        using var bench = new Bench();
        var spec = bench.Spec(Watched);
        bench.ExecuteUntil(spec, 50);
        Assert.That(Directory.GetFiles(bench.Store.FolderOf(spec)).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { RunFiles.Checkpoint, RunFiles.Lock, RunFiles.Spec }));
    }

    [Test]
    public void Execute_StopAskedForBeforeItBegins_WritesNothing()
    {
        using var bench = new Bench();
        var spec = bench.Spec(Watched);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bench.Execute(spec, stop: new CancellationToken(canceled: true)), Is.EqualTo(new RunOutcome.Interrupted(0)));
            Assert.That(Directory.Exists(bench.Store.FolderOf(spec)), Is.False);
        }
    }

    [Test]
    public void Execute_Resumed_AddsUpTheTime()
    {
        var clock = new ManualClock();
        using var bench = new Bench(clock: clock);
        var spec = bench.Spec(Watched);
        using var stop = new CancellationTokenSource();
        bench.Family.Stepping = made =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            if (made == 49) stop.Cancel();
        };
        bench.Execute(spec, stop: stop.Token);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.That(bench.Finish(spec).Record.Provenance.WallSeconds, Is.EqualTo((double)expected.Steps).Within(1e-9));
    }

    [Test]
    public void Execute_TruncatedCheckpoint_StartsFromTheBeginningWithANotice()
    {
        using var bench = new Bench();
        var spec = bench.Spec(Watched);
        bench.ExecuteUntil(spec, 100);
        var path = bench.PathOf(spec, RunFiles.Checkpoint);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^5]);
        AssertSame(bench, spec, bench.Finish(spec));
        Assert.That(bench.Notices, Is.EqualTo(new[] { $"{path} is unusable: it is cut off; the run starts from the beginning" }));
    }

    [Test]
    public void Execute_CheckpointOfAnOlderVersionOfAMeasure_StartsFromTheBeginning()
    {
        using var bench = new Bench();
        var spec = bench.Spec(Fake.Observation(50, every: 10, measures: "alpha"));
        bench.ExecuteUntil(spec, 25);
        var raised = Fake.Measures.SetItem("alpha", new FakeMeasure("alpha", version: 2, shift: 0.5));
        var store = new RunStore(bench.Store.Root, new FakeEngine().Identity, raised);
        var executor = new RunExecutor(store, new EngineChoice(new FakeEngine()), new ManualClock());

        var ended = (RunOutcome.Finished)executor.Execute(spec, new RunAllowance(1), null, CancellationToken.None);
        var values = ended.Result.Curve.Series["alpha"];

        using var whole = new Bench();
        var expected = whole.Finish(whole.Spec(spec.Observation)).Curve.Series["alpha"];
        Assert.That(values[1..], Is.EqualTo(expected[1..].Select(value => value + 0.5)), "the evaluations before the interruption too");
    }

    [Test]
    public void Execute_CheckpointOfAnotherEngine_StartsFromTheBeginningWithANotice()
    {
        using var other = new Bench(engineVersion: 2);
        var spec = other.Spec(Watched);
        other.ExecuteUntil(spec, 100);
        using var bench = new Bench();
        Copy(other.Store.FolderOf(spec), bench.Store.FolderOf(spec));
        AssertSame(bench, spec, bench.Finish(bench.Spec(Watched)));
        Assert.That(bench.Notices, Is.EqualTo(new[]
        {
            $"{bench.PathOf(spec, RunFiles.Checkpoint)} is unusable: it is of engine fake-2-0123456789abcdef; the run starts from the beginning",
        }));
    }

    [Test]
    public void Execute_LearnerRefusesTheState_StartsFromTheBeginningWithANotice()
    {
        using var bench = new Bench();
        var spec = bench.Spec(Watched);
        bench.ExecuteUntil(spec, 100);
        using (var held = bench.Store.TryLock(spec)!)
            held.WriteCheckpoint(held.ReadCheckpoint().Value!.Checkpoint, stream => stream.WriteByte(1));
        AssertSame(bench, spec, bench.Finish(spec));
        Assert.That(bench.Notices, Is.EqualTo(new[] { "a checkpoint's state is unusable (not a state of three maps); the run starts from the beginning" }));
    }

    [Test]
    public void Execute_CheckpointWatchedOtherwise_StartsFromTheBeginning()
    {
        using var bench = new Bench();
        bench.ExecuteUntil(bench.Spec(Fake.Observation(1000, every: 17)), 100);
        AssertSame(bench, bench.Spec(Watched), bench.Finish(bench.Spec(Watched)));
    }

    [Test]
    public void Execute_LargerBudgetAfterAnInterruption_Resumes()
    {
        using var bench = new Bench();
        bench.ExecuteUntil(bench.Spec(Fake.Observation(400, every: 10)), 250);
        long? first = null;
        bench.Family.Stepping = step => first ??= step;
        var resumed = bench.Finish(bench.Spec(Fake.Observation(600, every: 10)));

        using var straight = new Bench();
        var whole = straight.Finish(straight.Spec(Fake.Observation(600, every: 10)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo(250));
            Assert.That(resumed.Record.Trajectory, Is.EqualTo(whole.Record.Trajectory));
            Assert.That(resumed.Record.SeriesDigests, Is.EqualTo(whole.Record.SeriesDigests));
        }
    }

    [Test]
    public void Execute_FailedRun_GoesOnFromItsCheckpoint()
    {
        var clock = new ManualClock(TimeSpan.FromSeconds(1));
        using var bench = new Bench(clock: clock);
        var spec = bench.Spec(Watched);
        bench.Family.Stepping = made =>
        {
            if (made == 120) throw new InvalidOperationException("no more");
        };
        bench.Execute(spec);
        long? first = null;
        bench.Family.Stepping = step => first ??= step;
        AssertSame(bench, spec, bench.Finish(spec));
        Assert.That(first, Is.InRange(100, 120));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            if (Path.GetFileName(file) != RunFiles.Lock) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private void AssertSame(Bench bench, RunSpec spec, RunResult result)
    {
        Assert.That(result.Record.Trajectory, Is.EqualTo(expected.Trajectory));
        Assert.That(result.Record.SeriesDigests, Is.EqualTo(expected.SeriesDigests));
        Assert.That(result.Record.Events, Is.EqualTo(expected.Events));
        Assert.That(bench.CurveText(spec), Is.EqualTo(expectedCurve));
    }
}
