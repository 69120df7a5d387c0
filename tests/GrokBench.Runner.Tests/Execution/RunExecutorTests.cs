using System.Globalization;
using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>What a run delivers, and when the store's record will do.</summary>
[TestFixture]
public sealed class RunExecutorTests
{
    private Bench bench = null!;

    [SetUp]
    public void SetUp() => bench = new Bench();

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Execute_NewRun_MakesItsDatasetOnce()
    {
        var spec = bench.Spec(Fake.Observation(10));
        var record = bench.Finish(spec).Record;
        var task = (FakeTask)spec.Training.Task.Kind;
        Assert.That(task.Created, Is.EqualTo(1), "memory is counted for one");
        Assert.That(record.Provenance.DatasetChecksum, Is.EqualTo(task.Create(spec.Training.Task, spec.Training.DataSeed).Checksum()));
    }

    [Test]
    public void Execute_NewRun_EvaluatesTheParametersAfterThatManyUpdates()
    {
        var result = bench.Finish(bench.Spec(Fake.Observation(60, every: 25, measures: ["alpha", "beta"])));

        // Independent: the three maps stepped by hand.
        double[] x = [0.1, 0.2, 0.3];
        var losses = new List<double>();
        var expected = new List<(long Step, double Train, double Test, double Alpha, double Low, double Median, double High)>();
        for (long step = 0; step <= 60; step++)
        {
            if (step is 0 or 25 or 50 or 60)
            {
                losses.Sort();
                var n = losses.Count;
                expected.Add(n == 0
                    ? (step, x[1], x[2], x[0], double.NaN, double.NaN, double.NaN)
                    : (step, x[1], x[2], x[0], losses[0], n % 2 == 1 ? losses[n / 2] : losses[n / 2 - 1] + (losses[n / 2] - losses[n / 2 - 1]) / 2, losses[^1]));
                losses.Clear();
            }

            losses.Add(x[0]);
            x[0] = 3.9 * (0.9 * x[0] + 0.1 * x[1]) * (1 - (0.9 * x[0] + 0.1 * x[1]));
            x[1] = 3.9 * (0.9 * x[1] + 0.1 * x[2]) * (1 - (0.9 * x[1] + 0.1 * x[2]));
            x[2] = 3.9 * (0.9 * x[2] + 0.1 * x[0]) * (1 - (0.9 * x[2] + 0.1 * x[0]));
        }

        var curve = result.Curve;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(curve.Steps, Is.EqualTo(expected.Select(row => row.Step)));
            Assert.That(curve.Series["train.loss"], Is.EqualTo(expected.Select(row => row.Train)));
            Assert.That(curve.Series["test.loss"], Is.EqualTo(expected.Select(row => row.Test)));
            Assert.That(curve.Series["test.accuracy"], Is.EqualTo(expected.Select(row => row.Step / (row.Step + 50.0))));
            Assert.That(curve.Series["alpha"], Is.EqualTo(expected.Select(row => row.Alpha)));
            Assert.That(curve.Series["beta/squared"], Is.EqualTo(expected.Select(row => row.Alpha * row.Alpha)));
            Assert.That(curve.Series["step-loss.min"], Is.EqualTo(expected.Select(row => row.Low)));
            Assert.That(curve.Series["step-loss.median"], Is.EqualTo(expected.Select(row => row.Median)));
            Assert.That(curve.Series["step-loss.max"], Is.EqualTo(expected.Select(row => row.High)));
            Assert.That(result.Record.Trajectory.Select(point => point.Step), Is.EqualTo(new long[] { 0, 1, 2, 4, 8, 16, 32, 60 }));
        }
    }

    [Test]
    public void Execute_LastStepIsAPowerOfTwo_HasOneLinkForIt() =>
        Assert.That(bench.Finish(bench.Spec(Fake.Observation(16))).Record.Trajectory.Select(point => point.Step), Is.EqualTo(new long[] { 0, 1, 2, 4, 8, 16 }));

    [Test]
    public void Execute_Finished_RecordSaysHowItCameAbout()
    {
        var spec = bench.Spec(Fake.Observation(20, every: 1));
        ((RunOutcome.Finished)bench.Executor.Execute(spec, new RunAllowance(3), null, CancellationToken.None)).Result.Deconstruct(out _, out var record, out _);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((record.Id, record.Engine), Is.EqualTo((spec.Id.Text, "fake-1-0123456789abcdef")));
            Assert.That(End(record), Is.EqualTo((RunStatus.Complete, 20L, (string?)null)));
            Assert.That(record.Events["t_mem"], Is.EqualTo(new EventOutcome(15, 15, 20)));
            Assert.That(record.Events["t_gen"], Is.EqualTo(new EventOutcome(null, null, 20)));
            Assert.That(record.Final["train.accuracy"], Is.EqualTo(0.8));
            Assert.That(record.Provenance.Threads, Is.EqualTo(3));
            Assert.That(bench.Family.Threads, Is.EqualTo(3));
            Assert.That(record.Provenance.Version, Does.Match(@"^\d+\.\d+\.\d+"));
            Assert.That(record.Provenance.DatasetChecksum, Is.EqualTo(new FakeTask().Create(spec.Training.Task, 1000).Checksum()));
            Assert.That(record.Provenance.Finished, Is.EqualTo(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        }
    }

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

    [Test]
    public void Execute_StopRule_EndsAtTheFirstEvaluationFromTheStopOn()
    {
        // Test accuracy s/(s + 50) meets 0.75 at 150; the hold of 2 is complete at 160; 20 % more is 192.
        var record = bench.Finish(bench.Spec(Fake.Observation(10_000, every: 10, stopAfter: "t_gen"))).Record;
        Assert.That((record.Status, record.Steps, record.Budget), Is.EqualTo((RunStatus.Complete, 200L, 10_000L)));
    }

    [Test]
    public void Execute_LossOfAStepIsNaN_Diverges()
    {
        var result = bench.Finish(bench.Spec(Fake.Observation(100, every: 10), divergeAt: 25));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(End(result.Record), Is.EqualTo((RunStatus.Diverged, 26L, "diverged: the training loss was NaN at step 25")));
            Assert.That(result.Curve.Steps, Is.EqualTo(new long[] { 0, 10, 20, 26 }));
            Assert.That(result.Curve.Series["test.accuracy"][^1], Is.NaN);
            Assert.That(result.Curve.Series["step-loss.max"][^1], Is.EqualTo(double.PositiveInfinity));
            Assert.That(result.Record.Trajectory[^1].Step, Is.EqualTo(26));
            Assert.That(((RunOutcome.Finished)bench.Execute(bench.Spec(Fake.Observation(900, every: 10), divergeAt: 25))).Reused, Is.True);
        }
    }

    [Test]
    public void Execute_LastUpdateSpoilsTheParameters_Diverges()
    {
        // No step reports it: the last evaluation does.
        var result = bench.Finish(bench.Spec(Fake.Observation(30, every: 10, measures: "alpha"), divergeAt: 30));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(End(result.Record), Is.EqualTo((RunStatus.Diverged, 30L, "diverged: the training loss was NaN at step 30")));
            Assert.That(result.Curve.Series["alpha"][^1], Is.NaN);
        }
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
        shared.Executor.Execute(
            [shared.Spec(Fake.Observation(100, every: 1), divergeAt: 30), shared.Spec(asker, divergeAt: 30)], new RunAllowance(1), null, CancellationToken.None);

        var (alone, together) = (bench.Finish(bench.Spec(asker, divergeAt: 30)), shared.Finish(shared.Spec(asker, divergeAt: 30)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(alone.Record.Status, Is.EqualTo(expected));
            Assert.That(End(together.Record), Is.EqualTo(End(alone.Record)));
            Assert.That(together.Curve.Steps, Is.EqualTo(alone.Curve.Steps));
            Assert.That(together.Curve.Series["step-loss.max"], Is.EqualTo(alone.Curve.Series["step-loss.max"]));
        }
    }

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
            Assert.That(End(record), Is.EqualTo((RunStatus.Failed, 33L, "InvalidOperationException: no more")));
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
        bench.Executor.Execute([.. askers], new RunAllowance(1), null, CancellationToken.None);
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
    public void Execute_TrainedAgainToAnotherState_FailsAndTrustsNeither()
    {
        var spec = bench.Spec(Fake.Observation(50, every: 10));
        bench.Finish(spec);
        bench.Family.Shift = 0.01;
        var outcome = bench.Execute(spec, again: true);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((RunOutcome.Failed)outcome).Message, Does.StartWith("trained again, the run had another state at step 0 than its record in "));
            Assert.That(bench.Store.Load([spec]).Count, Is.Zero);
            Assert.That(bench.Finish(spec).Record.Status, Is.EqualTo(RunStatus.Complete));
        }
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
    public void Execute_AskersOfDifferentRuns_Throws() =>
        Assert.Throws<ArgumentException>(() => bench.Executor.Execute(
            [bench.Spec(Fake.Observation(5)), bench.Spec(Fake.Observation(5), seed: 1)], new RunAllowance(1), null, CancellationToken.None));

    [Test]
    public void Execute_Progress_TellsOfEveryEvaluation()
    {
        var told = new List<RunProgress>();
        var spec = bench.Spec(Fake.Observation(50, every: 10, stopAfter: "t_mem"));
        bench.Executor.Execute(spec, new RunAllowance(1), new Listener(told.Add), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Select(progress => progress.Step), Is.EqualTo(new long[] { 0, 10, 20, 30, 40 }));
            Assert.That(told[^1], Is.EqualTo(new RunProgress(spec, 40, 50, 40 / 45.0, 40 / 90.0)));
        }
    }

    [Test]
    public void Execute_AllowanceChanges_TheNextStepHasItsThreads()
    {
        var (allowance, seen) = (new RunAllowance(4) { Threads = 1 }, new List<int>());
        bench.Family.Stepping = made =>
        {
            seen.Add(bench.Family.Threads);
            allowance.Threads = made < 2 ? 1 : 3;
        };

        var outcome = bench.Executor.Execute(bench.Spec(Fake.Observation(5)), allowance, null, CancellationToken.None);

        Assert.That(seen, Is.EqualTo([1, 1, 1, 3, 3]));
        Assert.That(((RunOutcome.Finished)outcome).Result.Record.Provenance.Threads, Is.EqualTo(3), "the most at a time");
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
    public void Execute_UnderAnotherCulture_WritesTheSameBytes()
    {
        var spec = bench.Spec(Fake.Observation(100, every: 10));
        bench.Finish(spec);
        using var russian = new Bench();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru-RU");
            russian.Finish(russian.Spec(spec.Observation));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(russian.CurveText(spec), Is.EqualTo(bench.CurveText(spec)));
            Assert.That(WithoutTimes(russian), Is.EqualTo(WithoutTimes(bench)));
        }

        string[] WithoutTimes(Bench of) =>
            [.. File.ReadLines(of.PathOf(spec, RunFiles.Record)).Where(line => !line.Contains("Seconds", StringComparison.Ordinal))];
    }

    private static (RunStatus Status, long Steps, string? Message) End(RunRecord record) => (record.Status, record.Steps, record.Message);

    private sealed class Listener(Action<RunProgress> told) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => told(value);
    }
}
