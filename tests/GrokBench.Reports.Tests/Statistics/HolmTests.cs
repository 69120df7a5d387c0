using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class HolmTests
{
    /// <summary>By hand: 4·0.01, 3·0.02, then 2·0.03 and 1·0.04, of which neither may be below the one before.</summary>
    [Test]
    public void Adjusted_FourTests_StepDown() =>
        Assert.That(Holm.Adjusted([0.04, 0.01, 0.03, 0.02]), Is.EqualTo(new[] { 0.06, 0.04, 0.06, 0.06 }).Within(1e-15));

    [Test]
    public void Adjusted_LargeValues_AreAtMostOne() => Assert.That(Holm.Adjusted([0.7, 0.9]), Is.EqualTo(new[] { 1.0, 1.0 }));

    [Test]
    public void Adjusted_OneTest_IsLeftAlone() => Assert.That(Holm.Adjusted([0.031]), Is.EqualTo(new[] { 0.031 }));
}
