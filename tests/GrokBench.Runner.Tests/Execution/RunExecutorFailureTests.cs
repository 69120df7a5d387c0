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
    public void Execute_UnwritableFolderOfTheRun_FailsAloneAndSaysWhich()
    {
        var spec = bench.Spec(Fake.Observation(50));
        Directory.CreateDirectory(Path.GetDirectoryName(bench.Store.FolderOf(spec))!);
        File.WriteAllText(bench.Store.FolderOf(spec), "in the way");
        Assert.That(((RunOutcome.Failed)bench.Execute(spec)).Message, Does.StartWith($"cannot write {bench.Store.FolderOf(spec)}: "));
        Assert.That(bench.Execute(bench.Spec(Fake.Observation(50), seed: 1)), Is.TypeOf<RunOutcome.Finished>());
    }

    [Test]
    public void Execute_UnwritableResultFolder_EndsTheBench()
    {
        var spec = bench.Spec(Fake.Observation(50));
        File.WriteAllText(Path.Combine(bench.Store.Root, "runs"), "in the way");
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
        var failed = (RunOutcome.Failed)bench.Execute(spec);
        Assert.That(failed.Message, Does.StartWith($"cannot write {bench.PathOf(spec, RunFiles.NextCurve)}: "));
        bench.Family.Stepping = null;
        Assert.That(bench.Execute(spec), Is.TypeOf<RunOutcome.Finished>());
    }

    [Test, Combinatorial, CancelAfter(60_000)]
    public void Execute_SomethingInPlaceOfAFile_IsMovedAsideAndThatRunAloneIsTrainedAgain(
        [Values(RunFiles.Record, RunFiles.Curve)] string file, [ValueSource(typeof(Obstacles), nameof(Obstacles.Kinds))] string kind)
    {
        var (spec, other) = (bench.Spec(Fake.Observation(50)), bench.Spec(Fake.Observation(50), seed: 1));
        var before = bench.Finish(spec);
        bench.Finish(other);
        Obstacles.Put(kind, bench.PathOf(spec, file));

        var outcomes = new[] { spec, other, spec }.Select(run => (RunOutcome.Finished)bench.Execute(run)).ToArray();

        Assert.That(outcomes.Select(outcome => outcome.Reused), Is.EqualTo([false, true, true]));
        Assert.That(outcomes[0].Result.Record.Digest, Is.EqualTo(before.Record.Digest));
        var cannotRead = $"cannot read {bench.PathOf(spec, file)}: ";
        Assert.That(bench.Notices, Has.Exactly(1).StartsWith(cannotRead).And.EndWith($"; it is now {file}.unusable-1"));
        Assert.That(Obstacles.IsAt(bench.PathOf(spec, $"{file}.unusable-1")));
    }

    [TestCase("")]
    [TestCase(null)]
    public void Execute_WrongSpecificationOfAFinishedRun_IsMendedWithoutTraining(string? text)
    {
        var spec = bench.Spec(Fake.Observation(50));
        bench.Finish(spec);
        var path = bench.PathOf(spec, RunFiles.Spec);
        if (text is null) File.Delete(path);
        else File.WriteAllText(path, text);

        Assert.That(((RunOutcome.Finished)bench.Execute(spec)).Reused, Is.True);
        Assert.That(bench.Notices, Has.Count.EqualTo(1).And.All.StartsWith(path).And.All.EndsWith("; it is written anew"));
        Assert.That(bench.Store.Read(spec).Problem, Is.Null);
        Assert.That(bench.Family.Created, Is.EqualTo(1));
    }

    [Test]
    public void Execute_WrongSpecificationThatCannotBeMended_IsNamedAndTheRunIsThere()
    {
        var spec = bench.Spec(Fake.Observation(50));
        bench.Finish(spec);
        using var held = bench.Store.TryLock(spec);
        File.Delete(bench.PathOf(spec, RunFiles.Spec));

        Assert.That(((RunOutcome.Finished)bench.Execute(spec)).Reused, Is.True);
        Assert.That(bench.Notices, Is.EqualTo([$"{bench.PathOf(spec, RunFiles.Spec)} is missing"]));
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
