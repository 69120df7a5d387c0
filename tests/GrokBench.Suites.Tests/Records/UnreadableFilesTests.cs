using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Records;

/// <summary>Something that is no file in the place of one of a run's files costs that run, and is never deleted.</summary>
[CancelAfter(60_000)]
public sealed class UnreadableFilesTests
{
    private static readonly RunSpec Spec = new(Fake.Training(new FakeFamily()), Fake.Observation(20, every: 10));

    private TemporaryFolder folder = null!;
    private RunStore store = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        store = new RunStore(folder.Path, new FakeEngine().Identity, Fake.Measures);
        Write();
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test, Combinatorial]
    public void Read_Obstacle_IsAProblemOfThatRun(
        [Values(RunFiles.Record, RunFiles.Curve)] string file, [ValueSource(typeof(Obstacles), nameof(Obstacles.Kinds))] string kind)
    {
        Obstacles.Put(kind, PathOf(file));
        var notices = new List<string>();

        Assert.That(store.Load([Spec], notices.Add).Count, Is.Zero);
        Assert.That(notices, Has.Exactly(1).StartsWith($"cannot read {PathOf(file)}: "));
    }

    [Test, Combinatorial]
    public void TryLock_Obstacle_IsMovedAsideAndTheRunCanBeWritten(
        [Values(
            RunFiles.Record, RunFiles.Curve, RunFiles.NextRecord, RunFiles.NextCurve, RunFiles.Spec, RunFiles.Checkpoint,
            RunFiles.Deviating, RunFiles.DeviatingCurve, RunFiles.Lock)]
        string file,
        [ValueSource(typeof(Obstacles), nameof(Obstacles.Kinds))] string kind)
    {
        Obstacles.Put(kind, PathOf(file));
        Directory.CreateDirectory(PathOf($"{file}.unusable-1"));
        var notices = new List<string>();
        using (var held = store.TryLock(Spec, notices.Add)!)
        {
            Assert.That(held.ReadCheckpoint(), Is.EqualTo(default(Reading<StoredCheckpoint>)));
            held.WriteResult(Curves.Stored(Spec, 20));
        }

        Assert.That(notices, Has.Exactly(1).StartsWith($"cannot read {PathOf(file)}: ").And.EndsWith($"; it is now {file}.unusable-2"));
        Assert.That(Obstacles.IsAt(PathOf($"{file}.unusable-2")));
        Assert.That((store.Read(Spec).Value?.Record.Steps, store.Read(Spec).Problem), Is.EqualTo((20L, (string?)null)));
    }

    [Test]
    public void WriteResult_ObstacleThatCameAfterTheLock_IsMovedAside(
        [Values(RunFiles.Record, RunFiles.Curve, RunFiles.NextRecord, RunFiles.Checkpoint)] string file,
        [ValueSource(typeof(Obstacles), nameof(Obstacles.Kinds))] string kind)
    {
        using (var held = store.TryLock(Spec)!)
        {
            Obstacles.Put(kind, PathOf(file));
            held.WriteResult(Curves.Stored(Spec, 20));
        }

        Assert.That(Obstacles.IsAt(PathOf($"{file}.unusable-1")));
        Assert.That((store.Read(Spec).Value?.Record.Steps, store.Read(Spec).Problem), Is.EqualTo((20L, (string?)null)));
    }

    [TestCase(RunFiles.Record, "it has 10,737,418,240 bytes, at most 67,108,864 are read")]
    [TestCase(RunFiles.Curve, "it has 10,737,418,240 bytes, at most 1,073,741,824 are read")]
    [TestCase(RunFiles.Spec, "it has 10,737,418,240 bytes, at most 67,108,864 are read")]
    public void Read_HugeFile_IsRefusedUnread(string file, string reason)
    {
        using (var huge = new FileStream(PathOf(file), FileMode.Create)) huge.SetLength(10L << 30);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(store.Read(Spec).Problem, Is.EqualTo($"cannot read {PathOf(file)}: {reason}"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10 << 20));

        store.TryLock(Spec)!.Dispose();
        Assert.That(new FileInfo(PathOf($"{file}.unusable-1")).Length, Is.EqualTo(10L << 30));
    }

    private void Write()
    {
        using var held = store.TryLock(Spec)!;
        held.WriteResult(Curves.Stored(Spec, 20));
    }

    private string PathOf(string file) => Path.Combine(store.FolderOf(Spec), file);
}
