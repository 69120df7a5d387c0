using GrokBench.Reports.Comparing;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Tests.Versions;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Tests.Comparing;

/// <summary>Made-up versions whose difference is known.</summary>
public sealed class SnapshotComparerTests
{
    private static readonly long[] Times = [410, 520, 365, 700, 480];

    private static SuiteSnapshot Older => Suite("1", 1, 1, 1);

    [Test]
    public void Compare_SameBits_IsIdenticalAndHasNothingToSay()
    {
        var suite = Compared(Older, Older);

        Assert.That(suite.Changes, Is.EqualTo(new[] { Change.Identical }));
        Assert.That((suite.Identical, suite.Moved, suite.Times.Pairs), Is.EqualTo((15, 0, 0)));
        Assert.That(Gated(Older, Older).Word, Is.EqualTo(GateWord.Fine));
    }

    /// <summary>Budgets differ, and so do the last links of the chains; as far as both go they are equal.</summary>
    [Test]
    public void Compare_LongerRunOfTheSameBits_IsIdentical()
    {
        var longer = Older with { Runs = [.. Older.Runs.Select(run => run with { LastStep = 20_000, Digest = new string('f', 64), Trajectory = [run.Trajectory[0], (20_000, new string('f', 16))] })] };

        Assert.That(Compared(longer, Older).Changes, Is.EqualTo(new[] { Change.Identical }));
    }

    [Test]
    public void Compare_BitsMovedAndTimesScatter_IsTheSameWithinNoise()
    {
        var newer = Suite("2", 1.02, 0.97, 1.01);

        var suite = Compared(newer, Older);

        Assert.That(suite.Changes, Is.EqualTo(new[] { Change.WithinNoise }));
        Assert.That(suite.Moved, Is.EqualTo(15));
        Assert.That(suite.Cells[0].FirstDifference, Is.EqualTo(Snapshots.Budget));
        Assert.That(suite.LeastVisible, Is.InRange(0.03, 0.15));
        Assert.That(Gated(newer, Older).Word, Is.EqualTo(GateWord.Fine), "moved digests alone pass");
    }

    [Test]
    public void Compare_ThirtyPerCentSlower_IsSlowerAndNamesTheCells()
    {
        var suite = Compared(Suite("2", 1.3, 1.3, 1.3), Older);

        Assert.That(suite.Changes, Is.EqualTo(new[] { Change.Slower }));
        Assert.That(suite.TimesP, Is.EqualTo(StratifiedSignFlip.LeastP(15)));
        Assert.That(suite.Cells.Select(cell => cell.IsSlower), Is.All.True);
        Assert.That(Math.Exp(suite.LogRatio!.Value.Median.Value), Is.EqualTo(1.3).Within(0.01));
        Assert.That(Gated(Suite("2", 1.3, 1.3, 1.3), Older).Worse, Is.EqualTo(new[] { "s slower" }));
    }

    [Test]
    public void Compare_SlowerByLessThanEvaluationsAreApart_Passes()
    {
        var newer = Suite("2", 1.03, 1.03, 1.03);

        var suite = Compared(newer, Older);

        Assert.That(suite.TimesP, Is.LessThan(SnapshotComparer.Level), "it is no chance");
        Assert.That(suite.Changes, Is.EqualTo(new[] { Change.WithinNoise }), "and too small to be a matter of more than the grid");
    }

    [Test]
    public void Compare_TwoOfThreeCellsSlower_NamesThoseAlone()
    {
        var suite = Compared(Suite("2", 1.4, 1.4, 1), Older);

        Assert.That(suite.Changes, Is.EqualTo(new[] { Change.Slower }));
        Assert.That(suite.Cells.Where(cell => cell.IsSlower).Select(cell => cell.Cell), Is.EqualTo(new[] { "a", "b" }));
    }

    /// <summary>One cell of ten seeds among eight that scatter: its suite's test does not see it, and its reader does.</summary>
    [Test]
    public void Lines_OneCellOfManySlower_ShowsItAndDoesNotDecide()
    {
        SuiteSnapshot Many(string bits, double factor) => Snapshots.Suite(
            "s",
            [
                Snapshots.Cell("slow", bits, [.. Ints(factor), .. Ints(factor)]),
                .. Enumerable.Range(0, 8).Select(cell => Snapshots.Cell(
                    $"c{cell}", bits, [.. Enumerable.Range(0, 12).Select(seed => (long?)(seed % 2 == 0 || bits == "1" ? 500 + seed : 700 - seed))])),
                Snapshots.Cell("d", bits, [.. Enumerable.Range(0, 60).Select(seed => (long?)(bits == "1" ? 700 : 500 + seed))]),
            ]);
        var comparison = SnapshotComparer.Compare(Snapshots.Of(Many("2", 1.4)), Snapshots.Of(Many("1", 1)));

        Assert.That(comparison.Suites[0].Changes, Does.Not.Contain(Change.Slower));
        Assert.That(ComparisonText.Lines(comparison), Has.Some.Match("^  slow: t_gen 1.4 .* alone p = 0.00195, which does not decide$"));
    }

