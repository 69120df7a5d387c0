using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Tests.Judging;

/// <summary>t_mem is 10 in every run, so that the ratio is a tenth of t_gen; medians and ends are read off the seeds.</summary>
public sealed class ThresholdTests
{
    private static readonly ThresholdCheck AtLeastTen = new(Bench.Of("a"), new EventStep("t_gen"), new EventStep("t_mem"), 10, null);

    [Test]
    public void Decide_EverySeedAbove_ReproducedWithItsNumbers()
    {
        var result = new Bench().Cell("a", Bench.Gen(310, 240, 520, 300, 400)).Decide(AtLeastTen);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Predicate, Is.EqualTo("t_gen / t_mem at least 10, per seed, in every cell of a"));
        Assert.That(result.Sentence, Is.EqualTo("t_gen is 31 [24, 52] times t_mem (5 of 5 seeds at least 10)."));
        Assert.That(result.Estimates.Single(), Is.EqualTo(new Estimate("t_gen / t_mem", 31, 24, 52, result.Estimates[0].Coverage, 10, null, 5, 5, Verdict.Reproduced)
        {
            Share = ShareInterval.Of(5, 5),
            Refutation = 1,
            Corrected = 1,
        }));
        Assert.That(result.Estimates[0].Coverage, Is.EqualTo(0.9375).Within(1e-12));
        Assert.That(result.Cells.Single().Seeds.Select(seed => seed.Value), Is.EqualTo([31.0, 24, 52, 30, 40]));
        Assert.That(result.Scaled, Is.EqualTo(["task.modulus 113 -> 31"]));
        Assert.That(result.PredictedHours, Is.Null);
        Assert.That(result.Command, Is.EqualTo("grokbench bench suites/made-up.yaml --only C1 --profile ci"));
        Assert.That(result.Warnings, Is.Empty);
    }

    [Test]
    public void Decide_ExactlyOnTheThreshold_Holds() =>
        Assert.That(new Bench().Cell("a", Bench.Gen(100, 100, 100, 100, 100)).Decide(AtLeastTen).Verdict, Is.EqualTo(Verdict.Reproduced));

    [Test]
    public void Decide_EverySeedBelow_Refuted()
    {
        var result = new Bench().Cell("a", Bench.Gen(31, 24, 52, 30, 40)).Decide(AtLeastTen);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Refuted));
        Assert.That(result.Sentence, Is.EqualTo("t_gen is 3.1 [2.4, 5.2] times t_mem (0 of 5 seeds at least 10)."));
    }

    [Test]
    public void Decide_OneOfFiveBelow_Inconclusive()
    {
        var result = new Bench().Cell("a", Bench.Gen(310, 240, 520, 300, 90)).Decide(AtLeastTen);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Estimates[0].SeedsHolding, Is.EqualTo(4));
    }

    [Test]
    public void Decide_OneOfEightBelow_Reproduced() => Assert.That(
        new Bench().Cell("a", Bench.Gen(310, 240, 520, 300, 400, 350, 360, 90)).Decide(AtLeastTen).Verdict, Is.EqualTo(Verdict.Reproduced));

    [Test]
    public void Decide_FourSeeds_InconclusiveWithWarning()
    {
        var result = new Bench().Cell("a", Bench.Gen(310, 240, 520, 300)).Decide(AtLeastTen);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Warnings, Does.Contain("a: 4 seeds; a verdict needs 5"));
    }

    [Test]
    public void Decide_CensoredNumeratorBoundAboveThreshold_Holds()
    {
        var result = new Bench(4000).Cell("a", Bench.Gen(310, null, 520, null, 390)).Decide(AtLeastTen);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Sentence, Is.EqualTo("t_gen is 52 [31, ∞) times t_mem (5 of 5 seeds at least 10)."));
        Assert.That(result.Cells[0].Seeds[1].Bound, Is.EqualTo(Bound.Above));
    }

    /// <summary>'Ten times later' is not shown by runs most of which never got there.</summary>
    [Test]
    public void Decide_MostSeedsNeverReachTheEvent_InconclusiveWithTheReason()
    {
        var result = new Bench(4000).Cell("a", Bench.Gen(310, null, 520, null, null)).Decide(AtLeastTen);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Sentence, Is.EqualTo(
            "t_gen is > 400 [31, ∞) times t_mem (5 of 5 seeds at least 10); t_gen came in 2 of 5 seeds, and a delay is reproduced only if it came in half of them."));
    }

    [Test]
    public void Decide_CensoredNumeratorBoundBelowThreshold_Inconclusive() => Assert.That(
        new Bench(90).Cell("a", Bench.Gen(null, null, null, null, null)).Decide(AtLeastTen).Verdict, Is.EqualTo(Verdict.Inconclusive));

    /// <summary>'t_mem at most t_gen' says that t_gen comes later, which is not shown where it never comes.</summary>
    [Test]
    public void Decide_AtMostTheOther_NeedsTheOtherToHappen()
    {
        var check = new ThresholdCheck(Bench.Of("a"), new EventStep("t_mem"), new EventStep("t_gen"), null, 1);

        Assert.That(new Bench(4000).Cell("a", Bench.Gen(null, null, null, null, null)).Decide(check).Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(new Bench(4000).Cell("a", Bench.Gen(310, 240, 520, null, null)).Decide(check).Verdict, Is.EqualTo(Verdict.Reproduced));
    }

    [Test]
    public void Decide_NothingHappensInAnySeed_SaysSo()
    {
        var result = new Bench().Cell("a", [.. Enumerable.Repeat(new Outcomes(null, null), 5)]).Decide(AtLeastTen);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Sentence, Is.EqualTo("neither t_gen nor t_mem came within the budget in any of 5 seeds."));
    }

    /// <summary>28 of 80 seeds violate it: more than half hold, nearly all do not.</summary>
    [TestCase(28, Verdict.Refuted, Verdict.Reproduced)]
    [TestCase(17, Verdict.Inconclusive, Verdict.Reproduced)]
    [TestCase(16, Verdict.Reproduced, Verdict.Reproduced)]
    public void Decide_ManySeeds_StrongAsksForNearlyAll(int violating, Verdict strong, Verdict medium)
    {
        Outcomes[] seeds = Bench.Gen([.. Enumerable.Range(0, 80).Select(seed => (long?)(seed < violating ? 50 : 300))]);

        Assert.That(new Bench().Cell("a", seeds).Decide(AtLeastTen).Verdict, Is.EqualTo(strong));
        Assert.That(new Bench().Cell("a", seeds).Decide(AtLeastTen, Strength.Medium).Verdict, Is.EqualTo(medium));
    }

    /// <summary>Five of five seeds below: p = 1/32 by the sign test, not enough for one cell of two; p = 0.2^5 by the share, enough for many.</summary>
    [Test]
    public void Decide_OneOfTwoCellsBelow_RefutesAfterCorrectionOnly()
    {
        var bench = new Bench().Sweep("a", (0.4, Bench.Gen(310, 240, 520, 300, 400)), (0.5, Bench.Gen(31, 24, 52, 30, 40)));

        Assert.That(bench.Decide(AtLeastTen).Verdict, Is.EqualTo(Verdict.Refuted));
        var medium = bench.Decide(AtLeastTen, Strength.Medium);
        Assert.That(medium.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(medium.Estimates[1].Refutation, Is.EqualTo(1 / 32.0));
        Assert.That(medium.Estimates[1].Corrected, Is.EqualTo(1 / 16.0));
        Assert.That(medium.Warnings, Does.Contain(
            "t_gen / t_mem, a[task.train=0.5]: alone it would refute (p = 0.0312); corrected for all estimates of the claim it does not (p = 0.0625)"));
    }

    /// <summary>Evaluated every 100 steps, both events at step 100 may be a factor of 100 apart; at step 2000 at most one of 20/19.</summary>
    [TestCase(100, Verdict.Inconclusive)]
    [TestCase(2000, Verdict.Reproduced)]
    public void Decide_EventsOnOneEvaluation_AreKnownAsFarAsTheScheduleTells(int step, Verdict expected)
    {
        var check = AtLeastTen with { AtLeast = null, AtMost = 1.5 };

        var result = new Bench().Cell("a", [.. Enumerable.Repeat(new Outcomes(step, step) { Every = 100 }, 5)]).Decide(check);

        Assert.That(result.Verdict, Is.EqualTo(expected));
        Assert.That(result.Estimates[0].Value, Is.EqualTo(1));
    }

    [Test]
    public void Decide_BothEventsCensored_SeedTellsNothing()
    {
        var result = new Bench().Cell("a", [.. Bench.Gen(310, 240, 520, 300), new Outcomes(null, null)]).Decide(AtLeastTen);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Cells[0].Seeds[4].Holds, Is.Null);
        Assert.That(result.Cells[0].Seeds[4].Value, Is.NaN);
        Assert.That(result.Estimates[0].Seeds, Is.EqualTo(4));
    }

    [Test]
    public void Decide_CensoredOnTheUpperThreshold_Refuted()
    {
        var check = new ThresholdCheck(Bench.Of("a"), new EventStep("t_gen"), null, null, 4000);

        Assert.That(new Bench(4000).Cell("a", Bench.Gen(null, null, null, null, null)).Decide(check).Verdict, Is.EqualTo(Verdict.Refuted));
    }

    [Test]
    public void Decide_Between_NeedsBothBounds()
    {
        var check = AtLeastTen with { AtLeast = 20, AtMost = 60 };

        Assert.That(new Bench().Cell("a", Bench.Gen(310, 240, 520, 300, 400)).Decide(check).Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(new Bench().Cell("a", Bench.Gen(310, 240, 620, 300, 400)).Decide(check).Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(new Bench().Cell("a", Bench.Gen(710, 740, 620, 700, 800)).Decide(check).Verdict, Is.EqualTo(Verdict.Refuted));
    }

    [Test]
    public void Decide_SeveralCells_InEveryOne()
    {
        var good = Bench.Gen(310, 240, 520, 300, 400);
        var mixed = Bench.Gen(310, 240, 520, 300, 90);
        var bad = Bench.Gen(31, 24, 52, 30, 40);

        Assert.That(new Bench().Sweep("a", (0.4, good), (0.5, good)).Decide(AtLeastTen).Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(new Bench().Sweep("a", (0.4, good), (0.5, mixed)).Decide(AtLeastTen).Verdict, Is.EqualTo(Verdict.Inconclusive));
        var refuted = new Bench().Sweep("a", (0.4, good), (0.5, bad)).Decide(AtLeastTen);
        Assert.That(refuted.Verdict, Is.EqualTo(Verdict.Refuted));
        Assert.That(refuted.Sentence, Is.EqualTo(
            "task.train=0.4: t_gen is 31 [24, 52] times t_mem (5 of 5 seeds at least 10); task.train=0.5: t_gen is 3.1 [2.4, 5.2] times t_mem (0 of 5 seeds at least 10)."));
    }

    [Test]
    public void Decide_GroupOfOtherProfile_NotRunWithHours()
    {
        var result = new Bench().Cell("a", [.. Enumerable.Repeat(Outcomes.Absent, 5)]).Excluded().Decide(AtLeastTen);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.NotRun));
        Assert.That(result.PredictedHours, Is.EqualTo(5));
        Assert.That(result.Sentence, Is.EqualTo("not run in profile ci: 5 runs of a missing, about 5 core-hours."));
        Assert.That(result.Predicate, Is.EqualTo("t_gen / t_mem at least 10, per seed, in every cell of a"));
    }

    [Test]
    public void Decide_OneSeedMissing_DecidedOnTheOthersWithWarning()
    {
        var result = new Bench().Cell("a", [.. Bench.Gen(310, 240, 520, 300, 400), Outcomes.Absent]).Decide(AtLeastTen);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.PredictedHours, Is.EqualTo(1));
        Assert.That(result.Warnings, Is.EqualTo(["a: seed 5 is missing (the run failed or has not been trained)"]));
        Assert.That(result.Cells[0].Seeds[5].Run, Is.Null);
    }

    [Test]
    public void Decide_WeakClaim_NumbersWithoutVerdict()
    {
        var result = new Bench().Cell("a", Bench.Gen(310, 240, 520, 300, 400)).Decide(AtLeastTen, Strength.Weak);

        Assert.That(result.Verdict, Is.Null);
        Assert.That(result.Estimates.Single().Value, Is.EqualTo(31));
    }

    [Test]
    public void Decide_DivergedBeforeTheEvent_CensoredAtItsLastStep()
    {
        var result = new Bench().Cell("a", [.. Bench.Gen(310, 240, 520, 300), new Outcomes(10, null) { Diverged = 50 }]).Decide(AtLeastTen);

        Assert.That(result.Cells[0].Seeds[4].Value, Is.EqualTo(5));
        Assert.That(result.Cells[0].Seeds[4].Bound, Is.EqualTo(Bound.Above));
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Warnings, Does.Contain("a: 1 of 5 seeds diverged"));
    }
}
