using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Judging;

/// <summary>Phases, "never" and pairs; expected verdicts follow from the rules by hand.</summary>
public sealed class PerSeedKindsTests
{
    private static readonly PhaseCheck Groks = new(Bench.Of("a"), [Phase.Grokking]);

    private static readonly NeverCheck Never = new(Bench.Of("twin"), new EventStep("t_gen"), Bench.Of("a"));

    private static readonly PairedCheck Twice = new(Bench.Of("a"), Bench.Of("b"), new EventStep("t_gen"), 2);

    private static readonly Outcomes[] Positive = Bench.Gen(900, 1000, 1100, 1000, 1000);

    [Test]
    public void Phase_AllSeeds_Reproduced()
    {
        var result = new Bench().Cell("a", Bench.Gen(310, 240, 520, 300, 400)).Decide(Groks);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Sentence, Is.EqualTo("5 of 5 seeds in phase grokking (5 grokking)."));
    }

    [Test]
    public void Phase_NoSeed_Refuted()
    {
        var result = new Bench().Cell("a", Bench.Gen(20, 20, 20, null, null)).Decide(Groks);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Refuted));
        Assert.That(result.Sentence, Is.EqualTo("0 of 5 seeds in phase grokking (3 comprehension, 2 memorisation)."));
    }

    [Test]
    public void Phase_FourOfFive_Inconclusive() => Assert.That(
        new Bench().Cell("a", Bench.Gen(310, 240, 520, 300, null)).Decide(Groks).Verdict, Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void Phase_NoRuns_NotRun() => Assert.That(
        new Bench().Cell("a", [.. Enumerable.Repeat(Outcomes.Absent, 5)]).Decide(Groks).Verdict, Is.EqualTo(Verdict.NotRun));

    [Test]
    public void Phase_LostAgain_UnstableAndWarned()
    {
        var result = new Bench().Cell("a", [.. Bench.Gen(310, 240, 520, 300), new Outcomes(10, 300) { Lost = true }]).Decide(Groks);

        Assert.That(result.Sentence, Does.Contain("4 grokking, 1 unstable"));
        Assert.That(result.Warnings, Does.Contain("a: 1 of 5 seeds lost generalisation again (test accuracy below 0.9)"));
    }

    [Test]
    public void Never_NoSeedWithinThreeTimesTheMedian_Reproduced()
    {
        var result = new Bench(4000).Cell("a", Positive).Cell("twin", Bench.Gen(null, null, null, null, null)).Decide(Never);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Sentence, Is.EqualTo("5 of 5 seeds without t_gen after 4000 steps or more (at most 45 % of all seeds have it, at 95 %); its median in a is 1000."));
        Assert.That((result.Estimates[0].Value, result.Estimates[0].High), Is.EqualTo((4.0, double.PositiveInfinity)));
    }

    [Test]
    public void Never_EverySeedReachesIt_RefutedHoweverLate() => Assert.That(
        new Bench(9000).Cell("a", Positive).Cell("twin", Bench.Gen(8000, 8000, 500, 8000, 8000)).Decide(Never).Verdict, Is.EqualTo(Verdict.Refuted));

    [Test]
    public void Never_BudgetBelowThreeTimesTheMedian_Inconclusive() => Assert.That(
        new Bench(2999).Cell("a", Positive).Cell("twin", Bench.Gen(null, null, null, null, null)).Decide(Never).Verdict, Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void Never_BudgetOfExactlyThreeTimesTheMedian_Reproduced() => Assert.That(
        new Bench(3000).Cell("a", Positive).Cell("twin", Bench.Gen(null, null, null, null, null)).Decide(Never).Verdict, Is.EqualTo(Verdict.Reproduced));

    [Test]
    public void Never_MedianOfThePositiveArmCensored_InconclusiveWithReason()
    {
        var result = new Bench().Cell("a", Bench.Gen(100, 200, null, null, null)).Cell("twin", Bench.Gen(null, null, null, null, null)).Decide(Never);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Sentence, Does.EndWith("its median in a is censored, so no budget is known to be long enough."));
    }

    /// <summary>Accurate at the last two evaluations where five in a row are asked for: whether it generalised nobody knows.</summary>
    [Test]
    public void Phase_EndedAmidAHold_SeedTellsNothing()
    {
        Outcomes[] seeds = [.. Enumerable.Repeat(new Outcomes(10, 3990) { Every = 10 }, 6)];
        var bench = new Bench(4000) { Hold = 5 }.Cell("a", seeds);

        Assert.That(bench.Decide(new PhaseCheck(Bench.Of("a"), [Phase.Memorisation])).Verdict, Is.EqualTo(Verdict.Inconclusive));
        var result = bench.Decide(Groks);
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Sentence, Does.Contain("(6 undefined)"));
    }

    [Test]
    public void Never_OneOfTenEndedAmidAHold_IsNotReproducedAndCountsInTheBound()
    {
        Outcomes[] twin = [.. Bench.Gen([.. Enumerable.Repeat((long?)null, 9)]), new Outcomes(10, 3999)];

        var result = new Bench(4000) { Hold = 5 }.Cell("a", [.. Positive.Select(seed => seed with { Every = 10 })]).Cell("twin", twin).Decide(Never);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Sentence, Does.StartWith("9 of 10 seeds without t_gen after 4000 steps or more, 1 ended amid a hold (at most 39 % of all seeds have it, at 95 %)"));
    }

    /// <summary>'Not later than half as late' claims no delay, so that nothing need have happened.</summary>
    [Test]
    public void Paired_FactorBelowOne_NeedsNoEvent() => Assert.That(
        new Bench(4000).Cell("a", Bench.Gen(null, null, null, null, null)).Cell("b", Bench.Gen(100, 100, 100, 100, 100)).Decide(Twice with { Factor = 0.5 }).Verdict,
        Is.EqualTo(Verdict.Reproduced));

    /// <summary>Test accuracy is high at the last two evaluations, and five in a row are asked for: nobody knows what the next ones would have been.</summary>
    [Test]
    public void Never_EndedAmidAHold_SeedTellsNothing()
    {
        Outcomes[] twin = [.. Bench.Gen(null, null, null, null), new Outcomes(10, 3999)];

        var result = new Bench(4000) { Hold = 5 }.Cell("a", [.. Positive.Select(seed => seed with { Every = 10 })]).Cell("twin", twin).Decide(Never);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Cells[0].Seeds.Select(seed => seed.Holds), Is.EqualTo(new bool?[] { true, true, true, true, null }));
    }

    [Test]
    public void Never_DivergedEarly_SeedTellsNothing()
    {
        Outcomes[] twin = [.. Bench.Gen(null, null, null, null), new Outcomes(10, null) { Diverged = 50 }];

        Assert.That(new Bench().Cell("a", Positive).Cell("twin", twin).Decide(Never).Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void Never_PositiveArmMissing_NotRun() => Assert.That(
        new Bench().Cell("a", [.. Enumerable.Repeat(Outcomes.Absent, 5)]).Cell("twin", Bench.Gen(null, null, null, null, null)).Decide(Never).Verdict,
        Is.EqualTo(Verdict.NotRun));

    [Test]
    public void Paired_EveryPairAbove_Reproduced()
    {
        var result = new Bench().Cell("a", Bench.Gen(300, 400, 500, 600, 700)).Cell("b", Bench.Gen(100, 100, 100, 100, 100)).Decide(Twice);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Sentence, Is.EqualTo("t_gen in a is 5 [3, 7] times that in b (5 of 5 pairs at least 2)."));
    }

    [Test]
    public void Paired_EveryPairBelow_Refuted() => Assert.That(
        new Bench().Cell("a", Bench.Gen(100, 150, 190, 100, 100)).Cell("b", Bench.Gen(100, 100, 100, 100, 100)).Decide(Twice).Verdict, Is.EqualTo(Verdict.Refuted));

    [Test]
    public void Paired_OneSideCensored_ExtremeRankBoundedByTheBudget()
    {
        var later = new Bench(4000).Cell("a", Bench.Gen(null, null, 500, 600, 700)).Cell("b", Bench.Gen(100, 100, 100, 100, 100)).Decide(Twice);

        Assert.That(later.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(later.Sentence, Is.EqualTo("t_gen in a is 7 [5, ∞) times that in b (5 of 5 pairs at least 2)."));

        var hardlyEver = new Bench(4000).Cell("a", Bench.Gen(null, null, null, 600, 700)).Cell("b", Bench.Gen(100, 100, 100, 100, 100)).Decide(Twice);
        Assert.That(hardlyEver.Verdict, Is.EqualTo(Verdict.Inconclusive), "a delay needs something that happened");

        var earlier = new Bench(4000).Cell("a", Bench.Gen(100, 100, 100, 100, 100)).Cell("b", Bench.Gen(null, null, null, 600, 700)).Decide(Twice);

        Assert.That(earlier.Verdict, Is.EqualTo(Verdict.Refuted));
        Assert.That(earlier.Estimates[0].Bound, Is.EqualTo(Bound.Below));
        Assert.That(earlier.Cells[0].Seeds[0], Is.EqualTo(earlier.Cells[0].Seeds[0] with { Value = 0.025, Bound = Bound.Below, Holds = false }));
    }

    [Test]
    public void Paired_BothCensored_TieForNeitherSide()
    {
        var result = new Bench().Cell("a", Bench.Gen(300, 400, 500, 600, null)).Cell("b", Bench.Gen(100, 100, 100, 100, null)).Decide(Twice);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Sentence, Does.Contain("4 of 5 pairs at least 2, 1 tie"));

        // With eight pairs the interval from the second to the seventh has room for one tie on either side.
        Outcomes[] low = Bench.Gen(100, 100, 100, 100, 100, 100, 100, null), high = Bench.Gen(300, 300, 300, 300, 300, 300, 300, null);
        Assert.That(new Bench().Cell("a", high).Cell("b", low).Decide(Twice).Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(new Bench().Cell("a", low).Cell("b", high).Decide(Twice).Verdict, Is.EqualTo(Verdict.Refuted));
    }

    [Test]
    public void Paired_EqualTimesAtFactorOne_TieForNeitherSide()
    {
        var bench = new Bench().Cell("a", Bench.Gen(100, 100, 100, 100, 100)).Cell("b", Bench.Gen(100, 100, 100, 100, 100));
        var result = bench.Decide(Twice with { Factor = 1 });

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Predicate, Is.EqualTo("t_gen in a greater than in b, per pair of equal seeds"));
        Assert.That(result.Sentence, Is.EqualTo("t_gen in a is 1 [1, 1] times that in b (0 of 5 pairs above 1, 5 ties)."));
    }

    /// <summary>A ratio of -0.2 to -0.1 is 2, and -0.2 is the smaller of the two all the same.</summary>
    [Test]
    public void Paired_ValuesBelowZero_AreToldByTheirDifference()
    {
        var slope = new Reduced(Reductions.Rate, "norm", new Anchor("t_mem", false), Anchor.End);
        Outcomes[] Falling(double rate) =>
            [.. Enumerable.Repeat(new Outcomes(10, 300) { Extra = System.Collections.Immutable.ImmutableDictionary<string, Func<long, double>>.Empty.Add("norm", step => 5000 + (rate * step)) }, 5)];
        var bench = new Bench().Cell("a", Falling(-0.2)).Cell("b", Falling(-0.1));

        var result = bench.Decide(new PairedCheck(Bench.Of("a"), Bench.Of("b"), slope, 1));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Refuted));
        Assert.That(result.Sentence, Is.EqualTo(
            "change of norm per step from t_mem to end in a exceeds that in b by -0.1 [-0.1, -0.1] (0 of 5 pairs above 0)."));
        Assert.That(bench.Decide(new PairedCheck(Bench.Of("b"), Bench.Of("a"), slope, 1)).Verdict, Is.EqualTo(Verdict.Reproduced));
    }

    [Test]
    public void Never_OneSeedOfTenReachesIt_NotReproduced()
    {
        Outcomes[] Twin(int happening) => Bench.Gen([.. Enumerable.Range(0, 10).Select(seed => seed < happening ? 3000 : (long?)null)]);
        var bench = new Bench(4000).Cell("a", Positive);

        Assert.That(bench.Cell("twin", Twin(1)).Decide(Never).Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(new Bench(4000).Cell("a", Positive).Cell("twin", Twin(0)).Decide(Never).Sentence, Does.StartWith(
            "10 of 10 seeds without t_gen after 4000 steps or more (at most 26 % of all seeds have it, at 95 %)"));
        Assert.That(new Bench(4000).Cell("a", Positive).Cell("twin", Twin(5)).Decide(Never).Verdict, Is.EqualTo(Verdict.Refuted));
    }

    [Test]
    public void Paired_AllTied_NeverReproduced() => Assert.That(
        new Bench().Cell("a", Bench.Gen(null, null, null, null, null)).Cell("b", Bench.Gen(null, null, null, null, null)).Decide(Twice with { Factor = 1 }).Verdict,
        Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void Paired_OneArmMissing_NotRun() => Assert.That(
        new Bench().Cell("a", Positive).Cell("b", [.. Enumerable.Repeat(Outcomes.Absent, 5)]).Decide(Twice).Verdict, Is.EqualTo(Verdict.NotRun));

    [Test]
    public void All_Parts_RefutedBeatsNotRunBeatsInconclusive()
    {
        var bench = new Bench().Cell("a", Bench.Gen(310, 240, 520, 300, 400)).Cell("b", [.. Enumerable.Repeat(Outcomes.Absent, 5)]);
        ThresholdCheck holds = new(Bench.Of("a"), new EventStep("t_gen"), null, 100, null), fails = holds with { AtLeast = 1000 }, missing = holds with { Over = Bench.Of("b") };

        Assert.That(bench.Decide(new AllCheck([holds, Groks])).Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(bench.Decide(new AllCheck([holds, fails, missing])).Verdict, Is.EqualTo(Verdict.Refuted));
        Assert.That(bench.Decide(new AllCheck([holds, missing])).Verdict, Is.EqualTo(Verdict.NotRun));
        Assert.That(bench.Decide(new AllCheck([holds, holds with { AtLeast = 300 }])).Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(
            bench.Decide(new AllCheck([holds, Groks])).Sentence,
            Is.EqualTo("t_gen is 310 [240, 520] (5 of 5 seeds at least 100); 5 of 5 seeds in phase grokking (5 grokking)."));
    }
}
