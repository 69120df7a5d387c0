using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

/// <summary>Printed tables (Abramowitz and Stegun, tables 26.10 and 26.9), but for the closed form with one degree of freedom.</summary>
public sealed class PointsTests
{
    [TestCase(4, 2.132)]
    [TestCase(7, 1.895)]
    [TestCase(9, 1.833)]
    [TestCase(30, 1.697)]
    public void StudentT_NinetyFivePerCent_AsTabulated(int degrees, double expected) =>
        Assert.That(Points.StudentT(degrees, 0.95), Is.EqualTo(expected).Within(0.0005));

    [Test]
    public void StudentT_OneDegree_IsATangent() => Assert.That(Points.StudentT(1, 0.95), Is.EqualTo(Math.Tan(Math.PI * 0.45)).Within(1e-11));

    [TestCase(5, 10, 3.33)]
    [TestCase(10, 20, 2.35)]
    [TestCase(4, 12, 3.26)]
    public void FisherF_NinetyFivePerCent_AsTabulated(int numerator, int denominator, double expected) =>
        Assert.That(Points.FisherF(numerator, denominator, 0.95), Is.EqualTo(expected).Within(0.005));

    [Test]
    public void FisherF_OneDegree_IsTheSquareOfT() =>
        Assert.That(Points.FisherF(1, 9, 0.9), Is.EqualTo(Points.StudentT(9, 0.95) * Points.StudentT(9, 0.95)).Within(1e-11));

    [Test]
    public void BelowF_VeryLarge_IsOne() => Assert.That(Points.BelowF(3, 12, double.MaxValue), Is.EqualTo(1));
}
