using System.Collections.Immutable;
using GrokBench.Reports.Html.Charts;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Tests.Html.Charts;

internal sealed class IntervalModelTests
{
    [Test]
    public void Estimates_WithTheSamePrediction_ShareAnAxis()
    {
        var charts = Of(Make("a", 2, 1, 3, 1, null), Make("b", 0.1, 0, 0.2, null, 0.5), Make("c", 4, 3, 5, 1, null));
        Assert.That(charts.Select(chart => chart.Rows.Select(row => row.Estimate.Label)), Is.EqualTo(new[] { new[] { "a", "c" }, new[] { "b" } }));
    }

    [Test]
    public void Axis_OfRatiosThatSpanAFactorOfSix_IsLogarithmic()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Of(Make("a", 20, 12, 80, 10, null))[0].X, Is.TypeOf<LogScale>());
            Assert.That(Of(Make("a", 20, 12, 30, 10, null))[0].X, Is.TypeOf<LinearScale>());
            Assert.That(Of(Make("a", 0.5, -0.2, 80, 10, null))[0].X, Is.TypeOf<LinearScale>());
        });
    }

    [TestCase(1, 1, 1, 1e308)]
    [TestCase(-1e308, -1e308, 1e308, 1e308)]
    [TestCase(0, 0, 0, double.Epsilon)]
    [TestCase(double.Epsilon, double.Epsilon, double.MaxValue, 1)]
    [TestCase(0.37, 0.04, 0.87, double.MinValue)]
    [TestCase(double.PositiveInfinity, 3, double.PositiveInfinity, 10)]
    [TestCase(double.NaN, double.NaN, double.NaN, double.NaN)]
    public void Chart_OfExtremeNumbers_IsDrawn(double value, double low, double high, double atLeast)
    {
        var chart = Of(Make("a", value, low, high, atLeast, null))[0];
        Assert.Multiple(() =>
        {
            Assert.That(
                new[] { value, low, high, atLeast }.Where(number => !double.IsNaN(number)).Select(chart.X.At),
                Is.All.InRange(chart.Layout.Left, chart.Layout.Right));
            Assert.That(chart.X.Ticks, Has.Length.InRange(1, 80));
            Assert.That(chart.Description, Does.EndWith("."));
        });
    }

    [Test]
    public void Text_OfAnOpenInterval_GivesItsNumbersAndVerdict()
    {
        var chart = Of(Make("t_gen / t_mem", 20, 12, double.PositiveInfinity, 10, null) with { Bound = Bound.Above })[0];
        Assert.That(chart.Description, Is.EqualTo("t_gen / t_mem: > 20, 93.8 % interval 12 to ∞ (open), predicted at least 10: reproduced."));
    }

    [Test]
    public void Text_OfAnEstimateThatAloneWouldRefute_GivesBothPValues()
    {
        var estimate = Make("t_gen / t_mem", 2, 1, 3, 10, null) with { Verdict = Verdict.Inconclusive, Refutation = 0.03, Corrected = 0.12 };
        Assert.Multiple(() =>
        {
            Assert.That(Of(estimate)[0].Rows[0].Numbers, Is.EqualTo("2 [1, 3], p = 0.03, corrected 0.12"));
            Assert.That(Of(estimate)[0].Description, Does.EndWith("predicted at least 10: inconclusive, p = 0.03, corrected 0.12."));
            Assert.That(Of(estimate with { Refutation = 0.06 })[0].Rows[0].Numbers, Is.EqualTo("2 [1, 3]"));
            Assert.That(OfWeak(estimate)[0].Rows[0].Numbers, Is.EqualTo("2 [1, 3]"));
        });
    }

    [Test]
    public void Numbers_OfAnUndefinedMedian_SayHowManySeedsAreKnown()
    {
        var estimate = Make("a", double.NaN, double.NegativeInfinity, double.PositiveInfinity, 10, null) with { Bound = Bound.Unknown, Seeds = 2 };
        Assert.Multiple(() =>
        {
            Assert.That(Of(estimate)[0].Rows[0].Numbers, Is.EqualTo("no value in most seeds, one in 2"));
            Assert.That(Of(estimate with { Seeds = 0 })[0].Rows[0].Numbers, Is.EqualTo("no value"));
        });
    }

    [Test]
    public void Text_OfAWeakClaim_HasNoVerdict() =>
        Assert.That(OfWeak(Make("slope", -4, -5, -3, -6, -2))[0].Description, Is.EqualTo("slope: -4, 93.8 % interval -5 to -3, predicted between -6 and -2."));

    [Test]
    public void Estimate_ThatIsUndefined_LeavesTheAxisUsable()
    {
        var chart = Of(Make("a", double.NaN, double.NegativeInfinity, double.PositiveInfinity, 10, null))[0];
        Assert.That(chart.X.At(10), Is.InRange(chart.Layout.Left, chart.Layout.Right));
    }

    [Test]
    public void Rows_OfCellsThatAreNamed_HaveTheirOwnSeeds()
    {
        var rows = IntervalModel.Of(SyntheticReport.Build().Suites[0].Claims[0]).Single().Rows;
        Assert.Multiple(() =>
        {
            Assert.That(rows.Select(row => row.Seeds.Length), Is.EqualTo(new[] { 5, 5 }));
            Assert.That(rows[0].Seeds.All(seed => seed.Bound == Bound.Above), Is.True);
            Assert.That(rows[1].Seeds.Any(seed => seed.Bound == Bound.Above), Is.False);
        });
    }

    [Test]
    public void Row_WithALongLabel_HasItsNumbersBelowAndTheRestInWords()
    {
        var label = string.Join(" ", Enumerable.Repeat("word", 30));
        var chart = Of(Make(label, 2, 1, 3, 1, null), Make("short", 2, 1, 3, 1, null))[0];
        Assert.Multiple(() =>
        {
            Assert.That(chart.Rows[0].Label, Has.Length.EqualTo(84).And.StartsWith("word word").And.Contains("…").And.EndsWith("word"));
            Assert.That(chart.Rows[0].Extra, Is.GreaterThan(0));
            Assert.That(chart.Rows[1].Extra, Is.Zero);
            Assert.That(chart.Rows[1].Top - chart.Rows[0].Top, Is.GreaterThan(chart.Layout.Bottom - chart.Rows[1].Top));
            Assert.That(chart.Description, Does.StartWith(label));
        });
    }

    private static Estimate Make(string label, double value, double low, double high, double? atLeast, double? atMost) =>
        new(label, value, low, high, 0.9375, atLeast, atMost, 5, 5, Verdict.Reproduced);

    private static ImmutableArray<IntervalModel> Of(params ImmutableArray<Estimate> estimates) => With(Verdict.Reproduced, estimates);

    private static ImmutableArray<IntervalModel> OfWeak(Estimate estimate) => With(null, estimate);

    private static ImmutableArray<IntervalModel> With(Verdict? verdict, params ImmutableArray<Estimate> estimates) =>
        IntervalModel.Of(SyntheticClaims.Result(SyntheticClaims.Claim("C1", "", "", Strength.Strong, "addition"), "power-2022", verdict, "", [], estimates));
}
