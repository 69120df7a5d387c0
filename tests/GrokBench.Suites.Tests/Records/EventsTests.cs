using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Tests.Records;

/// <summary>Expected steps are read off the hand-written curves.</summary>
public sealed class EventsTests
{
    private static readonly EventSpec Generalised = new("t_gen", "test.accuracy", Comparison.AtLeast, 0.99, 3);

    [Test]
    public void Locate_DipAfterFirstCrossing_HeldIsLaterThanFirst()
    {
        var curve = Curves.Of(10, ("test.accuracy", [0, 0.99, 0.5, 0.99, 1, 1, 1]));

        Assert.That(Events.Locate(curve, Generalised), Is.EqualTo(new EventOutcome(30, 10, 60)));
    }

    [Test]
    public void Locate_HoldUnfinishedAtEnd_CensoredWithFirstCrossing()
    {
        var curve = Curves.Of(10, ("test.accuracy", [0, 0, 0, 0.99, 1]));

        var outcome = Events.Locate(curve, Generalised);

        Assert.That(outcome, Is.EqualTo(new EventOutcome(null, 30, 40, Pending: 30)));
        Assert.That(outcome.Censored, Is.True);
    }

    [Test]
    public void Locate_HoldCompleteAtLastEvaluation_NotCensored()
    {
        var curve = Curves.Of(10, ("test.accuracy", [0, 0, 0.99, 1, 1]));

        Assert.That(Events.Locate(curve, Generalised).Held, Is.EqualTo(20));
    }

    [Test]
    public void Locate_NeverMet_CensoredAtLastStep()
    {
        var curve = Curves.Of(10, ("test.accuracy", [0, 0.1, 0.2]));

        Assert.That(Events.Locate(curve, Generalised), Is.EqualTo(new EventOutcome(null, null, 20)));
    }

    [TestCase(Comparison.AtLeast)]
    [TestCase(Comparison.AtMost)]
    public void Locate_NaN_NeverMeetsAndEndsAHold(Comparison comparison)
    {
        var curve = Curves.Of(1, ("test.accuracy", [double.NaN, 1, 1, double.NaN, 1, 1, 1]));

        Assert.That(Events.Locate(curve, new EventSpec("e", "test.accuracy", comparison, 1, 3)), Is.EqualTo(new EventOutcome(4, 1, 6)));
    }

    [Test]
    public void Locate_MetFromTheStart_HeldAtStepZero()
    {
        var curve = Curves.Of(5, ("test.loss", [0.1, 0.1, 0.05]));

        Assert.That(Events.Locate(curve, new EventSpec("fit", "test.loss", Comparison.AtMost, 0.1, 3)), Is.EqualTo(new EventOutcome(0, 0, 10)));
    }

    [Test]
    public void Locate_MissingSeries_ThrowsNamingIt()
    {
        var curve = Curves.Of(5, ("test.loss", [1, 1]));

        Assert.That(() => Events.Locate(curve, Generalised), Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("test.accuracy"));
    }

    [Test]
    public void LocateAll_TwoEvents_ByName()
    {
        var curve = Curves.Of(10, ("test.accuracy", [0, 1, 1, 1]), ("train.accuracy", [1, 1, 1, 1]));

        var events = Events.LocateAll(curve, [Generalised, new EventSpec("t_mem", "train.accuracy", Comparison.AtLeast, 0.99, 1)]);

        Assert.That(events["t_gen"].Held, Is.EqualTo(10));
        Assert.That(events["t_mem"].Held, Is.EqualTo(0));
    }
}
