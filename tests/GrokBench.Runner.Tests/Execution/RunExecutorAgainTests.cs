using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>
/// A finished run that is trained again goes on where it was interrupted, and keeps its record until the new one is whole.
/// </summary>
[TestFixture]
public sealed class RunExecutorAgainTests
{
    private ManualClock clock = null!;
    private Bench bench = null!;
    private RunSpec spec = null!;
    private RunResult before = null!;
    private string record = "";

    [SetUp]
    public void SetUp()
    {
        clock = new ManualClock();
        bench = new Bench(clock: clock);
        spec = bench.Spec(Fake.Observation(200, every: 10));
        before = bench.Finish(spec);
        record = File.ReadAllText(bench.PathOf(spec, RunFiles.Record));
    }

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Execute_AgainInterruptedFourTimes_GoesOnEveryTime()
    {
        var begun = new List<long?>();
        foreach (var step in new[] { 40L, 80, 120, 160 })
        {
            begun.Add(AgainUntil(step));
            Assert.That(File.ReadAllText(bench.PathOf(spec, RunFiles.Record)), Is.EqualTo(record), "kept");
        }

        begun.Add(AgainUntil(long.MaxValue));
        Assert.That(begun, Is.EqualTo(new long?[] { 0, 40, 80, 120, 160 }));
        var after = bench.Store.Read(spec);
        Assert.That((after.Value!.Record.Digest, after.Problem), Is.EqualTo((before.Record.Digest, (string?)null)));
        Assert.That(File.ReadAllText(bench.PathOf(spec, RunFiles.Record)), Is.Not.EqualTo(record), "replaced");
        Assert.That(File.Exists(bench.PathOf(spec, RunFiles.Checkpoint)), Is.False);
        Assert.That(AgainUntil(long.MaxValue), Is.Zero, "and then again from the beginning");
    }

    [Test]
    public void Execute_BetweenTwoAgains_UsesTheRecordAndKeepsTheCheckpoint()
    {
        AgainUntil(40);
        Assert.That(((RunOutcome.Finished)bench.Execute(spec)).Reused, Is.True);
        Assert.That(AgainUntil(long.MaxValue), Is.EqualTo(40));
    }

    [Test]
    public void Execute_CheckpointOfBeforeTheRecord_IsRemoved([Values] bool again)
    {
        AgainUntil(40);
        var checkpoint = File.ReadAllBytes(bench.PathOf(spec, RunFiles.Checkpoint));
        clock.Advance(TimeSpan.FromSeconds(1));
        bench.Finish(spec, again: true);
        File.WriteAllBytes(bench.PathOf(spec, RunFiles.Checkpoint), checkpoint);

        if (again) Assert.That(AgainUntil(long.MaxValue), Is.Zero, "it is of another record");
        else Assert.That(((RunOutcome.Finished)bench.Execute(spec)).Reused, Is.True);
        Assert.That(File.Exists(bench.PathOf(spec, RunFiles.Checkpoint)), Is.False);
    }

    [Test]
    public void Execute_DamagedCheckpointBesideARecord_IsRemoved()
    {
        File.WriteAllText(bench.PathOf(spec, RunFiles.Checkpoint), "damaged");
        Assert.That(((RunOutcome.Finished)bench.Execute(spec)).Reused, Is.True);
        Assert.That(File.Exists(bench.PathOf(spec, RunFiles.Checkpoint)), Is.False);
    }

    [Test]
    public void Execute_MoreAskedForThanTheRecordHolds_GoesOnToo()
    {
        var more = bench.Spec(Fake.Observation(300, every: 10));
        bench.ExecuteUntil(more, 100);
        Assert.That(((RunOutcome.Finished)bench.Execute(spec)).Reused, Is.True, "the record still serves whom it served");

        long? first = null;
        bench.Family.Stepping = step => first ??= step;
        Assert.That((bench.Finish(more).Record.Steps, first), Is.EqualTo((300L, 100L)));
    }

    [Test]
    public void Execute_AgainAfterAChangeOfCode_StartsFromTheBeginning()
    {
        AgainUntil(40);
        using (var held = bench.Store.TryLock(spec)!)
        {
            var stored = held.ReadCheckpoint().Value!;
            held.WriteCheckpoint(stored.Checkpoint with { Sources = "other" }, stream => stream.Write(stored.State));
        }

        Assert.That(AgainUntil(long.MaxValue), Is.Zero);
        Assert.That(bench.Notices, Is.EqualTo(["a checkpoint is of other sources than this build; the run starts from the beginning"]));
    }

    [Test]
    public void Execute_AgainWithoutARecord_GoesOnFromTheCheckpoint()
    {
        using var fresh = new Bench();
        fresh.ExecuteUntil(spec with { Training = fresh.Spec(spec.Observation).Training }, 40);
        long? first = null;
        fresh.Family.Stepping = step => first ??= step;
        fresh.Finish(fresh.Spec(spec.Observation), again: true);
        Assert.That(first, Is.EqualTo(40));
    }

    [Test]
    public void Execute_NewPairLeftByAKill_IsBroughtToItsEndWithoutTraining()
    {
        File.Move(bench.PathOf(spec, RunFiles.Record), bench.PathOf(spec, RunFiles.NextRecord));
        Assert.That(((RunOutcome.Finished)bench.Execute(spec)).Reused, Is.True);
        Assert.That(File.ReadAllText(bench.PathOf(spec, RunFiles.Record)), Is.EqualTo(record));
        Assert.That(File.Exists(bench.PathOf(spec, RunFiles.NextRecord)), Is.False);
    }

    /// <summary>What two processes do that no lock keeps apart: both train, and both end well.</summary>
    [Test]
    public void Execute_LockThatKeepsNobodyOut_BothFinishWithTheSameBits([Values(0, 50, 199)] long meeting)
    {
        using var shared = new Bench();
        var run = shared.Spec(spec.Observation);
        var family = new FakeFamily();
        var store = new RunStore(shared.Store.Root, new FakeEngine().Identity, Fake.Measures);
        var other = new RunExecutor(store, new EngineChoice(new FakeEngine()), new ManualClock(TimeSpan.FromSeconds(1)));
        var same = new RunSpec(Fake.Training(family), run.Observation);
        RunOutcome? meanwhile = null;
        shared.Family.Stepping = made =>
        {
            if (made != meeting) return;
            File.Delete(shared.PathOf(run, RunFiles.Lock));
            meanwhile = other.Execute(same, new RunAllowance(1), null, CancellationToken.None);
        };

        Assert.That(shared.Finish(run).Record.Digest, Is.EqualTo(before.Record.Digest));
        Assert.That(((RunOutcome.Finished)meanwhile!).Result.Record.Digest, Is.EqualTo(before.Record.Digest));
        Assert.That(((RunOutcome.Finished)shared.Execute(run)).Reused, Is.True);
    }

    /// <returns>The step at which training began.</returns>
    private long? AgainUntil(long step)
    {
        // Two records of one run differ at least in when they were finished.
        clock.Advance(TimeSpan.FromSeconds(1));
        using var stop = new CancellationTokenSource();
        long? first = null;
        bench.Family.Stepping = made =>
        {
            first ??= made;
            if (made == step - 1) stop.Cancel();
        };
        bench.Execute(spec, again: true, stop: stop.Token);
        bench.Family.Stepping = null;
        return first;
    }
}
