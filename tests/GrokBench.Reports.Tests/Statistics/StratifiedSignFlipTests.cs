using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class StratifiedSignFlipTests
{
    /// <summary>Of n pairs with one sign, 2 of the 2^n patterns are as far out.</summary>
    [TestCase(1)]
    [TestCase(5)]
    [TestCase(12)]
    [TestCase(40)]
    public void P_PairsOfOneSign_IsTheFloor(int pairs)
    {
        var test = StratifiedSignFlip.Of([[.. Enumerable.Range(1, pairs).Select(size => Reading.Exactly(size))]]);

        Assert.That((test.P, test.Pairs, test.Direction), Is.EqualTo((StratifiedSignFlip.LeastP(pairs), pairs, 1)));
    }

    /// <summary>Wilcoxon's signed-rank test of one stratum: W+ = 3 of ranks 1 to 6, 5 of 32 patterns in each tail of two-sided 10/64.</summary>
    [Test]
    public void P_OneStratum_IsThatOfWilcoxon() =>
        Assert.That(StratifiedSignFlip.Of([Readings(-1, -2, 3, 4, 5, 6)]).P, Is.EqualTo(10.0 / 64));

    /// <summary>Every sign pattern, counted one by one.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void P_SeveralStrata_IsTheShareOfPatterns(int seed)
    {
        double[][] strata = [.. Enumerable.Range(0, 3).Select(stratum => Enumerable.Range(0, 2 + stratum).Select(i => Math.ScaleB(((seed * 7919) + (stratum * 104729) + (i * 1299709)) % 1009 - 400, -4)).ToArray())];
        var flat = strata.SelectMany((values, stratum) => values.Select((_, i) => (stratum, i))).ToArray();
        int[] scores = [.. flat.Select(at => Score(strata[at.stratum], at.i))];
        var observed = Math.Abs(flat.Select((at, i) => Math.Sign(strata[at.stratum][at.i]) * scores[i]).Sum());
        var extreme = Enumerable.Range(0, 1 << flat.Length).Count(pattern => Math.Abs(scores.Select((score, i) => (pattern >> i & 1) == 0 ? score : -score).Sum()) >= observed);

        var test = StratifiedSignFlip.Of(strata.Select(Readings).ToArray());

        Assert.That(test.P, Is.EqualTo(extreme / (double)(1 << flat.Length)));

        static int Score(double[] values, int i)
        {
            var rank = values.Count(value => Math.Abs(value) <= Math.Abs(values[i]));
            return ((60 * rank * 2) + values.Length + 1) / (2 * (values.Length + 1));
        }
    }

    [Test]
    public void Of_CensoredPairs_HaveTheHighestRankAndUnknownOnesNone()
    {
        var test = StratifiedSignFlip.Of([[Reading.MoreThan(0.1), Reading.Exactly(-2), Reading.Exactly(3), Reading.Unknown, Reading.Exactly(0), new Reading(-1, double.PositiveInfinity)]]);
        var same = StratifiedSignFlip.Of([Readings(9, -2, 3)]);

        Assert.That(test, Is.EqualTo(same));
        Assert.That(test.Pairs, Is.EqualTo(3));
    }

    [Test]
    public void Of_NothingThatDiffers_SaysNothing() =>
        Assert.That(StratifiedSignFlip.Of([[], [Reading.Exactly(0), Reading.Unknown]]), Is.EqualTo(new StratifiedSignFlip(1, 0, 0)));

    /// <summary>A stratum of wide spread does not drown one of narrow spread.</summary>
    [Test]
    public void P_StrataOfOtherSpread_CountAlike()
    {
        var narrow = Readings(0.01, 0.011, 0.012, 0.013, 0.014, 0.015, 0.016, 0.017);
        var wide = Readings(5, -5.5, 6, -6.5, 7, -7.5);

        Assert.That(StratifiedSignFlip.Of([narrow, wide]).P, Is.LessThan(StratifiedSignFlip.Of([[.. narrow, .. wide]]).P));
    }

    private static Reading[] Readings(params double[] values) => [.. values.Select(Reading.Exactly)];
}
