using GrokBench.Suites.Planning;

namespace GrokBench.Suites.Tests.Planning;

public sealed class StepTimesTests
{
    private static readonly StepTimes Times = new([new StepTime(1000, 0.01), new StepTime(100, 0.002)]);

    [TestCase(1, 0.002, Description = "below the smallest: its overhead")]
    [TestCase(100, 0.002)]
    [TestCase(550, 0.006, Description = "half way")]
    [TestCase(1000, 0.01)]
    [TestCase(5000, 0.05, Description = "above the largest: at its rate")]
    public void Seconds_Size_LiesOnTheLine(double operations, double seconds)
    {
        Assert.That(Times.Seconds(operations), Is.EqualTo(seconds).Within(1e-12));
    }

    [Test]
    public void Constructor_NothingMeasured_Throws()
    {
        Assert.That(() => new StepTimes([]), Throws.ArgumentException);
    }
}
