using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>Snapshots of a table that a real network learns, whatever happens to the run.</summary>
[TestFixture]
public sealed class RunExecutorSnapshotTests
{
    private static readonly TrainingSpec Training = new(
        new Choice(Catalogue.Tasks["modular-arithmetic"], [new("operation", "x+y"), new("modulus", 7), new("train", 0.6)]),
        new Choice(
            Catalogue.Families["mlp"], [new("input", "one-hot"), new("width", 16), new("activation", "relu"), new("biases", "none"), new("init", "pytorch-uniform")]),
        new Choice(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.1), new("weight-decay", 0)]),
        new Choice(Catalogue.Training, [new("batch", "full"), new("loss", "cross-entropy")]),
        Seed: 5);

    private static readonly RunSpec Watched = new(Training, Fake.Observation(40, every: 4) with { Snapshots = true });

    private readonly CpuEngine engine = CpuEngine.Create();

    [Test]
    public void Execute_SnapshotsAskedFor_AreOfTheFirstEvaluationsThatAreDueAndOfTheEnd()
    {
        using var folder = new TemporaryFolder();
        var record = Finish(folder, Watched).Record;
        Assert.That(record.Snapshots!.Value.Select(snapshot => snapshot.Step), Is.EqualTo(new long[] { 0, 12, 20, 32, 40 }));
        Assert.That(Read(folder, Watched).Snapshots, Is.EqualTo(record.Snapshots));
    }

    [Test]
    public void Execute_NobodyAsked_KeepsNone()
    {
        using var folder = new TemporaryFolder();
        Assert.That(Finish(folder, Unwatched).Record.Snapshots, Is.Null);
    }

    [Test]
    public void Execute_InterruptedAtEveryEvaluation_HasTheSnapshotsOfAnUninterruptedRun()
    {
        using var whole = new TemporaryFolder();
        var expected = Finish(whole, Watched).Record.Snapshots;
        using var folder = new TemporaryFolder();
        for (var interruptions = 0; ; interruptions++)
        {
            using var stop = new CancellationTokenSource();
            var outcome = Executor(folder).Execute(Watched, new RunAllowance(1), new Stopping(stop), stop.Token);
            if (outcome is not RunOutcome.Finished finished) continue;
            Assert.That(finished.Result.Record.Snapshots, Is.EqualTo(expected));
            Assert.That(interruptions, Is.EqualTo(10));
            return;
        }
    }

    [Test]
    public void Execute_ARecordWithoutThem_IsTrainedAgainToTheSameDigest()
    {
        using var folder = new TemporaryFolder();
        var before = Finish(folder, Unwatched).Record;
        var after = Finish(folder, Watched);
        Assert.That((after.Record.Digest, after.Record.Snapshots?.Length), Is.EqualTo((before.Digest, 5)));
    }

    [Test]
    public void Execute_ARecordWithThem_ServesWhoDoesNotAsk()
    {
        using var folder = new TemporaryFolder();
        Finish(folder, Watched);
        var outcome = (RunOutcome.Finished)Executor(folder).Execute(Unwatched, new RunAllowance(1), null, CancellationToken.None);
        Assert.That((outcome.Reused, outcome.Result.Record.Snapshots), Is.EqualTo((true, (object?)null)));
    }

    [Test]
    public void Execute_TrainedFurtherForAnother_KeepsThem()
    {
        using var folder = new TemporaryFolder();
        Finish(folder, Watched);
        Finish(folder, new(Training, Fake.Observation(60, every: 4)));
        Assert.That(
            Read(folder, Watched).Snapshots!.Value.Select(snapshot => snapshot.Step), Is.EqualTo(new long[] { 0, 12, 20, 32 }), "at 40 none is due, and the run goes on");
    }

    private static RunSpec Unwatched => new(Training, Fake.Observation(40, every: 4));

    private RunExecutor Executor(TemporaryFolder folder) => new(Store(folder), new EngineChoice(engine), TimeProvider.System);

    private RunStore Store(TemporaryFolder folder) => new(folder.Path, engine.Identity);

    private RunRecord Read(TemporaryFolder folder, RunSpec spec) => Store(folder).Load([spec]).Find(spec)!.Record;

    private RunResult Finish(TemporaryFolder folder, RunSpec spec) =>
        ((RunOutcome.Finished)Executor(folder).Execute(spec, new RunAllowance(1), null, CancellationToken.None)).Result;

    /// <summary>Stops the run at the first evaluation that it tells of.</summary>
    private sealed class Stopping(CancellationTokenSource stop) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => stop.Cancel();
    }
}
