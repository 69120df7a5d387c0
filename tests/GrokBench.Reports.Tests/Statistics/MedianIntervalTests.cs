using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

/// <summary>Coverages are sums of binomial coefficients over powers of two (closed form); intervals are read off the sorted values.</summary>
public sealed class MedianIntervalTests
{
    [TestCase(1, 1, 0.0)]
    [TestCase(4, 1, 0.875)]
    [TestCase(5, 1, 0.9375)]
    [TestCase(7, 1, 0.984375)]
    [TestCase(8, 2, 0.9296875)]
    [TestCase(10, 2, 0.978515625)]
    [TestCase(11, 3, 0.9345703125)]
    [TestCase(13, 4, 0.90771484375)]
    [TestCase(18, 6, 0.90374755859375)]
    [TestCase(20, 6, 0.9586105346679688)]
    public void Rank_BySampleSize_LargestThatStillCoversNinetyPerCent(int count, int rank, double coverage)
    {
        Assert.That(MedianInterval.Rank(count), Is.EqualTo(rank));
        Assert.That(MedianInterval.CoverageOf(count, rank), Is.EqualTo(coverage).Within(1e-12));
    }

    [Test]
    public void Of_FiveValues_SmallestToLargest()
    {
        var interval = MedianInterval.Of(Exactly(31, 24, 52, 30, 40));

        Assert.That(interval, Is.EqualTo(new MedianInterval(Reading.Exactly(31), 24, 52, interval.Coverage)));
    }

    [Test]
    public void Of_EightValues_SecondToSeventhAndMeanOfTheMiddle()
    {
        var interval = MedianInterval.Of(Exactly(8, 1, 7, 2, 6, 3, 5, 4));

        Assert.That((interval.Median.Value, interval.Low, interval.High), Is.EqualTo((4.5, 2.0, 7.0)));
    }

    [Test]
    public void Of_OneCensoredOfFive_MedianKnownAndIntervalOpen()
    {
        var interval = MedianInterval.Of([.. Exactly(100, 200, 300, 400), Reading.MoreThan(1000)]);

        Assert.That(interval.Median, Is.EqualTo(Reading.Exactly(300)));
        Assert.That((interval.Low, interval.High), Is.EqualTo((100.0, double.PositiveInfinity)));
    }

    [Test]
    public void Of_OneCensoredOfEight_IntervalClosed()
    {
        var interval = MedianInterval.Of([.. Exactly(1, 2, 3, 4, 5, 6, 7), Reading.MoreThan(1000)]);

        Assert.That((interval.Low, interval.High), Is.EqualTo((2.0, 7.0)));
    }

    [Test]
    public void Of_MedianOnACensoredSeed_IsMoreThanItsBound()
    {
        var interval = MedianInterval.Of([.. Exactly(100, 200), Reading.MoreThan(1000), Reading.MoreThan(1000), Reading.MoreThan(1000)]);

        Assert.That(interval.Median, Is.EqualTo(Reading.MoreThan(1000)));
        Assert.That(interval.Median.Bound, Is.EqualTo(Bound.Above));
        Assert.That((interval.Low, interval.High), Is.EqualTo((100.0, double.PositiveInfinity)));
    }

    [Test]
    public void Of_AllCensored_BothEndsAboveTheBudget()
    {
        var interval = MedianInterval.Of(Enumerable.Repeat(Reading.MoreThan(1000), 5).ToArray());

        Assert.That(interval.Median, Is.EqualTo(Reading.MoreThan(1000)));
        Assert.That((interval.Low, interval.High), Is.EqualTo((1000.0, double.PositiveInfinity)));
    }

    [Test]
    public void Of_HalfCensored_MedianLiesAboveTheMeanOfWhatIsKnown()
    {
        var median = MedianInterval.MedianOf([.. Exactly(100, 300), Reading.MoreThan(1000), Reading.MoreThan(1000)]);

        Assert.That(median, Is.EqualTo(new Reading(650, double.PositiveInfinity)));
    }

    [Test]
    public void Of_Nothing_Throws() => Assert.That(() => MedianInterval.Of([]), Throws.ArgumentException);

    private static Reading[] Exactly(params double[] values) => [.. values.Select(Reading.Exactly)];
}
