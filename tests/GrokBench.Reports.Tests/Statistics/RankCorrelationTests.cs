using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

/// <summary>Expected values were computed once with numpy 1.x: corrcoef of mean ranks.</summary>
public sealed class RankCorrelationTests
{
    [Test]
    public void Spearman_Ties_MatchesNumpy() => Assert.That(
        RankCorrelation.Spearman([1, 2, 2, 4, 5, 7, 7, 7], [3, 1, 4, 4, 6, 5, 9, 8]), Is.EqualTo(0.8706358081229185).Within(1e-12));

    [Test]
    public void Spearman_CensoredTieAtTheHighestRank_MatchesNumpy()
    {
        var times = RankCorrelation.Rankable(
            [Reading.Exactly(120), Reading.Exactly(150), Reading.Exactly(150), Reading.Exactly(900), Reading.MoreThan(2000), Reading.MoreThan(2000)]);

        Assert.That(RankCorrelation.Spearman(times!, [0.1, 0.3, 0.2, 0.5, 0.8, 0.9]), Is.EqualTo(0.9710083124552245).Within(1e-12));
    }

    [Test]
    public void Spearman_ConstantSample_NaN() => Assert.That(RankCorrelation.Spearman([1, 1, 1], [1, 2, 3]), Is.NaN);

    [Test]
    public void Rankable_ObservedBeyondACensoringBound_CannotBeTold() =>
        Assert.That(RankCorrelation.Rankable([Reading.Exactly(3000), Reading.MoreThan(2000)]), Is.Null);

    [Test]
    public void Rankable_UnknownValue_CannotBeTold() =>
        Assert.That(RankCorrelation.Rankable([Reading.Exactly(1), Reading.Unknown]), Is.Null);

    [Test]
    public void Rankable_CensoredBeyondAVeryLargeValue_RanksAboveIt()
    {
        var ranked = RankCorrelation.Rankable([Reading.Exactly(1), Reading.Exactly(1e300), Reading.MoreThan(1e300)])!;

        Assert.That(ranked[2], Is.GreaterThan(ranked[1]));
        Assert.That(RankCorrelation.Spearman(ranked, [1, 2, 3]), Is.EqualTo(1).Within(1e-15));
    }

    [Test]
    public void Rankable_InfiniteValues_Tie()
    {
        var infinite = Reading.Exactly(double.PositiveInfinity);
        var ranked = RankCorrelation.Rankable([Reading.Exactly(1), infinite, infinite, Reading.Exactly(3)])!;

        Assert.That(RankCorrelation.Spearman(ranked, [1, 3, 3, 2]), Is.EqualTo(1).Within(1e-15));
    }
}
