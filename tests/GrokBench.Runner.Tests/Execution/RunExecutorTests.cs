using System.Globalization;
using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>What a run delivers.</summary>
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
            Assert.That(Bench.End(record), Is.EqualTo((RunStatus.Complete, 20L, (string?)null)));
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
            Assert.That(Bench.End(result.Record), Is.EqualTo((RunStatus.Diverged, 26L, "diverged: the training loss was NaN at step 25")));
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
            Assert.That(Bench.End(result.Record), Is.EqualTo((RunStatus.Diverged, 30L, "diverged: the training loss was NaN at step 30")));
            Assert.That(result.Curve.Series["alpha"][^1], Is.NaN);
        }
    }

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

    private sealed class Listener(Action<RunProgress> told) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => told(value);
    }
}
