using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class SignTestTests
{
    [TestCase(5, 5, 1.0 / 32)]
    [TestCase(7, 8, 9.0 / 256)]
    [TestCase(0, 8, 1.0)]
    public void Refutation_ByViolations_ClosedForm(int violating, int seeds, double expected) =>
        Assert.That(SignTest.Refutation(violating, seeds), Is.EqualTo(expected));

    /// <summary>The smallest n with 2^-n at most 0.05 / cells.</summary>
    [TestCase(1, ExpectedResult = 5)]
    [TestCase(2, ExpectedResult = 6)]
    [TestCase(3, ExpectedResult = 6)]
    [TestCase(6, ExpectedResult = 7)]
    [TestCase(12, ExpectedResult = 8)]
    public int Refutation_OfSeedsThatAllViolate_NeedsMoreOfThemAmongMoreCells(int cells) =>
        Enumerable.Range(1, 20).First(seeds => SignTest.Refutation(seeds, seeds) <= NearlyAll.Level / cells);

    /// <summary>The interval of a median lies on one side exactly where the sign test of that side is at most 5 %.</summary>
    [Test]
    public void Refutation_AtTheRankOfTheInterval_CrossesTheLevel([Values(5, 8, 10, 11, 20, 80)] int seeds)
    {
        var rank = MedianInterval.Rank(seeds);
        Assert.That(SignTest.Refutation(seeds - rank + 1, seeds), Is.LessThanOrEqualTo(NearlyAll.Level));
        Assert.That(SignTest.Refutation(seeds - rank, seeds), Is.GreaterThan(NearlyAll.Level));
    }
}
