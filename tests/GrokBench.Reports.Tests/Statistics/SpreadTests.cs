using GrokBench.Reports.Statistics;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class SpreadTests
{
    [Test]
    public void Of_FiveSeeds_SmallestOverMedian() =>
        Assert.That(Spread.Of([.. new[] { 310.0, 240, 520, 300, 400 }.Select(Reading.Exactly)]), Is.EqualTo(Reading.Exactly(240 / 310.0)));

    [Test]
    public void Of_MostSeedsCensored_IsAnUpperBound() =>
        Assert.That(Spread.Of([Reading.Exactly(300), Reading.MoreThan(4000), Reading.MoreThan(4000)]), Is.EqualTo(Reading.LessThan(300 / 4000.0)));

    /// <summary>Counted over all n^n resamples.</summary>
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(6)]
    public void ShareOfOnes_SmallN_CountedOverEveryResample(int seeds)
    {
        var (ones, all) = (0, (int)Math.Pow(seeds, seeds));
        for (var code = 0; code < all; code++)
        {
            var drawn = new Reading[seeds];
            for (int i = 0, rest = code; i < seeds; i++, rest /= seeds) drawn[i] = Reading.Exactly(1 + (rest % seeds));
            if (Spread.Of(drawn) == Reading.Exactly(1)) ones++;
        }

        Assert.That(Spread.ShareOfOnes(seeds), Is.EqualTo((double)ones / all).Within(1e-12));
    }

    /// <summary>Below that number the upper end of the bootstrap is 1 whatever was seen, from it on it is not.</summary>
    [Test]
    public void LeastSeedsBelowOne_OneSeedFewer_UpperEndIsOne()
    {
        Assert.That(Upper(Spread.LeastSeedsBelowOne - 1), Is.EqualTo(1));
        Assert.That(Upper(Spread.LeastSeedsBelowOne), Is.LessThan(1));

        static double Upper(int seeds) => SeedBootstrap.Interval(
            new RandomStream(0, "spread"), seeds, drawn => Spread.Of([.. drawn.Select(i => Reading.Exactly(1L << i))])).High;
    }
}
