using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;

namespace GrokBench.Reports.Tests.Judging;

/// <summary>Orders, slopes, correlations and onsets; statistics over a sweep with constructed seeds, expected values by closed form.</summary>
public sealed class OverCellsTests
{
    private static readonly OrderedCheck Falls = new(Bench.Of("a"), new EventStep("t_gen"), "task.train", Increasing: false);

    private static readonly SlopeCheck Power = new(Bench.Of("a"), new EventStep("t_gen"), "task.train", LogAxis: true, null, -2);

    private static readonly CorrelationCheck Correlated = new(Bench.Of("a"), new EventStep("t_mem"), new EventStep("t_gen"), 0.8, null);

    private static readonly OnsetCheck Earlier = new(Bench.Of("a"), Bench.Of("b"), "task.train", new EventStep("t_gen"), 1);

    private static readonly Outcomes[] Absent = [.. Enumerable.Repeat(Outcomes.Absent, 5)];

    /// <summary>The latest of five seeds is alone in falling with the axis: its logarithm by ln 2 per doubling, so that the exponent is -1.</summary>
    [Test]
    public void PowerLaw_HighestQuantile_LateSeedsDecide()
    {
        var bench = new Bench().Sweep(
            "a", (0.1, Bench.Gen(100, 100, 100, 100, 1600)), (0.2, Bench.Gen(100, 100, 100, 100, 800)), (0.4, Bench.Gen(100, 100, 100, 100, 400)), (0.8, Bench.Gen(100, 100, 100, 100, 200)));
        var check = new SlopeCheck(Bench.Of("a"), new EventStep("t_gen"), "task.train", LogAxis: true, null, -0.5);

        Assert.That(bench.Decide(check).Estimates.Single().Value, Is.Zero.Within(1e-12));
        var result = bench.Decide(check with { Quantile = 1 });
        Assert.That(result.Estimates.Single().Value, Is.EqualTo(-1).Within(1e-12));
        Assert.That(result.Predicate, Is.EqualTo("least-squares slope of ln 1 quantile of t_gen against ln task.train at most -0.5, over a"));
        Assert.That(result.Sentence, Does.StartWith("1 quantile of t_gen goes as task.train to the power of -1 ["));
    }