    [Test]
    public void Compare_Faster_PassesUnlessStrict()
    {
        var newer = Suite("2", 0.7, 0.7, 0.7);

        Assert.That(Compared(newer, Older).Changes, Is.EqualTo(new[] { Change.Faster }));
        Assert.That(Gated(newer, Older).Word, Is.EqualTo(GateWord.Fine));
        Assert.That(Gated(newer, Older).Other, Is.EqualTo(new[] { "s faster" }));
        Assert.That(Gated(newer, Older, strict: true).Word, Is.EqualTo(GateWord.Worse));
    }

    [Test]
    public void Compare_GroksLessOften_IsWorse()
    {
        var newer = Snapshots.Suite("s", [.. Older.Runs.Select(run => run.Cell).Distinct().Select((name, cell) => Snapshots.Cell(name, "2", cell < 2 ? [null, null, null, null, null] : Ints(1)))]);

        var suite = Compared(newer, Older);

        Assert.That(suite.Changes, Does.Contain(Change.GroksLess));
        Assert.That((suite.Rates.Gained, suite.Rates.Lost), Is.EqualTo((0, 10)));
        Assert.That(Compared(Older, newer).Changes, Does.Contain(Change.GroksMore));
    }

    /// <summary>Five trainings that two cells share are five pairs, and too few: p is 2/2^5, and would be 2/2^10 if they counted twice.</summary>
    [Test]
    public void Compare_TrainingsThatCellsShare_CountOnce()
    {
        SuiteSnapshot Shared(string bits, double factor) => Snapshots.Suite(
            "s", Snapshots.Cell("a", bits, Ints(factor)),
            [.. Snapshots.Cell("a", bits, Ints(factor)).Select(run => run with { Cell = "b", LastStep = run.LastStep - 1 })]);

        var suite = Compared(Shared("2", 1.4), Shared("1", 1));

        Assert.That((suite.Times.Pairs, suite.Times.P), Is.EqualTo((5, StratifiedSignFlip.LeastP(5))));
        Assert.That(suite.Changes, Is.EqualTo(new[] { Change.WithinNoise }));
        Assert.That(suite.Pairing.Trainings.Select(pair => pair.Newer.Cell), Is.All.EqualTo("a"), "which is watched longer");
        Assert.That(suite.LeastVisible, Is.EqualTo(double.PositiveInfinity));
        Assert.That(suite.Cells, Has.Length.EqualTo(2), "both are shown");
    }

