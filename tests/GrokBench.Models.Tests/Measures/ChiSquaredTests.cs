using GrokBench.Models.Measures;

namespace GrokBench.Models.Tests.Measures;

/// <summary>Against printed tables of the distribution's quantiles, and closed forms.</summary>
public sealed class ChiSquaredTests
{
    [TestCase(1, 3.841, 0.95)]
    [TestCase(2, 5.991, 0.95)]
    [TestCase(3, 7.815, 0.95)]
    [TestCase(5, 11.070, 0.95)]
    [TestCase(10, 18.307, 0.95)]
    [TestCase(10, 3.940, 0.05)]
    [TestCase(50, 67.505, 0.95)]
    [TestCase(100, 124.342, 0.95)]
    [TestCase(100, 70.065, 0.01)]
    public void Below_PrintedQuantiles_AreTheirProbabilities(int k, double x, double probability) =>
        Assert.That(ChiSquared.Below(x, k), Is.EqualTo(probability).Within(5e-5));

    // Four squares: 1 - e^(-x/2)·(1 + x/2).
    [TestCase(0.5)]
    [TestCase(4)]
    [TestCase(30)]
    public void Below_OfFourSquares_HasItsClosedForm(double x) =>
        Assert.That(ChiSquared.Below(x, 4), Is.EqualTo(1 - (Math.Exp(-x / 2) * (1 + (x / 2)))).Within(1e-14));

    [TestCase(1)]
    [TestCase(700)]
    public void Below_AtTheEnds_IsNothingAndAll(int k)
    {
        Assert.That(ChiSquared.Below(0, k), Is.Zero);
        Assert.That(ChiSquared.Below(1e6, k), Is.EqualTo(1));
        Assert.That(ChiSquared.Below(double.PositiveInfinity, k), Is.EqualTo(1));
    }

    /// <summary>Of very many squares the share below the mean approaches a half, by 1/(3·√(π·k)).</summary>
    [TestCase(700)]
    [TestCase(701)]
    public void Below_TheMeanOfManySquares_IsAHalfAndAThirdOfADensity(int k) =>
        Assert.That(ChiSquared.Below(k, k), Is.EqualTo(0.5 + (1 / (3 * Math.Sqrt(Math.PI * k)))).Within(1e-4));
}
