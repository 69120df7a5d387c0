using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>What comes of a run that cannot be finished.</summary>
[TestFixture]
public sealed class RunExecutorFailureTests
{
    private Bench bench = null!;

    [SetUp]
    public void SetUp() => bench = new Bench();

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Execute_LearnerThrows_FailsWithItsMessageAndIsRetried()
    {
        var spec = bench.Spec(Fake.Observation(50, every: 10));
        bench.Family.Stepping = made =>
        {
            if (made == 33) throw new InvalidOperationException("no more");
        };
        var failed = bench.Execute(spec);
        var record = bench.Store.Read(spec).Value!.Record;
        bench.Family.Stepping = null;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failed, Is.EqualTo(new RunOutcome.Failed("InvalidOperationException: no more")));
            Assert.That(Bench.End(record), Is.EqualTo((RunStatus.Failed, 33L, "InvalidOperationException: no more")));
            Assert.That(bench.Finish(spec).Record.Status, Is.EqualTo(RunStatus.Complete));
        }
    }

    [Test]
    public void Execute_LargerBudgetFails_KeepsTheSmallerRecord()
    {
        var small = bench.Spec(Fake.Observation(20, every: 10));
        bench.Finish(small);
        bench.Family.Stepping = _ => throw new InvalidOperationException("no more");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bench.Execute(bench.Spec(Fake.Observation(50, every: 10))), Is.TypeOf<RunOutcome.Failed>());
            Assert.That(((RunOutcome.Finished)bench.Execute(small)).Reused, Is.True);
        }
    }

    [Test]
    public void Execute_UnwritableFolder_SaysWhich()
    {
        var spec = bench.Spec(Fake.Observation(50));
        Directory.CreateDirectory(Path.GetDirectoryName(bench.Store.FolderOf(spec))!);
        File.WriteAllText(bench.Store.FolderOf(spec), "in the way");
        Assert.That(((RunOutcome.StoreFailed)bench.Execute(spec)).Message, Does.StartWith($"cannot write {bench.Store.FolderOf(spec)}: "));
    }

    [Test]
    public void Execute_FolderVanishesWhileTraining_SaysWhichFileCouldNotBeWritten()
    {
        var spec = bench.Spec(Fake.Observation(50));
        bench.Family.Stepping = made =>
        {
            if (made == 40) Directory.Delete(bench.Store.FolderOf(spec), recursive: true);
        };
        Assert.That(((RunOutcome.StoreFailed)bench.Execute(spec)).Message, Does.StartWith($"cannot write {bench.PathOf(spec, RunFiles.Curve)}: "));
    }

    [Test]
    public void Execute_NoMemory_BeginsNothingAndKeepsNoLock()
    {
        var spec = bench.Spec(Fake.Observation(5));

        var outcome = bench.Executor.Execute(spec, new RunAllowance(1, () => false), null, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.TypeOf<RunOutcome.NoMemory>());
            Assert.That(bench.Family.Created, Is.Zero);
            Assert.That(File.Exists(bench.PathOf(spec, RunFiles.Record)), Is.False);
            Assert.That(bench.Execute(spec), Is.TypeOf<RunOutcome.Finished>());
            Assert.That(bench.Executor.Execute(spec, new RunAllowance(1, () => false), null, CancellationToken.None), Is.TypeOf<RunOutcome.Finished>(), "nothing to train");
        }
    }

    [Test]
    public void Execute_AskersOfDifferentRuns_Throws() =>
        Assert.Throws<ArgumentException>(() => bench.Executor.Execute(bench.Spec(Fake.Observation(5)), bench.Spec(Fake.Observation(5), seed: 1)));
}