    [Test]
    public void IntraclassCorrelation_CensoredSeed_Inconclusive()
    {
        var result = new Bench().Sweep(
            "a", (0.1, Bench.Gen(100, 110)), (0.2, Bench.Gen(200, 210)), (0.3, Bench.Gen(300, 310)), (0.4, Bench.Gen(400, 410)), (0.5, Bench.Gen(500, null)))
            .Decide(new IntraclassCheck(Bench.Of("a"), new EventStep("t_gen"), 0.5));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Sentence, Is.EqualTo("the variance of t_gen cannot be told: a value is censored or undefined, or all are equal."));
    }

    [Test]
    public void IntraclassCorrelation_FourCells_TooFewForAVerdict() => Assert.That(
        new Bench().Sweep("a", (0.1, Bench.Gen(100, 110)), (0.2, Bench.Gen(200, 210)), (0.3, Bench.Gen(300, 310)), (0.4, Bench.Gen(400, 410)))
            .Decide(new IntraclassCheck(Bench.Of("a"), new EventStep("t_gen"), 0.5)).Verdict,
        Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void Ordered_DisjointCells_ReproducedBySmallestRatio()
    {
        var result = new Bench().Sweep("a", (0.5, Bench.Gen(300, 300, 300, 300, 300)), (0.4, Bench.Gen(1200, 1200, 1200, 1200, 1200)), (0.6, Bench.Gen(200, 200, 200, 200, 200)))
            .Decide(Falls);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Estimates.Single(), Is.EqualTo(
            new Estimate("smallest ratio of neighbouring medians of t_gen along task.train", 1.5, 1.5, 1.5, 0.9, 1, null, null, 5, Verdict.Reproduced) { IsNominal = true, Refutation = 1, Corrected = 1 }));
        Assert.That(result.Sentence, Is.EqualTo(
            "the median of t_gen is 1200, 300, 200 at task.train 0.4, 0.5, 0.6; its smallest fall is by a factor of 1.5 [1.5, 1.5]."));
    }

    [Test]
    public void Ordered_OneStepTheOtherWay_Refuted() => Assert.That(
        new Bench().Sweep("a", (0.4, Bench.Gen(1200, 1200, 1200, 1200, 1200)), (0.5, Bench.Gen(100, 110, 120, 130, 140)), (0.6, Bench.Gen(200, 210, 220, 230, 240))).Decide(Falls).Verdict,
        Is.EqualTo(Verdict.Refuted));

    [Test]
    public void Ordered_Overlapping_Inconclusive() => Assert.That(
        new Bench().Sweep("a", (0.4, Bench.Gen(100, 200, 300, 400, 500)), (0.5, Bench.Gen(450, 350, 280, 150, 50))).Decide(Falls).Verdict,
        Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void Ordered_EqualMedians_SpeakForNeitherSide() => Assert.That(
        new Bench().Sweep("a", (0.4, Bench.Gen(100, 100, 100, 100, 100)), (0.5, Bench.Gen(100, 100, 100, 100, 100))).Decide(Falls).Verdict,
        Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void Ordered_SlowestCellCensored_LowerBoundDecides()
    {
        var result = new Bench(4000).Sweep("a", (0.4, Bench.Gen(null, null, null, null, null)), (0.5, Bench.Gen(400, 400, 400, 400, 400))).Decide(Falls);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Sentence, Is.EqualTo("the median of t_gen is > 4000, 400 at task.train 0.4, 0.5; its smallest fall is by a factor of > 10 [10, ∞)."));
    }

    [Test]
    public void Ordered_NeighboursBothCensored_Inconclusive() => Assert.That(
        new Bench().Sweep("a", (0.3, Bench.Gen(null, null, null, null, null)), (0.4, Bench.Gen(null, null, null, null, null)), (0.5, Bench.Gen(400, 400, 400, 400, 400))).Decide(Falls).Verdict,
        Is.EqualTo(Verdict.Inconclusive));

    /// <summary>Seeds differ by a factor of 8 but each falls by exactly 2: only resampling whole seeds across cells sees that.</summary>
    [Test]
    public void Ordered_SeedsThatDifferTogether_AreResampledTogether()
    {
        var result = new Bench().Sweep("a", (0.4, Bench.Gen(200, 400, 800, 1200, 1600)), (0.5, Bench.Gen(100, 200, 400, 600, 800))).Decide(Falls);

        Assert.That((result.Estimates[0].Low, result.Estimates[0].High), Is.EqualTo((2.0, 2.0)));
    }

    [Test]
    public void Ordered_FourSeeds_Inconclusive() => Assert.That(
        new Bench().Sweep("a", (0.4, Bench.Gen(900, 900, 900, 900)), (0.5, Bench.Gen(100, 100, 100, 100))).Decide(Falls).Verdict, Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void Ordered_OneCellMissing_NotRun() => Assert.That(
        new Bench().Sweep("a", (0.4, Bench.Gen(900, 900, 900, 900, 900)), (0.5, Absent)).Decide(Falls).Verdict, Is.EqualTo(Verdict.NotRun));

    /// <summary>t = 100 / f^3 in every seed.</summary>
    [Test]
    public void Slope_PowerLaw_ItsExponent()
    {
        var result = new Bench(200_000).Sweep("a", (0.1, Same(100_000)), (0.2, Same(12_500)), (0.5, Same(800)), (1.0, Same(100))).Decide(Power);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Estimates[0].Value, Is.EqualTo(-3).Within(1e-9));
        Assert.That(result.Estimates[0].Low, Is.EqualTo(-3).Within(1e-9));
        Assert.That(result.Sentence, Is.EqualTo("t_gen goes as task.train to the power of -3 [-3, -3], over 4 cells."));
    }

    [Test]
    public void Slope_TooFlat_Refuted() => Assert.That(
        new Bench(200_000).Sweep("a", (0.1, Same(1000)), (0.2, Same(500)), (0.5, Same(200)), (1.0, Same(100))).Decide(Power).Verdict, Is.EqualTo(Verdict.Refuted));

    [Test]
    public void Slope_PredictionWithinTheInterval_Inconclusive()
    {
        // Seeds alternate between t = 100 / f and t = 100 / f^3.
        Outcomes[] Mixed(long flat, long steep) => Bench.Gen(flat, steep, flat, steep, steep);

        Assert.That(
            new Bench(200_000).Sweep("a", (0.1, Mixed(1000, 100_000)), (0.2, Mixed(500, 12_500)), (0.5, Mixed(200, 800)), (1.0, Same(100))).Decide(Power).Verdict,
            Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void Slope_ThreeCellsWithAKnownMedian_InconclusiveWithReason()
    {
        var result = new Bench(50_000).Sweep("a", (0.1, Bench.Gen(20_000, 20_000, null, null, null)), (0.2, Same(12_500)), (0.5, Same(800)), (1.0, Same(100))).Decide(Power);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Sentence, Is.EqualTo("no slope: 3 cells of 4 whose median is known, 4 needed."));
        Assert.That(result.Warnings, Does.Contain("a[task.train=0.1] is left out of the slope: its median is censored, undefined or not positive"));
    }

    /// <summary>One seed of five is censored: the median is that of the others' middle. In draws with three such seeds it is not, and the slope may be steeper still.</summary>
    [Test]
    public void Slope_OneSeedCensored_IsFittedThroughTheMedianWithAnOpenEnd()
    {
        var result = new Bench(50_000).Sweep("a", (0.1, Bench.Gen(20_000, 20_000, 20_000, 20_000, null)), (0.2, Same(12_500)), (0.5, Same(800)), (1.0, Same(100))).Decide(Power);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Estimates[0].Low, Is.EqualTo(double.NegativeInfinity));
        Assert.That(result.Warnings, Is.Empty);
    }

    /// <summary>Where half of the seeds may or may not have reached the event at 0.4, the onset may lie at 0.4 or at 0.5.</summary>
    [Test]
    public void Onset_RunsEndedAmidAHold_WidenIt()
    {
        Outcomes[] none = Bench.Gen(null, null, null, null, null), amid = [.. Enumerable.Repeat(new Outcomes(10, 3999), 5)], all = Bench.Gen(900, 800, 850, 700, 900);
        Outcomes[] Fine(Outcomes[] seeds) => [.. seeds.Select(seed => seed with { Every = 10 })];
        ClaimResult Of(Outcomes[] middle) => new Bench(4000) { Hold = 5 }
            .Sweep("a", (0.3, none), (0.4, middle), (0.5, Fine(all))).Sweep("b", (0.3, none), (0.4, none), (0.5, Fine(all))).Decide(Earlier);

        Assert.That(Of(Fine(all)).Sentence, Does.Contain("from task.train above 0.3 and at most 0.4 in a"));
        Assert.That(Of(amid).Sentence, Does.Contain("from task.train above 0.3 and at most 0.5 in a"));
    }

    [Test]
    public void Slope_NoRuns_NotRun() => Assert.That(new Bench().Sweep("a", (0.1, Absent)).Decide(Power).Verdict, Is.EqualTo(Verdict.NotRun));

    [Test]
    public void Correlation_SameOrder_Reproduced()
    {
        var result = new Bench().Sweep("a", (0.4, Pairs(1, 1)), (0.5, Pairs(2, 2)), (0.6, Pairs(3, 3))).Decide(Correlated);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Sentence, Is.EqualTo("t_mem correlates with t_gen by rank at 1 [1, 1] over 15 runs."));
    }

    [Test]
    public void Correlation_ReversedOrder_Refuted() => Assert.That(
        new Bench().Sweep("a", (0.4, Pairs(1, 3)), (0.5, Pairs(2, 2)), (0.6, Pairs(3, 1))).Decide(Correlated with { Over = Bench.Of("a") }).Verdict, Is.EqualTo(Verdict.Refuted));

    [Test]
    public void Correlation_Scattered_Inconclusive()
    {
        Outcomes[] scattered = [new(10, 100), new(20, 400), new(30, 300), new(40, 350), new(50, 800)];

        Assert.That(new Bench().Cell("a", scattered).Decide(Correlated).Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void Correlation_CensoredRunsTieAtTheTop_StillRanked()
    {
        Outcomes[] censored = [new(31, null), new(32, null), new(33, null), new(34, null), new(35, null)];

        Assert.That(new Bench().Sweep("a", (0.4, Pairs(1, 1)), (0.5, Pairs(2, 2)), (0.6, censored)).Decide(Correlated).Verdict, Is.EqualTo(Verdict.Reproduced));
    }

    [Test]
    public void Correlation_CensoredBelowAnObservedTime_InconclusiveWithReason()
    {
        var result = new Bench().Cell("a", new(10, 100), new(20, 200), new(30, 300), new(40, 400), new(50, null) { Diverged = 60 }).Decide(Correlated);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Sentence, Does.Contain("cannot be ranked"));
    }

    [Test]
    public void Correlation_NoRuns_NotRun() => Assert.That(new Bench().Cell("a", Absent).Decide(Correlated).Verdict, Is.EqualTo(Verdict.NotRun));

    [Test]
    public void Onset_OneGridPointEarlier_Reproduced()
    {
        var result = new Bench().Sweep("a", (0.3, Reach(0)), (0.4, Reach(5)), (0.5, Reach(5))).Sweep("b", (0.3, Reach(0)), (0.4, Reach(0)), (0.5, Reach(5))).Decide(Earlier);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Sentence, Is.EqualTo(
            "half of the seeds reach t_gen from task.train above 0.3 and at most 0.4 in a and above 0.4 and at most 0.5 in b, a ratio within [0.6, 1]."));
        Assert.That(result.Predicate, Is.EqualTo("half of the seeds reach t_gen at a task.train in a that is at most that in b"));
    }

    [Test]
    public void Onset_OneGridPointLater_Refuted() => Assert.That(
        new Bench().Sweep("a", (0.3, Reach(0)), (0.4, Reach(0)), (0.5, Reach(5))).Sweep("b", (0.3, Reach(0)), (0.4, Reach(5)), (0.5, Reach(5))).Decide(Earlier).Verdict,
        Is.EqualTo(Verdict.Refuted));

    [Test]
    public void Onset_BetweenTheSameGridPoints_Inconclusive() => Assert.That(
        new Bench().Sweep("a", (0.3, Reach(0)), (0.4, Reach(5))).Sweep("b", (0.3, Reach(0)), (0.4, Reach(5))).Decide(Earlier).Verdict, Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void Onset_SeedsDisagree_Inconclusive() => Assert.That(
        new Bench().Sweep("a", (0.3, Reach(0)), (0.4, Reach(3)), (0.5, Reach(5))).Sweep("b", (0.3, Reach(0)), (0.4, Reach(0)), (0.5, Reach(5))).Decide(Earlier).Verdict,
        Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void Onset_NeverReachedInB_StillEarlier() => Assert.That(
        new Bench().Sweep("a", (0.3, Reach(0)), (0.4, Reach(5))).Sweep("b", (0.3, Reach(0)), (0.4, Reach(0))).Decide(Earlier).Verdict, Is.EqualTo(Verdict.Reproduced));

    [Test]
    public void Onset_OneSweepMissing_NotRun() => Assert.That(
        new Bench().Sweep("a", (0.3, Reach(0)), (0.4, Reach(5))).Sweep("b", (0.3, Absent)).Decide(Earlier).Verdict, Is.EqualTo(Verdict.NotRun));

    [Test]
    public void Decide_Twice_SameIntervals()
    {
        var bench = new Bench().Sweep("a", (0.4, Bench.Gen(100, 200, 300, 400, 500)), (0.5, Bench.Gen(450, 350, 280, 150, 50)));
        var first = bench.Decide(Falls).Estimates.Single();

        Assert.That(bench.Decide(Falls).Estimates.Single(), Is.EqualTo(first));
    }

    private static Outcomes[] Same(long step) => Bench.Gen(step, step, step, step, step);

    /// <summary>The first <paramref name="count"/> of five seeds generalise.</summary>
    private static Outcomes[] Reach(int count) => [.. Enumerable.Range(0, 5).Select(seed => new Outcomes(10, seed < count ? 100 : null))];

    private static Outcomes[] Pairs(int memorised, int generalised) =>
        [.. Enumerable.Range(0, 5).Select(seed => new Outcomes((10 * memorised) + seed, (1000 * generalised) + (100 * seed)))];
}
