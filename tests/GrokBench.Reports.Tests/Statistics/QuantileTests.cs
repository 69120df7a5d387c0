using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

/// <summary>Expected values are those of numpy's quantile, whose default is the same definition.</summary>
public sealed class QuantileTests
{
    private static readonly double[] Values = [10, 3, 1, 4, 2];

    [TestCase(0, 1)]
    [TestCase(0.5, 3)]
    [TestCase(0.9, 7.6)]
    [TestCase(1, 10)]
    public void Of_FiveValues_MatchesNumpy(double share, double expected) => Assert.That(Quantile.Of(Values, share), Is.EqualTo(expected).Within(1e-14));

    /// <summary>One of five censored: the median's rank is observed, that of the 0.875 quantile lies half way to the censored one.</summary>
    [Test]
    public void Of_CensoredValue_ExactBelowItsRank()
    {
        Reading[] values = [Reading.MoreThan(4000), .. new[] { 310.0, 240, 520, 400 }.Select(Reading.Exactly)];

        Assert.That(Quantile.Of(values, 0.5), Is.EqualTo(Reading.Exactly(400)));
        Assert.That(Quantile.Of(values, 0.75), Is.EqualTo(Reading.Exactly(520)));
        Assert.That(Quantile.Of(values, 0.875), Is.EqualTo(Reading.MoreThan((520 + 4000) / 2.0)));
    }

    [Test]
    public void Of_HalfOfAnEvenNumber_MeanOfTheMiddleTwo() => Assert.That(Quantile.Of([1, 7, 2, 4], 0.5), Is.EqualTo(3));

    [Test]
    public void Of_Nothing_Throws() => Assert.That(() => Quantile.Of(Array.Empty<double>(), 0.5), Throws.ArgumentException);
}
