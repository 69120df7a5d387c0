using GrokBench.Reports.Statistics;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class TwoRisesTests
{
    /// <summary>Twenty evaluations per decade up to 10,000, and one every 100 steps, as of the suites that read it.</summary>
    private static readonly long[] Steps =
        [.. Enumerable.Range(0, 81).Select(i => (long)Math.Round(Math.Pow(10, i / 20.0))).Concat(Enumerable.Range(0, 101).Select(i => 100L * i)).Distinct().Order()];

    [TestCase(3000, 0.05, TestName = "Of_OneRise_NoMoreThanNothing(abrupt)")]
    [TestCase(1000, 0.2, TestName = "Of_OneRise_NoMoreThanNothing(within a decade)")]
    [TestCase(300, 1, TestName = "Of_OneRise_NoMoreThanNothing(over all decades)")]
    public void Of_OneRise_NoMoreThanNothing(double at, double width) =>
        Assert.That(TwoRises.Of(Steps, Curve(step => 0.1 + (0.8 * Sigmoid(step, at, width)))), Is.LessThan(1e-3));

    /// <summary>A fall is no pause between rises: nothing rose before it.</summary>
    [Test]
    public void Of_FallAndRise_NoMoreThanNothing() =>
        Assert.That(TwoRises.Of(Steps, Curve(step => 0.9 - (0.5 * Sigmoid(step, 100, 0.1)) + (0.5 * Sigmoid(step, 3000, 0.1)))), Is.LessThan(1e-3));

    [TestCase(0.4, 0.4)]
    [TestCase(0.5, 0.1)]
    [TestCase(0.1, 0.5)]
    public void Of_TwoAbruptRises_IsTheSmaller(double first, double second) => Assert.That(
        TwoRises.Of(Steps, Curve(step => (first * Sigmoid(step, 300, 0.01)) + (second * Sigmoid(step, 3000, 0.01)))),
        Is.EqualTo(Math.Min(first, second)).Within(1e-3));

    [Test]
    public void Of_TwoRisesWithAFallBetween_IsTheSmaller() => Assert.That(
        TwoRises.Of(Steps, Curve(step => (0.4 * Sigmoid(step, 100, 0.01)) - (0.2 * Sigmoid(step, 1000, 0.01)) + (0.4 * Sigmoid(step, 5000, 0.01)))),
        Is.EqualTo(0.4).Within(3e-3));

    /// <summary>By hand: rises over a factor of 1.5 from 100, 150, 225 on are 0.3, 0.1 and 0.2.</summary>
    [Test]
    public void Of_FourEvaluations_ByHand() =>
        Assert.That(TwoRises.Of([0, 100, 150, 225, 338], [0.9, 0, 0.3, 0.4, 0.6]), Is.EqualTo(0.1).Within(2e-3));

    /// <summary>
    /// Accuracies on 1000 test images that are drawn anew at every evaluation, which is noisier than a network on the same images is: two rises of 0.3 are told from one
    /// of 0.7 in every draw, and 0.1 is more than the noise of one makes.
    /// </summary>
    [Test]
    public void Of_NoisyCurves_TellsTwoRisesFromOne()
    {
        var one = Enumerable.Range(0, 200).Select(i => Noisy($"one {i}", step => 0.1 + (0.7 * Sigmoid(step, 1000, 0.2)))).ToArray();
        var two = Enumerable.Range(0, 200).Select(i => Noisy($"two {i}", step => 0.1 + (0.3 * Sigmoid(step, 300, 0.05)) + (0.3 * Sigmoid(step, 3000, 0.05)))).ToArray();

        Assert.That(one.Max(), Is.LessThan(0.1));
        Assert.That(two.Min(), Is.GreaterThan(0.15));
    }

    [Test]
    public void Of_TooFewSteps_NaN()
    {
        Assert.That(TwoRises.Of([0, 1, 2, 3], [0, 0.1, 0.1, 0.2]), Is.NaN);
        Assert.That(TwoRises.Of([], []), Is.NaN);
    }

    [Test]
    public void Of_NaNAmongTheValues_NaN() => Assert.That(TwoRises.Of(Steps, Curve(step => step == 1000 ? double.NaN : step)), Is.NaN);

    private static double[] Curve(Func<long, double> value) => [.. Steps.Select(value)];

    private static double Sigmoid(long step, double at, double width) => step == 0 ? 0 : 1 / (1 + Math.Exp(-Math.Log10(step / at) / width));

    private static double Noisy(string name, Func<long, double> accuracy)
    {
        var stream = new RandomStream(0, name);
        return TwoRises.Of(Steps, Curve(step => accuracy(step) + (Math.Sqrt(accuracy(step) * (1 - accuracy(step)) / 1000) * stream.Normal((ulong)step))));
    }
}
