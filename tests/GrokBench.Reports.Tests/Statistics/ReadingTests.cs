using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

/// <summary>Expected quotients follow from the meaning of the bounds.</summary>
public sealed class ReadingTests
{
    private static readonly Reading Censored = Reading.MoreThan(2000);

    [Test]
    public void Divide_CensoredNumerator_LowerBound() =>
        Assert.That(Censored / Reading.Exactly(20), Is.EqualTo(Reading.MoreThan(100)));

    [Test]
    public void Divide_CensoredDenominator_UpperBound() =>
        Assert.That(Reading.Exactly(500) / Censored, Is.EqualTo(Reading.LessThan(0.25)));

    [Test]
    public void Divide_BothCensored_Unknown() => Assert.That(Censored / Censored, Is.EqualTo(Reading.Unknown));

    [Test]
    public void Divide_ZeroByZero_Unknown() => Assert.That((Reading.Exactly(0) / Reading.Exactly(0)).Bound, Is.EqualTo(Bound.Unknown));

    [Test]
    public void Divide_NegativeRates_AreOrdinaryNumbers() =>
        Assert.That(Reading.Exactly(-6) / Reading.Exactly(-2), Is.EqualTo(Reading.Exactly(3)));

    [Test]
    public void Value_UpperBound_IsTheBound()
    {
        Assert.That(Reading.LessThan(0.25).Value, Is.EqualTo(0.25));
        Assert.That(Reading.LessThan(0.25).Bound, Is.EqualTo(Bound.Below));
        Assert.That(Reading.Unknown.Value, Is.NaN);
    }

    [Test]
    public void Divide_CensoredByInfinity_IsUnknown() =>
        Assert.That(Censored / Reading.Exactly(double.PositiveInfinity), Is.EqualTo(Reading.Unknown));
}
