using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Tests.Records;

public sealed class PhaseClassifierTests
{
    private static readonly Observation Watch = new(
        100,
        new Schedule(0, 10),
        [],
        [
            new EventSpec("t_mem", "train.accuracy", Comparison.AtLeast, 0.99, 1),
            new EventSpec("t_gen", "test.accuracy", Comparison.AtLeast, 0.99, 2),
        ],
        null,
        new PhaseRule("t_mem", "t_gen", 5));

    /// <summary>Generalising asks for half of the examples.</summary>
    private static readonly Observation Lenient = Watch with { Events = [Watch.Events[0], Watch.Events[1] with { Threshold = 0.5 }] };

    private static Phase? Classify(double[] train, double[] test, RunStatus status = RunStatus.Complete) =>
        PhaseClassifier.Classify(Curves.Of(10, ("train.accuracy", train), ("test.accuracy", test)), Watch, status);

    [Test]
    public void Classify_NeverMemorised_Confusion() =>
        Assert.That(Classify([0, 0.5, 0.9], [0, 0, 0]), Is.EqualTo(Phase.Confusion));

    [Test]
    public void Classify_MemorisedOnly_Memorisation() =>
        Assert.That(Classify([0, 1, 1], [0, 0, 0]), Is.EqualTo(Phase.Memorisation));

    /// <summary>Generalising asks for two evaluations, and the run ended at the first: no phase can be told.</summary>
    [Test]
    public void Classify_EndedAmidTheHold_None() => Assert.That(Classify([0, 1, 1], [0, 0, 1]), Is.Null);

    [Test]
    public void Classify_RatioBelowFive_Comprehension() =>
        Assert.That(Classify([0, 1, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1]), Is.EqualTo(Phase.Comprehension));

    [Test]
    public void Classify_RatioExactlyFive_Grokking() =>
        Assert.That(Classify([0, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 1, 1]), Is.EqualTo(Phase.Grokking));

    /// <summary>Three evaluations, ten steps apart, between the two: 30 steps, and a ratio of 4.</summary>
    [TestCase(30, Phase.Grokking)]
    [TestCase(31, Phase.Comprehension)]
    public void Classify_RuleHasADelay_StepsBetweenDecide(double delay, Phase expected)
    {
        var watch = Watch with { Phases = Watch.Phases with { GrokkingDelay = delay } };
        var curve = Curves.Of(10, ("train.accuracy", [0, 1, 1, 1, 1, 1]), ("test.accuracy", [0, 0, 0, 0, 1, 1]));
        Assert.That(PhaseClassifier.Classify(curve, watch, RunStatus.Complete), Is.EqualTo(expected));
    }

    /// <summary>At such a delay a ratio of any size is comprehension.</summary>
    [Test]
    public void Classify_RatioReachedButNotTheDelay_Comprehension() => Assert.That(
        PhaseClassifier.Classify(
            Curves.Of(10, ("train.accuracy", [0, 1, 1, 1, 1, 1, 1, 1]), ("test.accuracy", [0, 0, 0, 0, 0, 0, 1, 1])),
            Watch with { Phases = Watch.Phases with { GrokkingDelay = 1000 } }, RunStatus.Complete),
        Is.EqualTo(Phase.Comprehension));

    /// <summary>Test examples are right before the training examples are: a delay below 0.</summary>
    [Test]
    public void Classify_GeneralisedBeforeMemorised_Comprehension() => Assert.That(
        PhaseClassifier.Classify(
            Curves.Of(10, ("train.accuracy", [0, 0, 0, 1, 1, 1]), ("test.accuracy", [0, 1, 1, 1, 1, 1])),
            Watch with { Phases = Watch.Phases with { GrokkingDelay = 10 } }, RunStatus.Complete),
        Is.EqualTo(Phase.Comprehension));

    [Test]
    public void Classify_BothFromStepZero_Comprehension() =>
        Assert.That(Classify([1, 1, 1], [1, 1, 1]), Is.EqualTo(Phase.Comprehension));

    [Test]
    public void Classify_TestAccuracyLostAfterHold_Unstable() =>
        Assert.That(Classify([0, 1, 1, 1, 1, 1], [0, 0, 1, 1, 1, 0.89]), Is.EqualTo(Phase.Unstable));

    [Test]
    public void Classify_SmallDipAfterHold_NotUnstable() =>
        Assert.That(Classify([0, 1, 1, 1, 1, 1], [0, 0, 1, 1, 1, 0.9]), Is.EqualTo(Phase.Comprehension));

    [TestCase(0.46, Phase.Comprehension)]
    [TestCase(0.44, Phase.Unstable)]
    public void Classify_GeneralisedAtLess_UnstableBelowNineTenthsOfIt(double last, Phase expected) => Assert.That(
        PhaseClassifier.Classify(Curves.Of(10, ("train.accuracy", [0, 1, 1, 1, 1]), ("test.accuracy", [0, 0, 0.6, 0.6, last])), Lenient, RunStatus.Complete),
        Is.EqualTo(expected));

    [Test]
    public void Classify_DipBeforeHold_NotUnstable() =>
        Assert.That(Classify([0, 1, 1, 1, 1, 1], [0, 1, 0.1, 1, 1, 1]), Is.EqualTo(Phase.Comprehension));

    [Test]
    public void Classify_UndefinedAccuracy_NotUnstable() =>
        Assert.That(Classify([0, 1, 1, 1, 1], [0, 0, 1, 1, double.NaN]), Is.EqualTo(Phase.Comprehension));

    [TestCase(RunStatus.Complete, null)]
    [TestCase(RunStatus.Failed, null)]
    [TestCase(RunStatus.Diverged, Phase.Diverged)]
    public void Classify_WithoutAnEventOrItsSeries_KnowsOnlyWhatDiverged(RunStatus status, Phase? expected)
    {
        var curve = Curves.Of(10, ("train.accuracy", [0, 1, 1]), ("test.accuracy", [0, 0, 0]));
        Assert.Multiple(() =>
        {
            Assert.That(PhaseClassifier.Classify(curve, Watch with { Events = [Watch.Events[0]] }, status), Is.EqualTo(expected));
            Assert.That(PhaseClassifier.Classify(Curves.Of(10, ("train.accuracy", [0, 1, 1])), Watch, status), Is.EqualTo(expected));
        });
    }

    [Test]
    public void Classify_DivergedAfterGeneralising_Diverged() =>
        Assert.That(Classify([0, 1, 1], [0, 1, 1], RunStatus.Diverged), Is.EqualTo(Phase.Diverged));

    [Test]
    public void Classify_Failed_None() => Assert.That(Classify([0, 1], [0, 1], RunStatus.Failed), Is.Null);
}
