using GrokBench.Reports.Html.Charts;

namespace GrokBench.Reports.Tests.Html.Charts;

internal sealed class PathDataTests
{
    [Test]
    public void Line_InWholePixels_NeverDrifts() => Assert.That(
        PathData.Line([(0.4, 10.6), (1.4, 20.1), (2.4, 10.6), (3.6, 10.9)], tolerance: 0, grain: 10), Is.EqualTo("M0 11l1 9l1 -9h2"));

    [Test]
    public void Line_ThroughPoints_IsRelativeInTenths() => Assert.That(PathData.Line([(10, 20), (12.26, 18), (15, 18), (15, 30)], 0), Is.EqualTo("M10 20l2.3 -2h2.7v12"));

    [Test]
    public void Line_WithANaN_IsBrokenThere() => Assert.That(PathData.Line([(0, 0), (1, 1), (2, double.NaN), (3, 3)]), Is.EqualTo("M0 0l1 1M3 3h0"));

    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void Line_WithAnInfinity_IsBrokenThere(double infinite) => Assert.That(
        PathData.Line([(0, 0), (1, 1), (2, infinite), (3, 3), (infinite, 4)]), Is.EqualTo("M0 0l1 1M3 3h0"));

    [Test]
    public void Line_OfNothing_IsEmpty() => Assert.That(PathData.Line([(0, double.NaN)]), Is.Empty);

    [Test]
    public void Line_WithManySmallSteps_DoesNotDrift()
    {
        // Rounded one by one, a thousand steps of 0.06 pixels would end at 100 instead of 60.
        var offsets = PathData.Line(Enumerable.Range(0, 1001).Select(i => (i * 0.06, i % 2 == 0 ? 0.0 : 5.0)), 0).Split('l', 'v', 'h').Skip(1);
        Assert.That(offsets.Where(part => part.Contains(' ', StringComparison.Ordinal)).Sum(part => double.Parse(part.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(60).Within(1e-6));
    }

    [Test]
    public void Simplification_OfAStraightLine_KeepsItsEnds() =>
        Assert.That(Simplification.Of([.. Enumerable.Range(0, 100).Select(i => ((double)i, 2.0 * i))], 0.3), Is.EqualTo(new[] { (0.0, 0.0), (99.0, 198.0) }));

    [Test]
    public void Simplification_OfANoisyCurve_StaysWithinItsToleranceEverywhere()
    {
        (double X, double Y)[] points = [.. Enumerable.Range(0, 400).Select(i => (i * 0.5, 50 * Math.Sin(i * 0.05) + Math.Sin(i * 12.9898)))];
        var kept = Simplification.Of(points, 0.8);
        Assert.That(kept, Has.Count.LessThan(points.Length));
        foreach (var (x, y) in points)
        {
            var right = kept.First(point => point.X >= x);
            var left = kept.Last(point => point.X <= x);
            var drawn = right.X == left.X ? left.Y : left.Y + (right.Y - left.Y) * (x - left.X) / (right.X - left.X);
            Assert.That(Math.Abs(drawn - y), Is.LessThanOrEqualTo(0.8 + 1e-9));
        }
    }

    [Test]
    public void Simplification_OfASpike_KeepsIt() =>
        Assert.That(Simplification.Of([(0, 10), (1, 10), (2, 90), (3, 10), (4, 10)], 0.3), Does.Contain((2.0, 90.0)));
}
