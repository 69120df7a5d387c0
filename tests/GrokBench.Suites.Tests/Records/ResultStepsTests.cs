using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Records;

/// <summary>
/// A result that takes the place of another, stopped at each of its steps: there is always one whole pair, and whoever comes next brings it
/// to an end.
/// </summary>
public sealed class ResultStepsTests
{
    private static readonly RunSpec Spec = new(Fake.Training(new FakeFamily()), Fake.Observation(20, every: 10));
    private static readonly StoredRun Old = Curves.Stored(Spec, 20), New = Curves.Stored(Spec, 40), SameCurve = Retrained(Old);

    private static readonly string[] Steps =
    [
        "write curve.next.csv", "write record.next.json", "rename curve.next.csv", "rename record.next.json", "delete checkpoint.bin",
        "delete deviating.json", "delete deviating.csv",
    ];

    private TemporaryFolder folder = null!;
    private RunStore store = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        store = new RunStore(folder.Path, new FakeEngine().Identity, Fake.Measures);
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void WriteResult_Steps_AreThese()
    {
        var steps = new List<string>();
        using (var held = store.TryLock(Spec)!)
        {
            held.Changing = steps.Add;
            held.WriteResult(Old);
        }

        Assert.That(steps, Is.EqualTo(Steps));
    }

    [Test]
    public void WriteResult_StoppedBeforeAnyStep_AWholePairStays([Range(0, 6)] int step, [Values] bool sameCurve, [Values] bool checkpoint)
    {
        Write(Old);
        var next = sameCurve ? SameCurve : New;
        WriteUntil(step, next, checkpoint);

        // The new one counts once its record vouches for a curve that is in its place; before, the old one does.
        Assert.That(Budget(), Is.EqualTo((step <= 2 || (sameCurve && step == 3) ? Old : next).Record.Budget));
        AssertWholeFor(step <= 1 ? Old : next);
    }

    [Test]
    public void WriteResult_FirstOfARunStoppedBeforeAnyStep_ItIsThereFromTheSecondWriteOn([Range(0, 6)] int step)
    {
        WriteUntil(step, New, checkpoint: true);

        Assert.That(store.Read(Spec).Value?.Record.Budget, Is.EqualTo(step <= 1 ? null : New.Record.Budget));
        if (step > 1) AssertWholeFor(New);
    }

    [Test]
    public void WriteResult_RetryOfAFailedRunStoppedBeforeAnyStep_IsFoundFromTheSecondWriteOn([Range(0, 6)] int step)
    {
        using (var held = store.TryLock(Spec)!) held.WriteFailure(Old.Record with { Status = RunStatus.Failed, Message = "out of luck" });
        WriteUntil(step, New, checkpoint: false);

        Assert.That(store.Read(Spec).Value?.Record.Status, Is.EqualTo(step <= 1 ? RunStatus.Failed : RunStatus.Complete));
    }

    [Test]
    public void WriteResult_OfADeviation_StoppedBeforeAnyStep_NeitherIsLost([Range(0, 6)] int step)
    {
        Write(Old);
        using (var held = store.TryLock(Spec)!) held.WriteDeviation(New);
        WriteUntil(step, store.ReadDeviation(Spec).Value!, checkpoint: false);

        Assert.That(store.Read(Spec).Value, Is.Not.Null);
        StoredRun?[] both = [store.Read(Spec).Value, store.ReadDeviation(Spec).Value];
        Assert.That(both.Select(run => run?.Record.Budget), Has.Member(New.Record.Budget));
    }

