using GrokBench.Reports.Engines;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Tests.Judging;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
using GrokBench.Tensors.Engines;

namespace GrokBench.Reports.Tests.Engines;

/// <summary>t_mem is 10 in every run; the claim asks for t_gen of at least ten times that.</summary>
internal sealed class EngineComparerTests
{
    private static readonly EngineIdentity Cpu = new("cpu", 4, "0123456789abcdef"), Torch = new("torch", 1, "fedcba9876543210");

    [Test]
    public void Compare_SameTimes_AgreesInEverything()
    {
        var two = Compare(Bench.Gen(310, 240, 520, 300, 400), Bench.Gen(310, 240, 520, 300, 400))!;
        Assert.Multiple(() =>
        {
            Assert.That(two.Runs, Is.EqualTo(new RunCounts(5, 5, 5, 5)));
            Assert.That(two.Differing, Is.Empty);
            Assert.That(two.Decided, Is.EqualTo(1));
            Assert.That(two.Cells.Single().Seeds, Is.EqualTo(new ulong[] { 0, 1, 2, 3, 4 }));
            Assert.That(two.Cells.Single().Generalised!.LogRatio.Median.Value, Is.Zero);
            Assert.That(two.Cells.Single().Accuracy, Is.EqualTo((1.0, 1.0)));
        });
    }

    [Test]
    public void Compare_OneSeedAcrossTheThreshold_DiffersByNoMoreThanNoise()
    {
        var claim = Compare(Bench.Gen(310, 240, 520, 300, 110), Bench.Gen(310, 240, 520, 300, 90))!.Differing.Single();
        Assert.That((claim.Here.Verdict, claim.There.Verdict), Is.EqualTo((Verdict.Reproduced, Verdict.Inconclusive)));
        Assert.That(claim.Cause, Is.EqualTo("the intervals overlap: no more than the noise of seeds"));
    }

    [Test]
    public void Compare_EverySeedEarlier_DiffersByMoreThanNoise()
    {
        var claim = Compare(Bench.Gen(310, 240, 520, 300, 400), Bench.Gen(31, 24, 52, 30, 40))!.Differing.Single();
        Assert.That((claim.Here.Verdict, claim.There.Verdict), Is.EqualTo((Verdict.Reproduced, Verdict.Refuted)));
        Assert.That(claim.Cause, Is.EqualTo("the intervals are disjoint (t_gen / t_mem): more than the noise of seeds, to be looked into"));
    }

    [Test]
    public void Compare_FewerSeedsThere_TriesTheCommonOnes()
    {
        var claim = Compare(Bench.Gen(310, 240, 520, 300, 400), [.. Bench.Gen(310, 240, 520, 300), Outcomes.Absent])!.Differing.Single();
        Assert.That((claim.Here.Verdict, claim.There.Verdict), Is.EqualTo((Verdict.Reproduced, Verdict.Inconclusive)));
        Assert.That(claim.Cause, Is.EqualTo("not the same runs: of 5, cpu has 5 and torch 4; from the 4 that both have, both give inconclusive"));
    }

    [Test]
    public void Compare_CommonSeedsDifferToo_SaysWhatTheyGive()
    {
        var claim = Compare(Bench.Gen(310, 240, 520, 300, 400, 500), [.. Bench.Gen(31, 24, 52, 30, 40), Outcomes.Absent])!.Differing.Single();
        Assert.That(claim.Cause, Is.EqualTo(
            "not the same runs: of 6, cpu has 6 and torch 5; from the 5 that both have, cpu gives reproduced, torch refuted, and " +
            "the intervals are disjoint (t_gen / t_mem): more than the noise of seeds, to be looked into"));
    }

    [Test]
    public void Compare_RunDivergedThere_SaysSo()
    {
        var there = Bench.Gen(310, 240, 520, 300, 110);
        there[4] = new Outcomes(10, null) { Diverged = 50 };
        var claim = Compare(Bench.Gen(310, 240, 520, 300, 110), there)!.Differing.Single();
        Assert.That(claim.Cause, Does.StartWith("0 of 5 runs diverged on cpu, 1 on torch; "));
    }

    [Test]
    public void Compare_NothingThere_IsNull() => Assert.That(Compare(Bench.Gen(310, 240, 520, 300, 400), [.. Enumerable.Repeat(Outcomes.Absent, 5)]), Is.Null);

    [Test]
    public void Compare_SharedRuns_AreLeftOut()
    {
        var bench = new Bench().Sweep("own", (0.5, Bench.Gen(310, 240, 520, 300, 400))).Sweep("shared", (0.9, Bench.Gen(310, 240, 520, 300, 400)));
        var suite = bench.Suite(Claim("C1", "own"), Claim("C2", "shared"));
        var results = bench.Results();
        var comparer = new EngineComparer(Cpu, Torch, run => run.Training.Task.Number("train") == 0.9, _ => 1);

        var two = comparer.Compare(suite, Judge.Decide(suite, SuiteReadings.Of(suite, results), _ => 1), SuiteReadings.Of(suite, results), SuiteReadings.Of(suite, results))!;

        Assert.Multiple(() =>
        {
            Assert.That((two.Runs.All, two.SharedRuns, two.SharedClaims), Is.EqualTo((5, 5, 1)));
            Assert.That(two.Cells.Select(cell => cell.Cell.Group), Is.EqualTo(new[] { "own" }));
            Assert.That(two.Claims.Select(claim => claim.Here.Claim.Id), Is.EqualTo(new[] { "C1" }));
        });
    }

    [Test]
    public void Summary_OfTwoEngines_NamesWhatDiffers()
    {
        var report = new BenchReport("r", "ci", default, [Report(Bench.Gen(310, 240, 520, 300, 110), Bench.Gen(310, 240, 520, 300, 90))], [], null!);
        Assert.That(
            report.EngineSummary,
            Is.EqualTo("cpu-4-0123456789abcdef and torch-1-fedcba9876543210: 0 of 1 claim decided on both have the same verdict, not made-up C1"));
        Assert.That((report with { Suites = [report.Suites[0] with { Engines = null }] }).EngineSummary, Is.Null);
    }

    /// <summary>A suite of one claim, as on cpu, with its comparison.</summary>
    internal static SuiteReport Report(Outcomes[] here, Outcomes[] there)
    {
        var bench = new Bench().Cell("a", here);
        var suite = bench.Suite(Claim("C1", "a"));
        var results = bench.Results();
        var report = new SuiteReport(suite, results, Judge.Decide(suite, SuiteReadings.Of(suite, results), _ => 1));

        // The same specs on both sides: a result set finds runs by them.
        var others = suite.Groups[0].Cells[0].Runs.Zip(there).Where(pair => !pair.Second.Missing).Select(pair => pair.Second.Result(pair.First));
        return report with { Engines = new EngineComparer(Cpu, Torch, _ => false, _ => 1).Compare(suite, report.Claims, SuiteReadings.Of(suite, results), SuiteReadings.Of(suite, new ResultSet(others))) };
    }

    private static TwoEngines? Compare(Outcomes[] here, Outcomes[] there) => Report(here, there).Engines;

    private static Claim Claim(string id, string group) =>
        Bench.Claim(new ThresholdCheck(Bench.Of(group), new EventStep("t_gen"), new EventStep("t_mem"), 10, null)) with { Id = id };
}
