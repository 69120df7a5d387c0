using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Tests.Records;

/// <summary>Expected steps are (1 + extra) times the completed hold, worked out by hand.</summary>
public sealed class StoppingTests
{
    private static Observation Watch(long budget, StopRule? stop) => new(
        budget,
        new Schedule(0, 10),
        [],
        [
            new EventSpec("t_mem", "train.accuracy", Comparison.AtLeast, 0.99, 2),
            new EventSpec("t_gen", "test.accuracy", Comparison.AtLeast, 0.99, 3),
        ],
        stop,
        new PhaseRule("t_mem", "t_gen", 5));

    private static readonly double[] Fitted = [0, 1, 1, 1, 1, 1, 1];

    [Test]
    public void Until_NoStopRule_Budget()
    {
        var curve = Curves.Of(10, ("train.accuracy", Fitted), ("test.accuracy", Fitted));

        Assert.That(Stopping.Until(curve, Watch(1000, null)), Is.EqualTo(1000));
    }

    [Test]
    public void Until_OneHoldUnfinished_Budget()
    {
        var curve = Curves.Of(10, ("train.accuracy", Fitted), ("test.accuracy", [0, 0, 0, 0, 0, 1, 1]));

        Assert.That(Stopping.Until(curve, Watch(1000, new StopRule(["t_mem", "t_gen"], 0.2))), Is.EqualTo(1000));
        Assert.That(Stopping.Done(curve, Watch(1000, new StopRule(["t_mem", "t_gen"], 0.2))), Is.False);
    }

    [TestCase(0.2, 72)]
    [TestCase(0.0, 60)]
    [TestCase(0.25, 75)]
    [TestCase(0.01, 61)]
    public void Until_AllHoldsComplete_CeilingOfTheLastCompletionAndExtra(double extra, long expected)
    {
        var curve = Curves.Of(10, ("train.accuracy", Fitted), ("test.accuracy", [0, 0, 0, 0, 1, 1, 1]));

        Assert.That(Stopping.Until(curve, Watch(1000, new StopRule(["t_mem", "t_gen"], extra))), Is.EqualTo(expected));
    }

    [TestCase(1e30)]
    [TestCase(double.MaxValue)]
    [TestCase(1e9)]
    public void Until_AnyFiniteExtra_IsTheBudgetWhereItIsBeyond(double extra)
    {
        var curve = Curves.Of(10, ("train.accuracy", Fitted), ("test.accuracy", [0, 0, 0, 0, 1, 1, 1]));

        Assert.That(Stopping.Until(curve, Watch(1000, new StopRule(["t_gen"], extra))), Is.EqualTo(1000));
    }

    [Test]
    public void Until_HoldCompleteAtStepZero_IsStepZeroWhateverTheExtra()
    {
        var watch = Watch(1000, new StopRule(["t_now"], double.MaxValue)) with { Events = [new EventSpec("t_now", "train.accuracy", Comparison.AtLeast, 0, 1)] };

        Assert.That(Stopping.Until(Curves.Of(10, ("train.accuracy", Fitted)), watch), Is.Zero);
    }

    [Test]
    public void Until_BeyondBudget_Budget()
    {
        var curve = Curves.Of(10, ("train.accuracy", Fitted), ("test.accuracy", [0, 0, 0, 0, 1, 1, 1]));

        Assert.That(Stopping.Until(curve, Watch(65, new StopRule(["t_gen"], 0.2))), Is.EqualTo(65));
    }

    [Test]
    public void Until_ExtraWithoutExactBinaryForm_IsNotRoundedUp()
    {
        // 1.1 x 30 is 33.000000000000004 in binary floating point.
        var curve = Curves.Of(10, ("train.accuracy", [0, 0, 1, 1]), ("test.accuracy", [0, 0, 0, 0]));

        Assert.That(Stopping.Until(curve, Watch(1000, new StopRule(["t_mem"], 0.1))), Is.EqualTo(33));
    }

    [Test]
    public void Done_StoppedAsSoonAsTheRuleAllows_HoldsAreComplete()
    {
        var observation = Watch(1000, new StopRule(["t_mem", "t_gen"], 0));
        double[] train = [0, 1, 1, 1, 1, 1, 1, 1], test = [0, 0, 0, 1, 0, 1, 1, 1];

        // Evaluate one by one, as a runner does, and stop at the first evaluation that is enough.
        var stopped = Enumerable.Range(1, test.Length)
            .Select(n => Curves.Of(10, ("train.accuracy", train[..n]), ("test.accuracy", test[..n])))
            .First(curve => Stopping.Done(curve, observation));

        Assert.That(stopped.Steps[^1], Is.EqualTo(70));
        Assert.That(Events.Locate(stopped, observation.Events[1]).Held, Is.EqualTo(50));
    }

    [Test]
    public void Until_UnobservedEvent_Throws()
    {
        var curve = Curves.Of(10, ("train.accuracy", Fitted), ("test.accuracy", Fitted));

        Assert.That(() => Stopping.Until(curve, Watch(1000, new StopRule(["t_other"], 0))), Throws.ArgumentException.With.Message.Contains("t_other"));
    }
}
