using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class NearlyAllTests
{
    /// <summary>The table of docs/statistics.md: fewest seeds that reproduce, most that refute.</summary>
    [TestCase(5, 5, 1)]
    [TestCase(8, 7, 3)]
    [TestCase(10, 9, 5)]
    [TestCase(11, 9, 5)]
    [TestCase(20, 16, 12)]
    [TestCase(80, 64, 57)]
    public void Decide_EveryCount_VerdictOfTheTable(int seeds, int reproduced, int refuted)
    {
        for (var holding = 0; holding <= seeds; holding++)
        {
            var median = seeds - holding < MedianInterval.Rank(seeds);

            var holds = Says(median, holding, seeds, NearlyAll.Refutation(seeds - holding, seeds));

            Assert.That(holds, Is.EqualTo(holding >= reproduced ? true : holding <= refuted ? false : (bool?)null), $"{holding} of {seeds}");
        }
    }

    /// <summary>C13.1 with 28 of 80 seeds against it: the median's interval is satisfied, and the claim is refuted.</summary>
    [Test]
    public void Decide_MedianHoldsAndManySeedsDoNot_Refuted()
    {
        Assert.That(MedianInterval.Rank(80), Is.GreaterThan(28));
        Assert.That(Says(true, 52, 80, NearlyAll.Refutation(28, 80)), Is.False);
    }

    /// <summary>Of ten seeds two say nothing: eight that hold do not reproduce, and four that violate do not refute; five do.</summary>
    [TestCase(8, 0, ExpectedResult = null)]
    [TestCase(3, 5, ExpectedResult = false)]
    [TestCase(4, 4, ExpectedResult = null)]
    public bool? Decide_UnknownSeeds_CountAgainstEitherVerdict(int holding, int violating) =>
        Says(10 - holding < MedianInterval.Rank(10), holding, 10, NearlyAll.Refutation(violating, 10));

    /// <summary>As a claim of one estimate is decided.</summary>
    private static bool? Says(bool median, int holding, int seeds, double refutation) =>
        refutation <= NearlyAll.Level ? false : median && NearlyAll.Observed(holding, seeds) ? true : null;

    [Test]
    public void Refutation_IsAtMostTheLevel_WhereTheWholeIntervalOfTheShareIsBelow([Values(5, 8, 13, 40)] int seeds)
    {
        for (var violating = 0; violating <= seeds; violating++)
        {
            var high = ShareInterval.Of(seeds - violating, seeds).High;
            Assert.That(NearlyAll.Refutation(violating, seeds) <= NearlyAll.Level, Is.EqualTo(high < NearlyAll.Share), $"{violating} of {seeds}");
        }
    }

    [Test]
    public void Refutation_OfAnyCount_IsAtMostThatOfTheSignTest([Values(5, 8, 20)] int seeds, [Range(0, 5)] int violating) =>
        Assert.That(NearlyAll.Refutation(violating, seeds), Is.LessThanOrEqualTo(SignTest.Refutation(violating, seeds)));
}
