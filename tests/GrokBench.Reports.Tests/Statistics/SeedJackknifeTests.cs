using GrokBench.Reports.Statistics;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class SeedJackknifeTests
{
    private const int Cells = 4;

    /// <summary>
    /// Worked out by hand for y = 1, 3, 2, 5, 4 over x = 1 to 5: r = 0.8, without each seed 0.6, 0.8, 0.8, 0.8 and 0.8 in turn, so a standard error of 0.16;
    /// the 95 % point of t with 4 degrees of freedom is 2.131847 (tables), and artanh 0.8 = 1.098612.
    /// </summary>
    [Test]
    public void Interval_FiveSeeds_MatchesTheFormulaByHand()
    {
        double[] y = [1, 3, 2, 5, 4];

        var (low, high) = SeedJackknife.Interval(5, kept => RankCorrelation.Spearman([.. kept.Select(i => (double)i)], [.. kept.Select(i => y[i])])).Ends;

        var reach = 2.131847 * 0.16 / 0.36;
        Assert.That(low, Is.EqualTo(Math.Tanh(1.098612 - reach)).Within(1e-6));
        Assert.That(high, Is.EqualTo(Math.Tanh(1.098612 + reach)).Within(1e-6));
    }

    [Test]
    public void Interval_PerfectOrder_IsThatPoint() => Assert.That(SeedJackknife.Interval(5, _ => -1).Ends, Is.EqualTo((-1.0, -1.0)));

    /// <summary>Cells that lie apart: no two resamples have the ties that the cells' setting makes and none beside, every one left out does.</summary>
    [Test]
    public void Interval_CellsApart_ContainsTheCorrelation()
    {
        var stream = new RandomStream(0, "cells apart");
        double[] y = [.. Enumerable.Range(0, Cells * 5).Select(run => (run / 5) + stream.Uniform((ulong)run))];

        var (low, high) = SeedJackknife.Interval(5, kept => OfSetting(y, 5, kept)).Ends;

        var whole = OfSetting(y, 5, [0, 1, 2, 3, 4]);
        Assert.That(whole, Is.EqualTo(Math.Sqrt(375.0 / 399)).Within(1e-12), "the largest that ranks of four fives can have");
        Assert.That((low, high), Is.EqualTo((whole, whole)).Within(0.003));
        Assert.That(whole, Is.InRange(low, high));
    }

    [Test]
    public void Interval_UndefinedWithoutASeed_IsUnknown() => Assert.That(
        SeedJackknife.Interval(5, kept => kept.Contains(3) ? 0.5 : double.NaN).Ends, Is.EqualTo((double.NegativeInfinity, double.PositiveInfinity)));

    [Test]
    public void Interval_OneSeed_IsUnknown() =>
        Assert.That(SeedJackknife.Interval(1, _ => 0.5).Ends, Is.EqualTo((double.NegativeInfinity, double.PositiveInfinity)));

    /// <summary>
    /// Four cells whose values rise by <paramref name="slope"/> from one to the next, with noise of the seed's and of the run's own: the interval holds the
    /// correlation of 40,000 seeds about as often as it says. Values are rounded to whole numbers where ties are asked for.
    /// </summary>
    [Test]
    public void Interval_KnownCorrelation_CoversItAboutAsOftenAsItSays(
        [Values(5, 8, 10)] int seeds, [Values(0, 0.6, 1.5)] double slope, [Values] bool ties)
    {
        const int Samples = 400;
        int[] every = [.. Enumerable.Range(0, 40_000)];
        var truth = OfSetting(Draw(every.Length, slope, ties, "population"), every.Length, every);

        var holding = Enumerable.Range(0, Samples).Count(sample =>
        {
            var y = Draw(seeds, slope, ties, $"sample {sample}");
            var (low, high) = SeedJackknife.Interval(seeds, kept => OfSetting(y, seeds, kept)).Ends;
            return low <= truth && truth <= high;
        });

        Assert.That((double)holding / Samples, Is.InRange(0.84, 0.97));
    }

    /// <summary>Run (c, i) is number c * seeds + i.</summary>
    private static double OfSetting(double[] y, int seeds, IReadOnlyList<int> kept)
    {
        int[] runs = [.. Enumerable.Range(0, Cells).SelectMany(cell => kept.Select(i => (cell * seeds) + i))];
        return RankCorrelation.Spearman([.. runs.Select(run => (double)(run / seeds))], [.. runs.Select(run => y[run])]);
    }

    private static double[] Draw(int seeds, double slope, bool ties, string name)
    {
        var (shared, own) = (new RandomStream(0, $"{name} seed"), new RandomStream(0, $"{name} run"));
        return
        [
            .. Enumerable.Range(0, Cells * seeds).Select(run =>
            {
                var value = (slope * (run / seeds)) + (0.7 * shared.Normal((ulong)(run % seeds))) + (0.7 * own.Normal((ulong)run));
                return ties ? Math.Round(value) : value;
            }),
        ];
    }
}
