using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

/// <summary>Expected slopes were computed once with numpy's polyfit.</summary>
public sealed class LeastSquaresTests
{
    private static readonly double[] Fractions = [0.4, 0.5, 0.6, 0.7], Times = [1385, 475, 160, 80];

    [Test]
    public void Slope_LogLog_MatchesNumpy() => Assert.That(
        LeastSquares.Slope([.. Fractions.Select(value => Math.Log(value))], [.. Times.Select(value => Math.Log(value))]), Is.EqualTo(-5.181042845034594).Within(1e-10));

    [Test]
    public void Slope_SemiLog_MatchesNumpy() =>
        Assert.That(LeastSquares.Slope(Fractions, [.. Times.Select(value => Math.Log(value))]), Is.EqualTo(-9.642427340643511).Within(1e-10));

    /// <summary>A power of two scales the slope exactly, also where squares of the abscissae overflow or vanish.</summary>
    [TestCase(600)]
    [TestCase(-600)]
    [TestCase(1)]
    public void Slope_OfScaledAbscissae_IsScaledToTheBit(int exponent)
    {
        double[] y = [1, 3, 2, 7];

        Assert.That(
            LeastSquares.Slope([.. Fractions.Select(value => Math.ScaleB(value, exponent))], y), Is.EqualTo(Math.ScaleB(LeastSquares.Slope(Fractions, y), -exponent)));
    }

    /// <summary>By hand: the weights are -0.3, -0.1, 0.1 and 0.3, so an open end on the right leaves the slope open above, and one on the left open below.</summary>
    [Test]
    public void Slope_BoundedOrdinates_TakesTheEndThatItsWeightPointsTo()
    {
        Reading[] y = [Reading.Exactly(1), new(2, 3), Reading.Exactly(4), Reading.Exactly(5)];

        var slope = LeastSquares.Slope([0, 1, 2, 3], y);

        Assert.That(slope.Low, Is.EqualTo(-0.3 - 0.3 + 0.4 + 1.5).Within(1e-14));
        Assert.That(slope.High, Is.EqualTo(-0.3 - 0.2 + 0.4 + 1.5).Within(1e-14));
        Assert.That(LeastSquares.Slope([0, 1, 2, 3], [y[0], y[2], y[2], Reading.MoreThan(5)]).Bound, Is.EqualTo(Bound.Above));
        Assert.That(LeastSquares.Slope([0, 1, 2, 3], [Reading.MoreThan(5), y[2], y[2], y[3]]).Bound, Is.EqualTo(Bound.Below));
    }

    [Test]
    public void Slope_UnknownAtTheMean_HasNoWeight() =>
        Assert.That(LeastSquares.Slope([1, 2, 3], [Reading.Exactly(1), Reading.Unknown, Reading.Exactly(5)]), Is.EqualTo(Reading.Exactly(2)));

    [Test]
    public void Slope_OneAbscissa_NaN() => Assert.That(LeastSquares.Slope([1, 1], [1, 2]), Is.NaN);

    /// <summary>
    /// Squares of these abscissae lie beyond all numbers. A power of two changes no digit, so the slope is that of [1, 2, 3] by the power.
    /// </summary>
    [TestCase(900)]
    [TestCase(-900)]
    [TestCase(-1074)]
    public void Slope_ExtremeAbscissae_IsThatOfOrdinaryOnesScaled(int power)
    {
        double[] y = power == -1074 ? [0, 1e-320, 2e-320] : [0.1, 0.7, 2.3];
        double[] x = [.. new double[] { 1, 2, 3 }.Select(value => Math.ScaleB(value, power))];
        Assert.That(LeastSquares.Slope(x, y), Is.EqualTo(Math.ScaleB(LeastSquares.Slope([1, 2, 3], y), -power)));
    }
}
