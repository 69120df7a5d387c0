using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class ShareIntervalTests
{
    /// <summary>Newcombe (1998), Statistics in Medicine 17, table I, method 5.</summary>
    [TestCase(81, 263, 0.2527, 0.3676)]
    [TestCase(15, 148, 0.0578, 0.1617)]
    [TestCase(0, 20, 0.0000, 0.1684)]
    [TestCase(1, 29, 0.0009, 0.1776)]
    public void Of_NinetyFivePerCent_AsPublished(int count, int of, double low, double high)
    {
        var interval = ShareInterval.Of(count, of, 0.95);

        Assert.That(interval.Low, Is.EqualTo(low).Within(0.00005));
        Assert.That(interval.High, Is.EqualTo(high).Within(0.00005));
        Assert.That(interval.Share, Is.EqualTo((double)count / of));
    }

    /// <summary>None of ten: the bound p solves (1 - p)^10 = 0.05.</summary>
    [Test]
    public void UpperBound_NoneOfTen_IsARoot()
    {
        Assert.That(ShareInterval.UpperBound(0, 10, 0.95), Is.EqualTo(1 - Math.Pow(0.05, 0.1)).Within(1e-14));
        Assert.That(ShareInterval.UpperBound(0, 10, 0.95), Is.EqualTo(0.26).Within(0.005));
    }

    [Test]
    public void LowerBound_AllOfFive_IsARoot() => Assert.That(ShareInterval.LowerBound(5, 5, 0.95), Is.EqualTo(Math.Pow(0.05, 0.2)).Within(1e-14));

    [Test]
    public void Of_NoneOrAll_EndsAtTheEnd()
    {
        Assert.That(ShareInterval.Of(0, 8).Low, Is.Zero);
        Assert.That(ShareInterval.Of(8, 8).High, Is.EqualTo(1));
    }

    [TestCase(1, 0)]
    [TestCase(-1, 5)]
    [TestCase(6, 5)]
    public void Of_NoSuchShare_Throws(int count, int of) => Assert.That(() => ShareInterval.Of(count, of), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
