using GrokBench.Reports.Engines;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Engines;

internal sealed class PairedTimesTests
{
    [Test]
    public void Of_FivePairs_HasTheMedianLogRatioAndItsRange()
    {
        var times = Times((100, 200), (100, 110), (50, 55), (10, 9), (1000, 1300));
        Assert.Multiple(() =>
        {
            Assert.That((times.Here.Value, times.There.Value), Is.EqualTo((100.0, 110.0)));
            Assert.That(times.LogRatio.Median.Value, Is.EqualTo(Math.Log(1.1)).Within(1e-12));
            Assert.That((times.LogRatio.Low, times.LogRatio.High), Is.EqualTo((Math.Log(0.9), Math.Log(2))));
            Assert.That(times.Agreement, Is.EqualTo(Agreement.Agree));
        });
    }

    [Test]
    public void Agreement_EverySeedLater_Differ() => Assert.That(Times((100, 200), (100, 110), (50, 55), (10, 11), (1000, 1300)).Agreement, Is.EqualTo(Agreement.Differ));

    [Test]
    public void Agreement_EqualSteps_Agree() => Assert.That(Times((7, 7), (8, 8), (9, 9), (10, 10), (11, 11)).Agreement, Is.EqualTo(Agreement.Agree));

    [Test]
    public void Agreement_FourSeeds_TooFew() => Assert.That(Times((100, 200), (100, 110), (50, 55), (10, 11)).Agreement, Is.EqualTo(Agreement.TooFewSeeds));

    [Test]
    public void Of_SeedCensoredThere_IsOpenUpwards()
    {
        var times = Times((100, 200), (100, 110), (50, 55), (10, 11), (1000, null));
        Assert.That((times.LogRatio.High, times.Ties), Is.EqualTo((double.PositiveInfinity, 0)));
    }

    [Test]
    public void Of_SeedCensoredOnBoth_KeepsItsPlaceAndSaysNothing()
    {
        var times = Times((100, 200), (100, 110), (50, 55), (10, 11), (null, null));
        Assert.That((times.LogRatio.Low, times.LogRatio.High, times.Ties), Is.EqualTo((double.NegativeInfinity, double.PositiveInfinity, 1)));
        Assert.That(times.Agreement, Is.EqualTo(Agreement.Agree));
    }

    [Test]
    public void Agreement_NoSeedOnEither_Never() => Assert.That(Times((null, null), (null, null)).Agreement, Is.EqualTo(Agreement.NeverOnEither));

    private static PairedTimes Times(params (long? Here, long? There)[] steps) => PairedTimes.Of([.. steps.Select(pair => (Step(pair.Here), Step(pair.There)))]);

    private static Reading Step(long? step) => step is { } held ? Reading.Exactly(held) : Reading.MoreThan(4000);
}
