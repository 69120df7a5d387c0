using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Records;

public sealed class RunDifferenceTests
{
    private static readonly RunSpec Spec = new(Fake.Training(new FakeFamily()), Fake.Observation(100, every: 10));

    [Test]
    public void Between_OneIsLonger_None() => Assert.That(Between(Curves.Stored(Spec, 100), Curves.Stored(Spec, 200)), Is.Null);

    [Test]
    public void Between_ALinkDiffers_NamesTheLinkBeforeAndTheParts()
    {
        var one = Curves.Stored(Spec, 100);
        one = one with { Record = one.Record with { Parts = [new("a", "0 1 2"), new("b", "0 1 2"), new("c", "0 1 2")] } };
        var other = one with
        {
            Record = one.Record with
            {
                Trajectory = [new(0, "d0"), new(64, "x"), new(100, "x")],
                Parts = [new("a", "0 9 9"), new("b", "0 1 9"), new("c", "0 9 2")],
            },
        };
        var difference = Between(one, other)!;

        Assert.That((difference.LastLink, difference.FirstLink, difference.Evaluation, difference.Step),
            Is.EqualTo((0L, 64L, (CurveDifference?)null, 64L)));
        Assert.That(difference.Parts, Is.EqualTo(new[] { "a", "c" }), "the others differ later, if at all");
    }

    [Test]
    public void Between_OneRecordWithoutParts_NamesNone()
    {
        var one = Curves.Stored(Spec, 100);
        var other = one with { Record = one.Record with { Trajectory = [new(0, "x")], Parts = [new("a", "0 1 2")] } };

        Assert.That(Between(one, other), Has.Property("FirstLink").EqualTo(0).And.Property("LastLink").Null.And.Property("Parts").Empty);
    }

    [Test]
    public void Between_AValueDiffers_IsItsEvaluation()
    {
        var one = Curves.Stored(Spec, 100);
        var difference = Between(one, With(one, "test.loss", 3, 7))!;

        Assert.That((difference.FirstLink, difference.LastLink, difference.Evaluation),
            Is.EqualTo(((long?)null, 100L, new CurveDifference(30, "test.loss", 2.0 / 31, 7))));
    }

    /// <summary>A step loss is of the interval since the evaluation before: those of other schedules cannot be compared.</summary>
    [Test]
    public void Between_StepLossesOfOtherIntervals_AreNotCompared()
    {
        var one = Curves.Stored(Spec, 100);
        var other = With(one, Coverage.StepLossLowest, 3, 7);
        Assert.That(Between(one, other)!.Evaluation!.Value.Series, Is.EqualTo(Coverage.StepLossLowest));
        Assert.That(Between(one, other.Until(90)), Is.Null);
    }

    [Test]
    public void Between_OneDivergedInAStepAndTheOtherWentOn_IsADifference()
    {
        var one = With(Curves.Stored(Spec, 50), Coverage.StepLossHighest, 5, double.PositiveInfinity);
        one = one with { Record = one.Record with { Status = RunStatus.Diverged, Trajectory = [new(0, "d0"), new(50, "d50")] } };
        var other = Curves.Stored(Spec, 100);

        Assert.That(Between(one, other), Has.Property("DivergedAt").EqualTo(50).And.Property("Step").EqualTo(50));
        Assert.That(Between(other, one), Has.Property("DivergedAt").EqualTo(50));
    }

    [Test]
    public void Until_AStep_IsWhatATrainingToThereWouldHaveLeft()
    {
        var run = Curves.Stored(Spec, 100).Until(64);

        Assert.That((run.Record.Steps, run.Record.Trajectory.Length, run.Curve.Steps[^1]), Is.EqualTo((64L, 2, 60L)));
        Assert.That(run.Curve.Series.Values.Select(values => values.Length), Has.All.EqualTo(7));
        Assert.That(run.Until(1000), Is.SameAs(run));
    }

    private static RunDifference? Between(StoredRun one, StoredRun other) => RunDifference.Between(one, other, _ => true);

    private static StoredRun With(StoredRun run, string series, int index, double value) =>
        run with { Curve = run.Curve with { Series = run.Curve.Series.SetItem(series, run.Curve.Series[series].SetItem(index, value)) } };
}
