using GrokBench.Reports.Html.Charts;

namespace GrokBench.Reports.Tests.Html.Charts;

/// <summary>Expected pixels are worked out by hand from the definitions of the scales.</summary>
internal sealed class ScaleTests
{
    [TestCase(0, 100)]
    [TestCase(5, 150)]
    [TestCase(10, 200)]
    [TestCase(-3, 100)]
    [TestCase(double.PositiveInfinity, 200)]
    public void Linear_Value_IsPlacedInProportionAndKeptInside(double value, double pixel) =>
        Assert.That(new LinearScale(0, 10, 100, 200).At(value), Is.EqualTo(pixel).Within(1e-9));

    [Test]
    public void Linear_VerticalAxis_RunsUpwards() => Assert.That(new LinearScale(0, 1, 260, 60).At(0.75), Is.EqualTo(110).Within(1e-9));

    [Test]
    public void Linear_NaN_StaysNaN() => Assert.That(new LinearScale(0, 1, 0, 1).At(double.NaN), Is.NaN);

    [Test]
    public void Linear_Ticks_AreRoundNumbers() =>
        Assert.That(new LinearScale(0, 1.02, 0, 1).Ticks.Select(tick => tick.Label), Is.EqualTo(new[] { "0", "0.2", "0.4", "0.6", "0.8", "1" }));

    [Test]
    public void Linear_TicksAcrossZero_HaveNoNegativeZero() =>
        Assert.That(new LinearScale(-0.5, 0.5, 0, 1).Ticks.Select(tick => tick.Label), Is.EqualTo(new[] { "-0.4", "-0.2", "0", "0.2", "0.4" }));

    [Test]
    public void Linear_AroundOneValue_IsNotEmpty() => Assert.That(LinearScale.Around([3, 3, double.NaN], 0, 100).At(3), Is.EqualTo(50).Within(1e-9));

    [TestCase(1, 0)]
    [TestCase(10, 50)]
    [TestCase(100, 100)]
    [TestCase(0, 0)]
    public void Log_Value_IsPlacedByItsRatio(double value, double pixel) => Assert.That(new LogScale(1, 100, 0, 100).At(value), Is.EqualTo(pixel).Within(1e-9));

    [Test]
    public void Log_WithAPlaceForZero_KeepsItLeftOfTheLowest()
    {
        var scale = new LogScale(1, 1000, 0, 325, withZero: true);
        Assert.Multiple(() =>
        {
            Assert.That(scale.At(0), Is.EqualTo(0));
            Assert.That(scale.At(1), Is.EqualTo(25).Within(1e-9));
            Assert.That(scale.At(1000), Is.EqualTo(325).Within(1e-9));
            Assert.That(scale.Ticks[0], Is.EqualTo(new Tick(0, "0")));
        });
    }

    [Test]
    public void Log_TicksOverFourDecades_AreLabelledAtPowersOfTen() =>
        Assert.That(new LogScale(1, 20_000, 0, 1).Ticks.Where(tick => tick.Major).Select(tick => tick.Label), Is.EqualTo(new[] { "1", "10", "100", "1000", "10000" }));

    [Test]
    public void Log_TicksBelowTwoDecades_AreAlsoLabelledAtTwoAndFive() =>
        Assert.That(new LogScale(1, 60, 0, 1).Ticks.Where(tick => tick.Major).Select(tick => tick.Label), Is.EqualTo(new[] { "1", "2", "5", "10", "20", "50" }));

    [Test]
    public void Log_TicksOfSmallNumbers_AreWrittenAsPowers() =>
        Assert.That(new LogScale(1e-6, 1e-2, 0, 1).Ticks.Where(tick => tick.Major).Select(tick => tick.Label), Is.EqualTo(new[] { "10⁻⁶", "10⁻⁵", "10⁻⁴", "0.001", "0.01" }));

    [Test]
    public void Log_OverManyDecades_HasAtMostNineLabels() =>
        Assert.That(new LogScale(1e-20, 10, 0, 1).Ticks.Count(tick => tick.Major), Is.InRange(4, 9));

