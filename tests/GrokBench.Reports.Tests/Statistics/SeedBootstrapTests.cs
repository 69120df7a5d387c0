using GrokBench.Reports.Statistics;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class SeedBootstrapTests
{
    private static readonly double[] Values = [1, 2, 4, 8, 16];

    [Test]
    public void Interval_SameStream_SameBits()
    {
        var first = SeedBootstrap.Interval(new RandomStream(0, "suite/C1"), 5, Mean).Ends;

        Assert.That(SeedBootstrap.Interval(new RandomStream(0, "suite/C1"), 5, Mean).Ends, Is.EqualTo(first));
    }

    [Test]
    public void Interval_OtherClaim_OtherDraws()
    {
        Assert.That(
            SeedBootstrap.Interval(new RandomStream(0, "suite/C2"), 5, Mean).Ends, Is.Not.EqualTo(SeedBootstrap.Interval(new RandomStream(0, "suite/C1"), 5, Mean).Ends));
    }

    /// <summary>Two cells that move together seed by seed: their ratio is 2 in every resample only if a seed brings its run in both.</summary>
    [Test]
    public void Interval_CellsThatShareASeed_KeepWhatTheyShare()
    {
        var interval = SeedBootstrap.Interval(
            new RandomStream(0, "suite/C1"), 5, drawn => Reading.Exactly(drawn.Sum(i => 2 * Values[i]) / drawn.Sum(i => Values[i]))).Ends;

        Assert.That(interval, Is.EqualTo((2.0, 2.0)));
    }

    /// <summary>The share of draws of Bin(5, 1/5) with no seed 0 is 0.8^5 = 33 %, and P(X at most 2) = 94.2 %, P(X at most 3) = 99.3 % (closed form).</summary>
    [Test]
    public void Interval_CountOfOneSeed_FollowsTheBinomial()
    {
        Assert.That(SeedBootstrap.Interval(new RandomStream(0, "suite/C1"), 5, drawn => Reading.Exactly(drawn.Count(i => i == 0))).Ends, Is.EqualTo((0.0, 3.0)));
    }

    [Test]
    public void Interval_StatisticThatIsOnlyBounded_TakesLowAndHighEndsApart()
    {
        Assert.That(
            SeedBootstrap.Interval(new RandomStream(0, "suite/C1"), 5, _ => Reading.MoreThan(7)).Ends, Is.EqualTo((7.0, double.PositiveInfinity)));
    }

    private static Reading Mean(IReadOnlyList<int> drawn) => Reading.Exactly(drawn.Average(i => Values[i]));

    /// <summary>
    /// Of five seeds a draw lacks a given one with probability 0.8^5 = 33 %: as many draws say nothing, more than the twentieth beyond
    /// either end.
    /// </summary>
    [Test]
    public void Interval_StatisticThatOverflowsInManyDraws_IsOpen()
    {
        var overflown = new Reading(double.NaN, double.NaN);
        var interval = SeedBootstrap.Interval(
            new RandomStream(0, "suite/C1"), 5, drawn => drawn.Contains(0) ? Reading.Exactly(1) : overflown);

        Assert.That(interval.Ends, Is.EqualTo((double.NegativeInfinity, double.PositiveInfinity)));
    }
}
