using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>A change of behaviour without a new version: what is stored already is never lost to it, and never overruled unasked.</summary>
[TestFixture]
public sealed class RunExecutorDeviationTests
{
    private Bench bench = null!;
    private RunSpec spec = null!;
    private RunResult kept = null!;

    [SetUp]
    public void SetUp()
    {
        bench = new Bench();
        spec = bench.Spec(Fake.Observation(50, every: 10));
        kept = bench.Finish(spec);
        bench.Family.Shift = 0.01;
    }

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Execute_TrainedAgainToAnotherState_FailsAndKeepsTheRecord()
    {
        var before = File.ReadAllBytes(bench.PathOf(spec, RunFiles.Record));
        var message = Message(bench.Execute(spec, again: true));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message, Does.StartWith("trained again, the run had another state at step 0 than its record in ").And.Contains("--accept"));
            Assert.That(File.ReadAllBytes(bench.PathOf(spec, RunFiles.Record)), Is.EqualTo(before));
            Assert.That(bench.Store.Load([spec]).Find(spec)!.Record.Digest, Is.EqualTo(kept.Record.Digest));
            Assert.That(bench.Store.ReadDeviation(spec).Value!.Record.Digest, Is.Not.EqualTo(kept.Record.Digest));
            Assert.That(File.Exists(bench.PathOf(spec, RunFiles.Checkpoint)), Is.False);
        }
    }

    [Test]
    public void Execute_DeviationUndecided_FailsEveryTimeWithoutTraining([Values(20, 50, 90)] int budget)
    {
        var first = Message(bench.Execute(spec, again: true));
        var trained = bench.Family.Created;
        var asked = bench.Spec(Fake.Observation(budget, every: 10));

        Assert.That(Message(bench.Execute(asked)), Is.EqualTo(first));
        Assert.That(Message(bench.Execute(asked)), Is.EqualTo(first));
        Assert.That(bench.Family.Created, Is.EqualTo(trained));
    }

    [Test]
    public void Execute_LargerBudgetToAnotherState_KeepsTheRecordToo()
    {
        Assert.That(Message(bench.Execute(bench.Spec(Fake.Observation(90, every: 10)))), Does.StartWith("trained again"));
        Assert.That(bench.Store.Load([spec]).Find(spec)!.Record.Digest, Is.EqualTo(kept.Record.Digest));
    }

    [Test]
    public void Execute_Accept_TheDeviationTakesTheRecordsPlace()
    {
        bench.Execute(spec, again: true);
        var deviating = bench.Store.ReadDeviation(spec).Value!.Record.Digest;
        var trained = bench.Family.Created;

        var accepted = (RunOutcome.Finished)bench.Execute(spec, accept: true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((accepted.Reused, accepted.Result.Record.Digest), Is.EqualTo((true, deviating)));
            Assert.That(bench.Family.Created, Is.EqualTo(trained), "nothing is trained for it");
            Assert.That(Directory.GetFiles(bench.Store.FolderOf(spec), "deviating.*"), Is.Empty);
            Assert.That(bench.Notices, Has.Exactly(1).EndsWith("the deviating result has taken the record's place"));
            Assert.That(bench.Execute(spec), Is.TypeOf<RunOutcome.Finished>());
        }
    }

    [Test]
    public void Execute_AcceptWithoutADeviation_IsAsWithout() =>
        Assert.That(((RunOutcome.Finished)bench.Execute(spec, accept: true)).Result.Record.Digest, Is.EqualTo(kept.Record.Digest));

    [Test]
    public void Execute_AcceptADamagedDeviation_FailsAndKeepsBoth()
    {
        bench.Execute(spec, again: true);
        File.WriteAllText(bench.PathOf(spec, RunFiles.DeviatingCurve), "step,series,value\n");

        Assert.That(Message(bench.Execute(spec, accept: true)), Does.StartWith("there is nothing to accept: ").And.Contains("is not the curve of deviating.json"));
        Assert.That(Message(bench.Execute(spec)), Does.Contain("is not the curve of deviating.json"), "still undecided");
        Assert.That(bench.Store.Load([spec]).Find(spec)!.Record.Digest, Is.EqualTo(kept.Record.Digest));
    }

    [Test]
    public void Execute_MendedAndAgain_TheDeviationIsGone()
    {
        bench.Execute(spec, again: true);
        bench.Family.Shift = 0;

        Assert.That(bench.Finish(spec, again: true).Record.Digest, Is.EqualTo(kept.Record.Digest));
        Assert.That(Directory.GetFiles(bench.Store.FolderOf(spec), "deviating.*"), Is.Empty);
        Assert.That(((RunOutcome.Finished)bench.Execute(spec)).Reused, Is.True);
    }

    [Test]
    public void Execute_MeasureChangedWithoutANewVersion_FailsAndKeepsTheRecord()
    {
        bench.Family.Shift = 0;
        var measured = bench.Spec(Fake.Observation(50, every: 10, measures: "alpha"));
        bench.Finish(measured, again: true);
        var before = File.ReadAllBytes(bench.PathOf(measured, RunFiles.Curve));

        var message = Message(Changed(new FakeMeasure("alpha", shift: 0.5)).Execute(measured, new RunAllowance(1), null, CancellationToken.None, again: true));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message, Does.StartWith("trained again, the run had another value of alpha at step 10 than its record in ").And.Contains("--accept"));
            Assert.That(File.ReadAllBytes(bench.PathOf(measured, RunFiles.Curve)), Is.EqualTo(before));
            Assert.That(Message(bench.Execute(measured)), Is.EqualTo(message), "undecided");
            Assert.That(bench.Execute(measured, accept: true), Is.TypeOf<RunOutcome.Finished>());
            Assert.That(File.ReadAllBytes(bench.PathOf(measured, RunFiles.Curve)), Is.Not.EqualTo(before));
        }
    }

    [Test]
    public void Execute_MeasureChangedWithANewVersion_TakesTheRecordsPlace()
    {
        bench.Family.Shift = 0;
        var measured = bench.Spec(Fake.Observation(50, every: 10, measures: "alpha"));
        bench.Finish(measured, again: true);

        var outcome = Changed(new FakeMeasure("alpha", version: 2, shift: 0.5)).Execute(measured, new RunAllowance(1), null, CancellationToken.None, again: true);

        Assert.That(outcome, Is.TypeOf<RunOutcome.Finished>());
        Assert.That(Directory.GetFiles(bench.Store.FolderOf(measured), "deviating.*"), Is.Empty);
    }

    /// <summary>And with it the values that another suite had asked for.</summary>
    [Test]
    public void Execute_MeasureWithANewVersion_IsTrainedAgainUnasked()
    {
        bench.Family.Shift = 0;
        var measured = bench.Spec(Fake.Observation(50, every: 10, measures: "alpha"));
        var other = bench.Spec(Fake.Observation(50, every: 10, measures: "beta"));
        var before = bench.Finish(measured, again: true);
        var changed = Changed(new FakeMeasure("alpha", version: 2, shift: 0.5));

        var unmeasured = (RunOutcome.Finished)changed.Execute(spec, new RunAllowance(1), null, CancellationToken.None);
        var after = (RunOutcome.Finished)changed.Execute(measured, new RunAllowance(1), null, CancellationToken.None);
        var once = (RunOutcome.Finished)changed.Execute(measured, new RunAllowance(1), null, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((unmeasured.Reused, after.Reused, once.Reused), Is.EqualTo((true, false, true)));
            Assert.That(after.Result.Curve.Series["alpha"], Is.Not.EqualTo(before.Curve.Series["alpha"]));
            Assert.That(after.Result.Record.Digest, Is.EqualTo(before.Record.Digest));
            Assert.That(after.Result.Record.Measures, Is.EqualTo(new Dictionary<string, int> { ["alpha"] = 2 }));
        }

        // Whoever asks for another measure has this one computed again too, and the record tells by which version.
        changed.Execute(other, new RunAllowance(1), null, CancellationToken.None);
        Assert.That(
            bench.Store.Read(other).Value!.Record.Measures, Is.EqualTo(new Dictionary<string, int> { ["alpha"] = 2, ["beta"] = 1 }));
    }

    [TestCase(50, 7)]
    [TestCase(90, 10)]
    public void Execute_MoreEvaluationsOrSteps_IsNoDeviation(int budget, int every)
    {
        bench.Family.Shift = 0;

        Assert.That(bench.Finish(bench.Spec(Fake.Observation(budget, every: every, measures: "beta"))).Record.Steps, Is.EqualTo(budget));
        Assert.That(bench.Store.Read(spec).Value!.Curve.Steps, Is.SupersetOf(kept.Curve.Steps));
    }

    private RunExecutor Changed(FakeMeasure measure)
    {
        var engine = new FakeEngine();
        return new RunExecutor(new RunStore(bench.Store.Root, engine.Identity, Fake.Measures.SetItem(measure.Name, measure)), new EngineChoice(engine), new ManualClock());
    }

    private static string Message(RunOutcome outcome) => ((RunOutcome.Failed)outcome).Message;
}