    [TestCase(0, 1)]
    [TestCase(-1, 1)]
    [TestCase(2, 2)]
    [TestCase(1, double.PositiveInfinity)]
    public void Log_ImpossibleDomain_IsRefused(double low, double high) => Assert.That(() => new LogScale(low, high, 0, 1), Throws.ArgumentException);

    /// <summary>
    /// Values that real results and hostile suites have: near and beyond the ends of what a double holds, equal, missing, apart by
    /// rounding.
    /// </summary>
    private static IEnumerable<double[]> Extremes()
    {
        double[] single =
        [
            0, -0.0, 1, -1, double.Epsilon, -double.Epsilon, 1e-308, 1e300, double.MaxValue, double.MinValue,
            double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        ];
        yield return [];
        foreach (var a in single)
        {
            yield return [a];
            foreach (var b in single) yield return [a, b];
        }

        foreach (var a in (double[])[1, 1e-300, 1e300, 3e-320, 12345.678])
        {
            yield return [a, Math.BitIncrement(a)];
            yield return [-a, Math.BitDecrement(-a), a];
            yield return [a, a * (1 + 1e-13)];
            yield return [a, a * (1 + 1e-14)];
            yield return [a, a * 2, a * 2.0000001];
        }

        yield return [double.Epsilon, 1, double.MaxValue];
        yield return [-1e308, 1e308];
        yield return [0, 5e-324, 1e-323];
        yield return [1e-20, 1.5e-20, 2e-20];
    }

    [TestCaseSource(nameof(Extremes))]
    public void Linear_AroundAnyValues_IsFiniteAscendingAndHasFewTicks(params double[] values) =>
        AssertSane(LinearScale.Around(values, 100, 200), values, 12);

    [TestCaseSource(nameof(Extremes))]
    public void Linear_VerticalAroundAnyValues_IsFiniteAscendingAndHasFewTicks(params double[] values) =>
        AssertSane(LinearScale.Around(values, 200, 100, parts: 12.5), values, 12);

    [TestCaseSource(nameof(Extremes))]
    public void Log_AroundAnyValues_IsFiniteAscendingAndHasFewTicks(params double[] values) =>
        AssertSane(LogScale.Around(values, 100, 200), values, 80);

    [TestCaseSource(nameof(Extremes))]
    public void Log_AroundAnyValues_HasNineLabelsAtMost(params double[] values) =>
        Assert.That(LogScale.Around(values, 100, 200, spare: 0.08).Ticks.Count(tick => tick.Major), Is.InRange(1, 9));

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(0, double.PositiveInfinity)]
    [TestCase(double.NaN, 1)]
    [TestCase(1e300, 1.0000000000000001e300)]
    public void Linear_ImpossibleDomain_IsRefused(double low, double high) =>
        Assert.That(() => new LinearScale(low, high, 0, 1), Throws.ArgumentException);

    /// <summary>
    /// Every finite value has a pixel between the ends, larger values never stand before smaller ones, and ticks are few, ascending and
    /// inside.
    /// </summary>
    private static void AssertSane(Scale scale, double[] values, int mostTicks)
    {
        var (left, right) = (Math.Min(scale.From, scale.To), Math.Max(scale.From, scale.To));
        double[] ascending = [.. values.Where(value => !double.IsNaN(value)).Order()];
        double[] pixels = [.. ascending.Select(value => scale.From < scale.To ? scale.At(value) : left + right - scale.At(value))];
        Assert.Multiple(() =>
        {
            Assert.That(pixels, Is.All.InRange(left, right));
            Assert.That(pixels, Is.Ordered);
            Assert.That(scale.At(double.NaN), Is.NaN);
            Assert.That(scale.Ticks, Has.Length.LessThanOrEqualTo(mostTicks));
            Assert.That(scale.Ticks.Select(tick => tick.Value), Is.Ordered.And.Unique.And.All.Matches<double>(double.IsFinite));
            Assert.That(scale.Ticks.Select(tick => scale.At(tick.Value)), Is.All.InRange(left, right));
        });
    }

    [Test]
    public void Categories_Three_StandInTheMiddleOfThirds() => Assert.That(new CategoryScale(["a", "b", "c"], 0, 300).At(1), Is.EqualTo(150).Within(1e-9));
}