    [Test]
    public void WriteResult_WhileOthersRead_EveryReaderSeesAWholePair()
    {
        Write(Old);
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            var (reads, missed) = (0, new List<string?>());
            for (; !stop.IsCancellationRequested; reads++)
            {
                if (store.Read(Spec) is { Value: null } reading) missed.Add(reading.Problem);
            }

            return (reads, missed);
        });
        for (var i = 0; i < 200; i++) Write(i % 2 == 0 ? New : Old);
        stop.Cancel();

        Assert.That(reading.Result.missed, Is.Empty);
        Assert.That(reading.Result.reads, Is.Positive);
    }

    /// <summary>
    /// The lock file removed between two takings is what a file system amounts to that ignores locks: both processes have the lock.
    /// </summary>
    [Test]
    public void WriteResult_TwoHoldersOfOneLock_BothEndWellWhereverTheyMeet([Range(0, 6)] int step, [Range(0, 6)] int meeting)
    {
        Write(Old);
        using var first = store.TryLock(Spec)!;
        using var second = TakeAgain();
        RunLock? third = null;
        var (firsts, seconds) = (0, 0);
        second.Changing = _ =>
        {
            // In the midst of the second's a third begins, which tidies up.
            if (seconds++ == meeting) third = TakeAgain();
        };
        first.Changing = _ =>
        {
            if (firsts++ == step) second.WriteResult(SameCurve);
        };
        first.WriteResult(New);
        third?.Dispose();

        Assert.That(store.Read(Spec).Value, Is.Not.Null);
        Assert.That(Directory.GetFiles(store.FolderOf(Spec), "*.tmp"), Is.Empty);
    }

    [Test]
    public void WriteFailure_AnotherHolderHasFinishedTheRun_KeepsItsRecord()
    {
        using var first = store.TryLock(Spec)!;
        using (var second = TakeAgain()) second.WriteResult(Old);
        first.WriteFailure(Old.Record with { Status = RunStatus.Failed, Message = "out of luck" });

        Assert.That(store.Read(Spec).Value!.Record.Status, Is.EqualTo(RunStatus.Complete));
    }

    [Test]
    public void TryLock_TemporaryFileOfAnotherHolder_Stays()
    {
        using var first = store.TryLock(Spec)!;
        RunLock? second = null;
        first.WriteCheckpoint(
            Checkpoint(Old.Curve),
            stream =>
            {
                second = TakeAgain();
                stream.WriteByte(1);
            });
        second!.Dispose();

        Assert.That(first.ReadCheckpoint().Value!.Checkpoint.Step, Is.EqualTo(1));
    }

    private RunLock TakeAgain()
    {
        File.Delete(Path.Combine(store.FolderOf(Spec), RunFiles.Lock));
        return store.TryLock(Spec)!;
    }

    private static Checkpoint Checkpoint(Curve curve) => new(Spec.Id.Text, new FakeEngine().Identity.ToString(), 1, curve, [], [], 1, 1);

    private static StoredRun Retrained(StoredRun run) => run with { Record = run.Record with { Budget = 21 } };

    private long Budget() => store.Read(Spec).Value!.Record.Budget;

    private void Write(StoredRun run)
    {
        using var held = store.TryLock(Spec)!;
        held.WriteResult(run);
    }

    /// <summary>Writes a result as far as a step, before which the process is killed.</summary>
    private void WriteUntil(int step, StoredRun run, bool checkpoint)
    {
        using var held = store.TryLock(Spec)!;
        if (checkpoint) held.WriteCheckpoint(Checkpoint(run.Curve), stream => stream.WriteByte(1));
        var made = 0;
        held.Changing = _ =>
        {
            if (made++ == step) throw new OperationCanceledException("killed");
        };
        Assert.Throws<OperationCanceledException>(() => held.WriteResult(run));
    }

    /// <summary>The next holder of the lock leaves one pair under its own names, and no other file of a result.</summary>
    private void AssertWholeFor(StoredRun expected)
    {
        store.TryLock(Spec)!.Dispose();
        var reading = store.Read(Spec);
        Assert.That((reading.Value!.Record.Budget, reading.Problem), Is.EqualTo((expected.Record.Budget, (string?)null)));
        Assert.That(File.Exists(Path.Combine(store.FolderOf(Spec), RunFiles.NextRecord)), Is.False);
        Assert.That(SeriesDigest.Of(reading.Value.Curve), Is.EqualTo(reading.Value.Record.SeriesDigests));
    }
}