    [TestCase("1", Change.Identical)]
    [TestCase("2", Change.WithinNoise)]
    public void Compare_WatchedForLessTime_SaysNothingOfHowOften(string bits, Change expected)
    {
        var shorter = Watched(Suite(bits, 1, 1, 1), 300, run => run);

        var suite = Compared(shorter, Older);

        Assert.That(suite.Changes, Is.EqualTo(new[] { expected }), "the earliest of the older ones generalised at step 365");
        Assert.That(Compared(Older, shorter).Changes, Is.EqualTo(new[] { expected }));
        Assert.That((suite.Rates.Gained, suite.Rates.Lost), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Compare_DivergedBeforeTheOtherGeneralises_GroksLessOften()
    {
        var diverged = Watched(Suite("2", 1, 1, 1), 300, run => run with { Status = "diverged" });

        Assert.That(Compared(diverged, Older).Changes, Is.EqualTo(new[] { Change.GroksLess }));
    }

    [Test]
    public void Compare_CensoredInBoth_IsATieAndNotADirection()
    {
        SuiteSnapshot Never(string bits) => Snapshots.Suite("s", Snapshots.Cell("a", bits, null, null, null, null, null));

        var suite = Compared(Never("2"), Never("1"));

        Assert.That(suite.Changes, Is.EqualTo(new[] { Change.WithinNoise }));
        Assert.That((suite.Times.Pairs, suite.LeastVisible), Is.EqualTo((0, double.PositiveInfinity)), "and nothing could have been seen");
    }

    [Test]
    public void Compare_OnePair_CannotShowAnything()
    {
        var suite = Compared(Snapshots.Suite("s", Snapshots.Cell("a", "2", 900)), Snapshots.Suite("s", Snapshots.Cell("a", "1", 400)));

        Assert.That(suite.Changes, Is.EqualTo(new[] { Change.WithinNoise }));
        Assert.That(suite.LeastVisible, Is.EqualTo(double.PositiveInfinity));
    }

    [TestCase("optimiser.learning-rate", "0.0007", "other settings: optimiser.learning-rate 0.001 -> 0.0007")]
    [TestCase("task.version", "2", "other version: task.version 1 -> 2")]
    [TestCase("model.width", "64", "other settings: model.width none -> 64")]
    public void Compare_OtherSettings_AreNeverPairedAndNamed(string path, string value, string expected)
    {
        var newer = Changed(run => run with { Id = run.Id + "x", Settings = run.Settings.SetItem(path, value) });

        var suite = Compared(newer, Older);

        Assert.That(suite.Changes, Is.EqualTo(new[] { Change.NotComparable }));
        Assert.That(suite.Pairing.Obstacles, Is.EqualTo(new[] { (expected, 15) }));
        Assert.That(Gated(newer, Older).Word, Is.EqualTo(GateWord.NothingMatched));
    }

    [Test]
    public void Compare_StandInData_IsNotComparable() =>
        Assert.That(Compared(Changed(run => run with { IsStandIn = true }), Older).Pairing.Obstacles, Is.EqualTo(new[] { ("stand-in data in the newer", 15) }));

    [Test]
    public void Compare_OtherEngineFamily_IsNotComparable() =>
        Assert.That(Compared(Changed(run => run with { Engine = "torch-cpu-1-00" }), Older).Pairing.Obstacles, Is.EqualTo(new[] { ("other engine: cpu -> torch", 15) }));

    [Test]
    public void Compare_OtherVersionOfOneEngine_IsComparable() =>
        Assert.That(Compared(Changed(run => run with { Engine = "cpu-5-00" }), Older).Pairing.Pairs, Has.Length.EqualTo(15));

    [Test]
    public void Compare_OtherProfile_SaysSo()
    {
        var newer = Snapshots.Of(Older);
        var comparison = SnapshotComparer.Compare(newer with { Origin = newer.Origin with { Profile = "paper" } }, Snapshots.Of(Older));

        Assert.That(comparison.Obstacle, Is.EqualTo("other profile: ci -> paper"));
        Assert.That(ComparisonText.Summary(comparison, Gate.Of(comparison, strict: false)), Is.EqualTo("Against made up: nothing to compare: other profile: ci -> paper"));
    }

    [TestCase("other", "a", "they have no suite in common")]
    [TestCase("s", "z", "they have no cell and seed in common")]
    public void Summary_NothingInCommon_SaysWhat(string suite, string cell, string expected)
    {
        var comparison = SnapshotComparer.Compare(Snapshots.Of(Snapshots.Suite(suite, Snapshots.Cell(cell, "1", 400))), Snapshots.Of(Older));

        Assert.That(ComparisonText.Summary(comparison, Gate.Of(comparison, strict: false)), Is.EqualTo($"Against made up: nothing to compare: {expected}"));
    }

    [TestCase(Verdict.Reproduced, Verdict.Refuted, GateWord.Worse)]
    [TestCase(Verdict.Reproduced, Verdict.Inconclusive, GateWord.Worse)]
    [TestCase(Verdict.Reproduced, null, GateWord.Worse)]
    [TestCase(Verdict.Refuted, Verdict.Reproduced, GateWord.Fine)]
    [TestCase(Verdict.Inconclusive, Verdict.Refuted, GateWord.Fine)]
    public void Gate_VerdictChanged_IsWorseWhereItWasReproduced(Verdict? before, Verdict? after, GateWord expected)
    {
        var (older, newer) = (Older with { Claims = [Snapshots.Claim("C1", before)] }, Older with { Claims = [Snapshots.Claim("C1", after)] });

        Assert.That(Compared(newer, older).Changes, Is.EqualTo(new[] { Change.VerdictChanged }));
        Assert.That(Gated(newer, older).Word, Is.EqualTo(expected));
        Assert.That(Gated(newer, older, strict: true).Word, Is.EqualTo(GateWord.Worse));
    }

    /// <summary>Without MNIST, as in a clone that has not downloaded it: claims on other data of the same suite are compared all the same.</summary>
    [Test]
    public void Gate_VerdictOnStandInData_HasNoPartnerOnOthers()
    {
        SuiteSnapshot Decided(Verdict real, Verdict image, bool isStandIn) => Older with
        {
            StandIns = isStandIn ? ["digits for mnist"] : [],
            Claims = [Snapshots.Claim("C1", real), Snapshots.Claim("C2", image) with { IsStandIn = isStandIn }],
        };
        var (older, newer) = (Decided(Verdict.Reproduced, Verdict.Reproduced, false), Decided(Verdict.Reproduced, Verdict.Refuted, true));

        Assert.That(Gated(newer, older).Worse, Is.Empty);
        Assert.That(Compared(newer, older).ClaimsAlone, Is.EqualTo(new[] { "C2" }));
        Assert.That(Gated(newer, older, strict: true).Worse, Is.EqualTo(new[] { "s: claims without a partner: C2" }));
        Assert.That(Gated(Decided(Verdict.Refuted, Verdict.Refuted, true), older).Worse, Is.EqualTo(new[] { "s C1 reproduced -> refuted" }));
        Assert.That(
            Gated(newer, Decided(Verdict.Reproduced, Verdict.Reproduced, true)).Worse, Is.EqualTo(new[] { "s C2 reproduced -> refuted" }), "stand-ins in both");
    }

    [Test]
    public void Gate_AControlWatchedForMoreTime_Passes()
    {
        SuiteSnapshot Control(string bits, long? time) => Snapshots.Suite("s", [.. Snapshots.Cell("a", bits, time).Select(run => run with { IsControl = true })]);

        Assert.That(Gated(Control("2", 9000), Watched(Control("1", null), 8000, run => run)).Word, Is.EqualTo(GateWord.Fine));
        Assert.That(Gated(Control("1", 9000), Watched(Control("1", null), 8000, run => run)).Word, Is.EqualTo(GateWord.Fine), "the same bits");
    }

    [Test]
    public void Gate_AControlGeneralises_IsWorse()
    {
        SuiteSnapshot Control(string bits, long? time) => Snapshots.Suite("s", [.. Snapshots.Cell("a", bits, null, null, time).Select(run => run with { IsControl = true })]);

        Assert.That(Gated(Control("2", 9000), Control("1", null)).Worse, Is.EqualTo(new[] { "s a control generalises" }));
        Assert.That(Gated(Control("2", 9000), Control("1", 8000)).Word, Is.EqualTo(GateWord.Fine), "it did before");
    }

    /// <summary>One suite that slowed down among ten: its own test, corrected for all.</summary>
    [Test]
    public void Compare_OneOfManySuitesSlower_IsTheOnlyOneNamed()
    {
        SuiteSnapshot[] All(string bits, double factor) => [.. Enumerable.Range(0, 10).Select(i => Suite(bits, i == 4 ? factor : 1.01, i == 4 ? factor : 0.98, i == 4 ? factor : 1) with { Name = $"s{i}" })];

        var comparison = SnapshotComparer.Compare(Snapshots.Of(All("2", 1.4)), Snapshots.Of(All("1", 1)));

        Assert.That(comparison.Suites.Where(suite => suite.Changes.Contains(Change.Slower)).Select(suite => suite.Name), Is.EqualTo(new[] { "s4" }));
    }

    [Test]
    public void Compare_Cost_OnOneModelOfProcessorAlone()
    {
        var dearer = Changed(run => run with { CoreSeconds = 5 });

        Assert.That(Compared(dearer, Older).CostRatio, Is.EqualTo(2));
        Assert.That(Compared(Changed(run => run with { CoreSeconds = 5, Processor = "Abacus 10" }), Older).CostRatio, Is.Null);
        Assert.That(Compared(Changed(run => run with { Processor = "" }), Older).CostRatio, Is.Null);
    }

    private static long?[] Ints(double factor) => [.. Times.Select(time => (long?)(long)(time * factor))];

    /// <summary>Cells a, b, ... of five seeds, each so many times as late as <see cref="Times"/>.</summary>
    private static SuiteSnapshot Suite(string bits, params double[] factors) => Snapshots.Suite("s", [.. factors.Select((factor, cell) => Snapshots.Cell($"{(char)('a' + cell)}", bits, Ints(factor)))]);

    /// <summary>Runs of which none generalises by the step at which they end; their chains are as they were.</summary>
    private static SuiteSnapshot Watched(SuiteSnapshot suite, long until, Func<RunSnapshot, RunSnapshot> change) => suite with
    {
        Runs = [.. suite.Runs.Select(run => change(run with { LastStep = until, Events = run.Events.SetItem("t_gen", Reading.MoreThan(until)) }))],
    };

    private static SuiteSnapshot Changed(Func<RunSnapshot, RunSnapshot> change) => Older with { Runs = [.. Older.Runs.Select(change)] };

    private static SuiteComparison Compared(SuiteSnapshot newer, SuiteSnapshot older) => SnapshotComparer.Compare(Snapshots.Of(newer), Snapshots.Of(older)).Suites.Single();

    private static Gate Gated(SuiteSnapshot newer, SuiteSnapshot older, bool strict = false) => Gate.Of(SnapshotComparer.Compare(Snapshots.Of(newer), Snapshots.Of(older)), strict);
}
