using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

/// <summary>Closed forms: I_x(a, 1) = x^a, I_x(1, b) = 1 - (1 - x)^b, I_x(1/2, 1/2) = 2/π·arcsin √x; a symmetric one is a half at a half.</summary>
public sealed class IncompleteBetaTests
{
    [Test]
    public void At_OneOnEitherSide_IsAPower([Values(0.01, 0.3, 0.77, 0.999)] double x, [Values(1, 2, 5, 40)] int twice)
    {
        Assert.That(IncompleteBeta.At(twice, 2, x), Is.EqualTo(Math.Pow(x, twice / 2.0)).Within(1e-13));
        Assert.That(IncompleteBeta.At(2, twice, x), Is.EqualTo(1 - Math.Pow(1 - x, twice / 2.0)).Within(1e-13));
    }

    [Test]
    public void At_Halves_IsAnArcsine([Values(0.001, 0.2, 0.5, 0.9)] double x) =>
        Assert.That(IncompleteBeta.At(1, 1, x), Is.EqualTo(2 / Math.PI * Math.Asin(Math.Sqrt(x))).Within(1e-13));

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(1000)]
    public void At_SymmetricInTheMiddle_IsAHalf(int twice) => Assert.That(IncompleteBeta.At(twice, twice, 0.5), Is.EqualTo(0.5).Within(1e-12));

    [TestCase(0.0)]
    [TestCase(1.0)]
    public void At_Ends_AreTheEnds(double x) => Assert.That(IncompleteBeta.At(3, 5, x), Is.EqualTo(x));

    [Test]
    public void Inverse_OfAPower_IsARoot() => Assert.That(IncompleteBeta.Inverse(10, 2, 0.05), Is.EqualTo(Math.Pow(0.05, 0.2)).Within(1e-14));
}
