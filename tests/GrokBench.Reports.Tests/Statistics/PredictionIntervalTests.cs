using GrokBench.Reports.Statistics;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class PredictionIntervalTests
{
    [Test]
    public void Of_FiveSeeds_IsTheirRangeAtTwoThirds() => Assert.That(
        PredictionInterval.Of([.. new[] { 310.0, 240, 520, 300, 400 }.Select(Reading.Exactly)]), Is.EqualTo(new PredictionInterval(240, 520, 2.0 / 3)));

    [Test]
    public void Of_CensoredSeed_IsOpen() => Assert.That(
        PredictionInterval.Of([Reading.Exactly(300), Reading.MoreThan(4000), Reading.Exactly(310)]),
        Is.EqualTo(new PredictionInterval(300, double.PositiveInfinity, 0.5)));

    [Test]
    public void Of_NoValues_Throws() => Assert.That(() => PredictionInterval.Of([]), Throws.ArgumentException);

    /// <summary>8,000 samples: three standard errors of the share are 0.014.</summary>
    [TestCase(5)]
    [TestCase(10)]
    public void Of_OneMoreValue_FallsInsideAsOftenAsItSays(int seeds)
    {
        const int Samples = 8000;
        var stream = new RandomStream(0, $"prediction {seeds}");
        var inside = 0;
        for (var sample = 0; sample < Samples; sample++)
        {
            double[] values = [.. Enumerable.Range(sample * (seeds + 1), seeds + 1).Select(i => stream.Normal((ulong)i))];
            var interval = PredictionInterval.Of([.. values[..seeds].Select(Reading.Exactly)]);
            if (interval.Low <= values[seeds] && values[seeds] <= interval.High) inside++;
        }

        Assert.That((double)inside / Samples, Is.EqualTo((seeds - 1.0) / (seeds + 1)).Within(0.016));
    }
}
