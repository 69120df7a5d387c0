using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Judging;

/// <summary>Which phases the cells of a sweep have, seed by seed; shares and their ends are those of the binomial distribution by hand.</summary>
public sealed class PhaseMapTests
{
    private static readonly Outcomes Confused = new(null, null);

    private static PhaseMapCheck Occur(double share, params Phase[] phases) => new(Bench.Of("a"), [.. phases], [], share);

    private static PhaseMapCheck Beside(Phase phase, params Phase[] others) => new(Bench.Of("a"), [phase], [.. others], 0.5);

    [Test]
    public void Occur_EachPhaseInADifferentCell_Reproduced()
    {
        var result = Map((0.3, Repeated(Confused, 5)), (0.4, Bench.Gen(null, null, null, null, null)), (0.5, Bench.Gen(20, 30, 20, 30, 20)))
            .Decide(Occur(0.5, Phase.Confusion, Phase.Memorisation, Phase.Comprehension));
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced));
        Assert.That(result.Estimates.Select(estimate => estimate.Low), Has.All.EqualTo(Math.Pow(0.05, 0.2)).Within(1e-12));
    }

    /// <summary>0.7^5 is 17 %, 0.5^5 is 3 %: five maps without a phase say that less than half have it, and not that less than 30 % do.</summary>
    [TestCase(0.3, Verdict.Inconclusive)]
    [TestCase(0.5, Verdict.Refuted)]
    public void Occur_InNoMap_RefutedWhereTheShareIsLarge(double share, Verdict expected) =>
        Assert.That(Map((0.3, Repeated(Confused, 5))).Decide(Occur(share, Phase.Grokking)).Verdict, Is.EqualTo(expected));

    /// <summary>Cells of different seeds add up within one seed alone: two halves are no map.</summary>
    [Test]
    public void Occur_PhasesOfDifferentSeeds_CountedForEachPhase()
    {
        var result = Map((0.4, Bench.Gen(20, 20, 20, 300, 300)), (0.5, Bench.Gen(20, 20, 20, 20, 20))).Decide(Occur(0.3, Phase.Comprehension, Phase.Grokking));
        Assert.That(result.Estimates.Select(estimate => estimate.SeedsHolding), Is.EqualTo(new[] { 5, 2 }));
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void Beside_PhasesInNeighbouringCells_Reproduced()
    {
        var result = Map((0.5, Bench.Gen(20, 20, 20, 20, 20)), (0.3, Bench.Gen(null, null, null, null, null)), (0.4, Bench.Gen(300, 300, 300, 300, 300)))
            .Decide(Beside(Phase.Grokking, Phase.Comprehension, Phase.Memorisation));
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Reproduced), "in the order of the axis, not of the file");
    }

    [Test]
    public void Beside_PhaseTwoCellsAway_Refuted()
    {
        var result = Map((0.3, Bench.Gen(300, 300, 300, 300, 300)), (0.4, Bench.Gen(20, 20, 20, 20, 20)), (0.5, Bench.Gen(null, null, null, null, null)))
            .Decide(Beside(Phase.Grokking, Phase.Memorisation));
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Refuted));
        Assert.That(result.Predicate, Is.EqualTo("each of the phases memorisation occurs next to grokking, in the maps of at least 50 % of the seeds, over a"));
    }

    /// <summary>A seed without a run in one of the cells has no map.</summary>
    [Test]
    public void Occur_ASeedIsMissingInACell_LeftOut()
    {
        var result = Map((0.3, [.. Repeated(Confused, 5), Outcomes.Absent]), (0.4, Repeated(Confused, 6))).Decide(Occur(0.5, Phase.Confusion));
        Assert.That(result.Estimates.Single().Seeds, Is.EqualTo(5));
    }

    [Test]
    public void Occur_FourSeeds_Inconclusive() =>
        Assert.That(Map((0.3, Repeated(Confused, 4))).Decide(Occur(0.2, Phase.Confusion)).Verdict, Is.EqualTo(Verdict.Inconclusive));

    /// <summary>The run ended amid a hold, so that its phase might be any: the share is bounded on either side.</summary>
    [Test]
    public void Occur_APhaseCannotBeTold_SpeaksForNeitherSide()
    {
        var bench = new Bench(4000) { Hold = 2 }.Cell("a", [.. Bench.Gen(null, null, null, null), new Outcomes(10, 4000)]);
        var estimate = bench.Decide(Occur(0.5, Phase.Memorisation)).Estimates.Single();
        Assert.That((estimate.SeedsHolding, estimate.Value, estimate.High), Is.EqualTo((4, 0.8, 1.0)));
        Assert.That(bench.Decide(Occur(0.5, Phase.Grokking)).Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    private static Outcomes[] Repeated(Outcomes one, int count) => [.. Enumerable.Repeat(one, count)];

    private static Bench Map(params (double, Outcomes[])[] cells) => new Bench().Sweep("a", cells);
}
