using GrokBench.Runner.Execution;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>When the store's record will do, and what one training does for several askers.</summary>
[TestFixture]
public sealed class RunExecutorReuseTests
{
    private Bench bench = null!;

    [SetUp]
    public void SetUp() => bench = new Bench();

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Execute_Twice_ReusesTheRecord()
    {
        var spec = bench.Spec(Fake.Observation(50, every: 10));
        var first = bench.Finish(spec);
        var second = (RunOutcome.Finished)bench.Execute(spec);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Reused, Is.True);
            Assert.That(second.Result.Record.Digest, Is.EqualTo(first.Record.Digest));
            Assert.That(bench.Family.Created, Is.EqualTo(1));
        }
    }

    [Test]
    public void Execute_Again_TrainsAgainToTheSameDigest()
    {
        var spec = bench.Spec(Fake.Observation(50, every: 10));
        var first = bench.Finish(spec);
        var second = (RunOutcome.Finished)bench.Execute(spec, again: true);
        Assert.That((second.Reused, second.Result.Record.Digest), Is.EqualTo((false, first.Record.Digest)));
    }

    [TestCase(29, RunStatus.Complete)]
    [TestCase(30, RunStatus.Diverged)]
    [TestCase(31, RunStatus.Diverged)]
    [TestCase(40, RunStatus.Diverged)]
    public void Execute_SharedDivergedRun_ShowsEachObserverItsOwn(int budget, RunStatus expected)
    {
        var asker = Fake.Observation(budget, every: 6);
        bench.Finish(bench.Spec(asker, divergeAt: 30));
        using var shared = new Bench();
        shared.Executor.Execute(shared.Spec(Fake.Observation(100, every: 1), divergeAt: 30), shared.Spec(asker, divergeAt: 30));

        var (alone, together) = (bench.Finish(bench.Spec(asker, divergeAt: 30)), shared.Finish(shared.Spec(asker, divergeAt: 30)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(alone.Record.Status, Is.EqualTo(expected));
            Assert.That(Bench.End(together.Record), Is.EqualTo(Bench.End(alone.Record)));
            Assert.That(together.Curve.Steps, Is.EqualTo(alone.Curve.Steps));
            Assert.That(together.Curve.Series["step-loss.max"], Is.EqualTo(alone.Curve.Series["step-loss.max"]));
        }
    }

    [Test]
    public void Execute_LargerBudget_IsTheSameRunAndServesTheSmallerOneToo()
    {
        var small = bench.Spec(Fake.Observation(100, every: 10));
        var before = bench.Finish(small);
        var after = bench.Finish(bench.Spec(Fake.Observation(300, every: 10)));
        var reused = (RunOutcome.Finished)bench.Execute(small);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Record.Steps, Is.EqualTo(300));
            Assert.That(TrajectoryDigest.FirstDifference(before.Record.Trajectory, after.Record.Trajectory), Is.Null);
            Assert.That(reused.Reused, Is.True);
            Assert.That(reused.Result.Record.SeriesDigests, Is.EqualTo(before.Record.SeriesDigests));
        }
    }

    [Test]
    public void Execute_ExtraMeasure_TrainsAgainAndKeepsWhatOthersAskedFor()
    {
        var withAlpha = bench.Spec(Fake.Observation(100, every: 10, measures: "alpha"));
        var withBeta = bench.Spec(Fake.Observation(60, every: 7, measures: "beta"));
        var before = bench.Finish(withAlpha);
        var second = (RunOutcome.Finished)bench.Execute(withBeta);
        var third = (RunOutcome.Finished)bench.Execute(withAlpha);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((second.Reused, third.Reused), Is.EqualTo((false, true)));
            Assert.That(second.Result.Curve.Steps, Is.EqualTo(withBeta.Observation.Schedule.Expand(60)));
            Assert.That(third.Result.Curve.Steps, Is.EqualTo(before.Curve.Steps));
            Assert.That(third.Result.Curve.Series["alpha"], Is.EqualTo(before.Curve.Series["alpha"]));
            Assert.That(third.Result.Curve.Series["step-loss.max"], Is.EqualTo(before.Curve.Series["step-loss.max"]));
        }
    }

    [Test]
    public void Execute_SeveralAskers_TrainsOnceForAll()
    {
        RunSpec[] askers =
        [
            bench.Spec(Fake.Observation(40, every: 10)),
            bench.Spec(Fake.Observation(10_000, every: 9, stopAfter: "t_gen")),
            bench.Spec(Fake.Observation(90, measures: "beta")),
        ];
        bench.Executor.Execute(askers);
        var results = bench.Store.Load(askers);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bench.Family.Created, Is.EqualTo(1));
            foreach (var asker in askers)
            {
                using var alone = new Bench();
                var expected = alone.Finish(alone.Spec(asker.Observation));
                Assert.That(results.Find(asker)!.Curve.Steps, Is.EqualTo(expected.Curve.Steps));
                Assert.That(results.Find(asker)!.Curve.Series["test.loss"], Is.EqualTo(expected.Curve.Series["test.loss"]));
                Assert.That(results.Find(asker)!.Record.Events, Is.EqualTo(expected.Record.Events));
            }
        }
    }

    [Test]
    public void Execute_SeveralAskers_AreInTheRecordAndStayThere()
    {
        AskedRun Asked(string suite, string cell, Observation observation) => new(suite, cell, bench.Spec(observation), Profile: "ci");
        void Train(params AskedRun[] askers) => bench.Executor.Execute([.. askers], new RunAllowance(1), null, CancellationToken.None);
        Train(Asked("one", "a", Fake.Observation(20, every: 10, measures: "beta")), Asked("two", "b", Fake.Observation(10)));

        // A longer budget for one of them: the other's measure and evaluations are trained again too.
        Train(Asked("two", "b", Fake.Observation(40)));

        var record = bench.Store.Read(bench.Spec(Fake.Observation(40))).Value!.Record;
        Assert.That(
            record.AskedBy.Select(asker => (asker.Suite, asker.Cell, asker.Profile, asker.Budget, string.Join(',', asker.Measures.Keys))),
            Is.EqualTo([("two", "b", "ci", 40L, ""), ("one", "a", "ci", 20L, "beta")]));
        Assert.That(record.Settings!.Paths().Select(setting => setting.Key), Has.Member("model.diverge-at").And.Member("task.kind").And.Member("train.loss-precision"));
    }

    [Test]
    public void Execute_CorruptRecord_IsTrainedAgainWithANotice()
    {
        var spec = bench.Spec(Fake.Observation(50, every: 10));
        var before = bench.Finish(spec);
        File.WriteAllText(bench.PathOf(spec, RunFiles.Record), "{ \"schema\": 1, ");
        var after = bench.Finish(spec);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Record.Digest, Is.EqualTo(before.Record.Digest));
            Assert.That(bench.Notices, Has.Count.EqualTo(1));
            Assert.That(bench.Notices[0], Does.StartWith(bench.PathOf(spec, RunFiles.Record)).And.EndWith("; the run is trained again"));
        }
    }

    [Test]
    public void Execute_HeldByAnotherExecutor_IsLockedElsewhere()
    {
        var spec = bench.Spec(Fake.Observation(50, every: 10));
        var other = new RunExecutor(new RunStore(bench.Store.Root, new FakeEngine().Identity, Fake.Measures), new EngineChoice(new FakeEngine()), new ManualClock());
        RunOutcome? meanwhile = null;
        bench.Family.Stepping = made =>
        {
            if (made == 7) meanwhile = other.Execute(spec, new RunAllowance(1), null, CancellationToken.None);
        };
        bench.Finish(spec);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(meanwhile, Is.TypeOf<RunOutcome.LockedElsewhere>());
            Assert.That(((RunOutcome.Finished)other.Execute(spec, new RunAllowance(1), null, CancellationToken.None)).Reused, Is.True);
        }
    }
}
