using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Html.Views;

internal sealed class SummaryTests
{
    [Test]
    public void Text_OfFiveSeeds_IsMedianAndRange() =>
        Assert.That(Summary.Of(new[] { 1590.0, 1190, 1385, 1400, 1300 }.Select(Reading.Exactly))!.Text, Is.EqualTo("1385 [1190, 1590]"));

    [Test]
    public void Text_WithACensoredMajority_IsOpen() =>
        Assert.That(Summary.Of([Reading.Exactly(900), Reading.MoreThan(2000), Reading.MoreThan(2000)])!.Text, Is.EqualTo("> 2000 [900, ∞)"));

    [Test]
    public void Text_OfStepsWithAnUnfinishedHold_IsWhole() => Assert.That(
        Summary.OfSteps([Reading.Exactly(900), Reading.MoreThan(1099.5), Reading.MoreThan(1099.5)])!.Text, Is.EqualTo("≥ 1100 [900, ∞)"));

    [Test]
    public void Text_OfOneSeed_IsItsValue() => Assert.That(Summary.Of([Reading.Exactly(70)])!.Text, Is.EqualTo("70"));

    [Test]
    public void Summary_OfUnknowns_IsNull() => Assert.That(Summary.Of([Reading.Unknown]), Is.Null);
}
