using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;

namespace GrokBench.Reports.Tests.Judging;

/// <summary>What is warned of, read off constructed runs.</summary>
public sealed class WarningsTests
{
    private static readonly ThresholdCheck AtLeastTen = new(Bench.Of("a"), new EventStep("t_gen"), new EventStep("t_mem"), 10, null);

    /// <summary>t_gen at 120 may be as early as 101, a ratio of 10.1: nearly all of the margin ln(12 / 10) is a matter of the schedule.</summary>
    [Test]
    public void Coarse_IntervalBeforeAnEventEatsTheMargin_Warned()
    {
        var result = new Bench().Cell("a", [.. Enumerable.Repeat(new Outcomes(10, 120) { Every = 10 }, 5)]).Decide(AtLeastTen);

        Assert.That(result.Warnings, Does.Contain("a: evaluation is coarse in 5 of 5 seeds: the interval before an event is more than 20 % of the margin"));
    }

    [Test]
    public void Coarse_WideMargin_NotWarned()
    {
        var result = new Bench().Cell("a", [.. Enumerable.Repeat(new Outcomes(10, 900) { Every = 10 }, 5)]).Decide(AtLeastTen);

        Assert.That(result.Warnings, Is.Empty);
    }

    /// <summary>t_mem met at the first evaluation may be as early as step 1: the ratio 3 may be anything above.</summary>
    [Test]
    public void Coarse_FirstEvaluationWhenTheRatioIsTooSmall_Warned()
    {
        var result = new Bench().Cell("a", [.. Enumerable.Repeat(new Outcomes(10, 30) { Every = 10 }, 5)]).Decide(AtLeastTen);

        Assert.That(result.Warnings, Has.Some.Contains("evaluation is coarse in 5 of 5 seeds"));
    }

    [Test]
    public void Coarse_Pairs_Warned()
    {
        var check = new PairedCheck(Bench.Of("a"), Bench.Of("b"), new EventStep("t_gen"), 2);
        Outcomes[] Seeds(long step) => [.. Enumerable.Repeat(new Outcomes(10, step) { Every = 10 }, 5)];

        Assert.That(new Bench().Cell("a", Seeds(110)).Cell("b", Seeds(50)).Decide(check).Warnings, Has.Some.StartsWith("a / b: evaluation is coarse in 5 of 5"));
        Assert.That(new Bench().Cell("a", Seeds(3000)).Cell("b", Seeds(50)).Decide(check).Warnings, Is.Empty);
    }

    [Test]
    public void Bimodal_TwoGroupsOfTimes_Warned()
    {
        var result = new Bench().Cell("a", Bench.Gen(200, 210, 220, 900, 950, 1000)).Decide(AtLeastTen);

        Assert.That(result.Warnings, Is.EqualTo(["a: the times of t_gen fall into two groups, up to 220 and from 900"]));
    }

    [Test]
    public void Bimodal_OneOutlier_NotWarned() =>
        Assert.That(new Bench().Cell("a", Bench.Gen(200, 210, 220, 230, 240, 1000)).Decide(AtLeastTen).Warnings, Is.Empty);

    [Test]
    public void Missing_TwoSeeds_NamedTogether() => Assert.That(
        new Bench().Cell("a", [.. Bench.Gen(200, 210), Outcomes.Absent, Outcomes.Absent]).Decide(AtLeastTen).Warnings,
        Is.EqualTo(["a: seeds 2, 3 are missing (the run failed or has not been trained)", "a: 2 seeds; a verdict needs 5"]));
}
