using System.Collections.Immutable;
using GrokBench.Models.Measures;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Records;

/// <summary>What an observer sees of a run that was trained longer, or evaluated more often, than it asked.</summary>
[TestFixture]
public sealed class StoreCoverageTests
{
    private static readonly FakeFamily Family = new();

    // Test accuracy s/(s + 50) reaches 0.75 at step 150; evaluated every 10 steps the hold of 2 is complete at 160 and the run goes on to 192.
    private static readonly StoredRun Run = Trained(400, RunStatus.Complete);

    [Test]
    public void Project_SameRequest_IsTheRunItself()
    {
        var seen = Project(Fake.Observation(400, every: 10))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.Curve, Is.SameAs(Run.Curve));
            Assert.That((seen.Record.Status, seen.Record.Steps, seen.Record.Budget), Is.EqualTo((RunStatus.Complete, 400L, 400L)));
        }
    }

    [Test]
    public void Project_SmallerBudget_EndsThere()
    {
        var seen = Project(Fake.Observation(150, every: 10))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.Curve.Steps, Is.EqualTo(Enumerable.Range(0, 16).Select(i => 10L * i)));
            Assert.That((seen.Record.Steps, seen.Record.Budget), Is.EqualTo((150L, 150L)));
            Assert.That(seen.Record.Events["t_gen"], Is.EqualTo(new EventOutcome(null, 150, 150, Pending: 150)));
            Assert.That(seen.Record.Trajectory.Select(point => point.Step), Is.EqualTo(new long[] { 0, 128 }));
            Assert.That(seen.Record.Final["test.accuracy"], Is.EqualTo(0.75));
            Assert.That(seen.Record.SeriesDigests, Is.EqualTo(SeriesDigest.Of(seen.Curve)));
        }
    }

    [Test]
    public void Project_StopRule_EndsAtTheFirstEvaluationFromTheStopOn() =>
        Assert.That(Project(Fake.Observation(100_000, every: 10, stopAfter: "t_gen"))!.Record.Steps, Is.EqualTo(200));

    [Test]
    public void Project_CoarserSchedule_StopsByItsOwnEvaluations() =>
        // Every 40 steps: met at 160, hold complete at 200, on to 240.
        Assert.That(Project(Fake.Observation(100_000, every: 40, stopAfter: "t_gen"))!.Curve.Steps, Is.EqualTo(new long[] { 0, 40, 80, 120, 160, 200, 240 }));

    [Test]
    public void Project_CoarserSchedule_JoinsStepLosses()
    {
        var seen = Project(Fake.Observation(400, every: 40))!.Curve;
        using (Assert.EnterMultipleScope())
        {
            // Interval i of ten steps has the losses i (lowest), 10 i (median), 100 i (highest); the second joined one is made of 5, 6, 7, 8.
            Assert.That(seen.Series["step-loss.min"].Take(3), Is.EqualTo(new[] { double.NaN, 1, 5 }));
            Assert.That(seen.Series["step-loss.median"].Take(3), Is.EqualTo(new[] { double.NaN, 20, 60 }));
            Assert.That(seen.Series["step-loss.max"].Take(3), Is.EqualTo(new[] { double.NaN, 400, 800 }));
        }
    }

    [Test]
    public void Project_LargerBudget_IsNotCovered() => Assert.That(Project(Fake.Observation(410, every: 10)), Is.Null);

    [Test]
    public void Project_StopNotReached_IsNotCovered() =>
        Assert.That(Project(Fake.Observation(100_000, every: 200, stopAfter: "t_gen")), Is.Null);

    [Test]
    public void Project_EvaluationMissing_IsNotCovered() => Assert.That(Project(Fake.Observation(100, every: 15)), Is.Null);

    [Test]
    public void Project_MeasureMissing_IsNotCovered() => Assert.That(Project(Fake.Observation(400, every: 10, measures: "alpha")), Is.Null);

    [Test]
    public void Project_FailedRun_IsNotCovered() =>
        Assert.That(
            Coverage.Project(Spec(Fake.Observation(400, every: 10)), Run with { Record = Run.Record with { Status = RunStatus.Failed } }, Fake.Measures),
            Is.Null);

    [Test]
    public void Project_DivergedRun_ServesAnyBudgetBeyond()
    {
        var seen = Coverage.Project(Spec(Fake.Observation(100_000, every: 20)), Trained(110, RunStatus.Diverged), Fake.Measures)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((seen.Record.Status, seen.Record.Steps, seen.Record.Message), Is.EqualTo((RunStatus.Diverged, 110L, "diverged")));
            Assert.That(seen.Curve.Steps, Is.EqualTo(new long[] { 0, 20, 40, 60, 80, 100, 110 }));
        }
    }

    [Test]
    public void Project_DivergedAfterTheObserversEnd_IsCompleteForIt()
    {
        var seen = Coverage.Project(Spec(Fake.Observation(60, every: 20)), Trained(110, RunStatus.Diverged), Fake.Measures)!;
        Assert.That((seen.Record.Status, seen.Record.Steps, seen.Record.Message), Is.EqualTo((RunStatus.Complete, 60L, (string?)null)));
    }

    /// <summary>They are those of the end of the run, not of an earlier one.</summary>
    [TestCase(110, true)]
    [TestCase(60, false)]
    public void Project_Mistakes_AreThoseOfTheObserversOwnEnd(int steps, bool kept)
    {
        var seen = Coverage.Project(Spec(Fake.Observation(steps, every: 10)), Trained(110, RunStatus.Complete), Fake.Measures)!;
        Assert.That(seen.Record.Mistakes is not null, Is.EqualTo(kept));
    }

    [TestCase(null, null, 1, true, TestName = "Project_VersionOfAMeasure_IsAskedFor(untold counts as 1)")]
    [TestCase(null, null, 2, false, TestName = "Project_VersionOfAMeasure_IsAskedFor(untold, raised)")]
    [TestCase(2, null, 2, true, TestName = "Project_VersionOfAMeasure_IsAskedFor(as an asker states)")]
    [TestCase(1, null, 2, false, TestName = "Project_VersionOfAMeasure_IsAskedFor(raised since the asker)")]
    [TestCase(1, 2, 2, true, TestName = "Project_VersionOfAMeasure_IsAskedFor(computed again after the asker)")]
    [TestCase(null, 2, 1, false, TestName = "Project_VersionOfAMeasure_IsAskedFor(of a newer program)")]
    public void Project_VersionOfAMeasure_IsAskedFor(int? asked, int? computed, int today, bool covered)
    {
        var series = Run.Curve.Series;
        var curve = Run.Curve with { Series = series.Add("alpha", series["test.loss"]).Add("alpha/squared", series["test.loss"]) };
        var observation = Fake.Observation(400, every: 10, measures: "alpha");
        var asker = Asker.Of("toy", "cell", "ci", pilot: false, observation, Known(asked ?? 1));
        var record = Run.Record with
        {
            AskedBy = asked is null ? [] : [asker],
            Measures = computed is { } version ? MeasureVersions.Of([new FakeMeasure("alpha", version)]) : null,
        };

        Assert.That(Coverage.Project(Spec(observation), new StoredRun(record, curve), Known(today)) is not null, Is.EqualTo(covered));

        static ImmutableSortedDictionary<string, IMeasure> Known(int version) =>
            Fake.Measures.SetItem("alpha", new FakeMeasure("alpha", version));
    }

    [Test]
    public void Project_DivergedRunLacksAnEvaluation_IsNotCovered() =>
        Assert.That(Coverage.Project(Spec(Fake.Observation(100_000, every: 25)), Trained(110, RunStatus.Diverged), Fake.Measures), Is.Null);

    private static RunSpec Spec(Observation observation) => new(Fake.Training(Family), observation);

    private static RunResult? Project(Observation observation) => Coverage.Project(Spec(observation), Run, Fake.Measures);

    /// <summary>Evaluated every 10 steps up to the last.</summary>
    private static StoredRun Trained(int last, RunStatus status)
    {
        var steps = Enumerable.Range(0, (last / 10) + 1).Select(i => 10L * i).ToImmutableArray();
        var curve = new Curve(steps, new Dictionary<string, Func<long, double>>
        {
            ["train.loss"] = step => status == RunStatus.Diverged && step == last ? double.NaN : 1.0 / (step + 1),
            ["train.accuracy"] = step => step / (step + 5.0),
            ["test.loss"] = step => 2.0 / (step + 1),
            ["test.accuracy"] = step => step / (step + 50.0),
            ["step-loss.min"] = step => step == 0 ? double.NaN : step / 10,
            ["step-loss.median"] = step => step == 0 ? double.NaN : step,
            ["step-loss.max"] = step => step == 0 ? double.NaN : status == RunStatus.Diverged && step == last ? double.PositiveInfinity : step * 10,
        }.ToImmutableSortedDictionary(pair => pair.Key, pair => steps.Select(pair.Value).ToImmutableArray(), StringComparer.Ordinal));
        return new StoredRun(
            new RunRecord(
                RunRecord.CurrentSchema, Spec(Fake.Observation(last)).Id.Text, "fake", status, last, last, status == RunStatus.Diverged ? "diverged" : null,
                ImmutableSortedDictionary<string, EventOutcome>.Empty, Coverage.LastValues(curve), [new(0, "a"), new(128, "b"), new(256, "c"), new(last, "d")],
                SeriesDigest.Of(curve), new Provenance("", "", "", "", "", 1, "", default, 0, 0), new Mistakes(1, [new(0, 1, 2)])),
            curve);
    }
}
