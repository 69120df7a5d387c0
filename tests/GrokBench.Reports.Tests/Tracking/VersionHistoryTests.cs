using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Tests.Versions;
using GrokBench.Reports.Tracking;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Tests.Tracking;

/// <summary>Made-up histories whose steps are known.</summary>
public sealed class VersionHistoryTests
{
    private static readonly long[] Times = [410, 520, 365, 700, 480, 610, 455, 530, 590, 620];

    [Test]
    public void Of_OneVersion_SaysThatThereAreTooFew()
    {
        var history = VersionHistory.Of([Version("0.1.0", "1", 1)]);

        Assert.That(HistoryText.Remarks(history), Is.EqualTo(new[] { "A history needs two versions; there is one, so no step can be seen yet" }));
        Assert.That(history.Suites.Single().Steps, Is.Empty);
        Assert.That(HistoryText.Of(history, history.Suites.Single()), Is.Empty);
    }

    [Test]
    public void Of_SlowerFromAVersionOn_NamesTheVersionTheRatioAndTheCells()
    {
        var history = VersionHistory.Of([Version("0.1.0", "1", 1), Version("0.2.0", "2", 1, scatter: 0.01), Version("0.3.0", "3", 1.4), Version("0.4.0", "4", 1.4, scatter: -0.01)]);

        var suite = history.Suites.Single();
        var step = suite.Steps.Single();
        Assert.That((step.Event, history.Versions[step.Version].Label, step.IsLater), Is.EqualTo(("t_gen", "0.3.0", true)));
        Assert.That(Math.Exp(step.Size.Value), Is.EqualTo(1.4).Within(0.02));
        Assert.That(HistoryText.Of(history, step), Does.StartWith("t_gen from 0.3.0 on: 1.4 times as late, p = ").And.EndsWith("; cell 1.4"));
    }

    [Test]
    public void Of_LaterByLessThanTheGrid_IsToldAsThat()
    {
        var history = VersionHistory.Of([Version("0.1.0", "1", 1), Version("0.2.0", "2", 1.02)]);

        Assert.That(HistoryText.Of(history, history.Suites.Single().Steps.Single()), Does.StartWith(
            "t_gen from 0.2.0 on: 1.02 times as late, no more than the 5.3 % that evaluations are apart, p = "));
    }

    /// <summary>Bits that moved in one version only, and the same from then on.</summary>
    [Test]
    public void Of_BitsThatMovedOnce_AreOneResultBeforeAndOneAfter()
    {
        var history = VersionHistory.Of([Version("0.1.0", "1", 1), Version("0.2.0", "1", 1), Version("0.3.0", "2", 0.6), Version("0.4.0", "2", 0.6)]);

        var suite = history.Suites.Single();
        Assert.That(suite.Cells.Single().Runs[0].Series("t_gen")!.Versions, Is.EqualTo(new[] { 0, 0, 1, 1 }));
        Assert.That(suite.Steps.Single().Version, Is.EqualTo(2));
        Assert.That(suite.Steps.Single().IsEarlier, Is.True);
        Assert.That(suite.LeastP("t_gen"), Is.EqualTo(2.0 / 1024));
    }

    [Test]
    public void Of_SameBits_HasNothingButThatToSay()
    {
        var history = VersionHistory.Of([Version("0.1.0", "1", 1), Version("0.2.0", "1", 1)]);

        Assert.That(HistoryText.Of(history, history.Suites.Single()), Is.EqualTo(new[] { "every run has the same bits in every version that has it (10 runs)" }));
    }

    [Test]
    public void Of_FewRunsThatMoved_SaysThatNoStepCouldBeSeen()
    {
        var history = VersionHistory.Of([Version("0.1.0", "1", 1, seeds: 4), Version("0.2.0", "2", 3, seeds: 4)]);

        Assert.That(history.Suites.Single().Steps, Is.Empty);
        Assert.That(HistoryText.Of(history, history.Suites.Single()), Has.Some.EqualTo("too few runs moved for a step to be told from chance: p can be 0.125 at the least, and 0.005 would be a step"));
    }

    [Test]
    public void Of_NoiseAlone_FindsNoStep()
    {
        var history = VersionHistory.Of([Version("0.1.0", "1", 1), Version("0.2.0", "2", 1, scatter: 0.1), Version("0.3.0", "3", 1, scatter: -0.1)]);

        Assert.That(history.Suites.Single().Steps, Is.Empty);
        Assert.That(HistoryText.Of(history, history.Suites.Single()), Has.Some.StartsWith("no step: nothing that could be told from chance"));
    }

    [Test]
    public void Of_OtherProfile_IsLeftOutAndNamed()
    {
        var other = Version("0.1.0", "1", 1);
        other = other with { Origin = other.Origin with { Profile = "paper" } };

        var history = VersionHistory.Of([other, Version("0.2.0", "2", 1)]);

        Assert.That(history.Versions.Select(version => version.Label), Is.EqualTo(new[] { "0.2.0" }));
        Assert.That(HistoryText.Remarks(history).First(), Is.EqualTo("0.1.0 is of profile paper, and nothing of it can be held against the newest version"));
    }

    [Test]
    public void Of_OtherSettings_AreGapsWithTheirReason()
    {
        var older = Version("0.1.0", "1", 1);
        var suite = older.Suites[0];
        older = older with { Suites = [suite with { Runs = [.. suite.Runs.Select(run => run with { Id = "other", Settings = run.Settings.SetItem("task.version", "0") })] }] };

        var history = VersionHistory.Of([older, Version("0.2.0", "2", 1)]);

        Assert.That(history.Suites.Single().Obstacles, Is.EqualTo(new[] { "10 runs: other version: task.version 0 -> 1", "" }));
        Assert.That(history.Suites.Single().Cells.Single().Runs.Select(run => run.Versions[0]), Is.All.Null);
        Assert.That(history.Suites.Single().Cells.Single().Median("t_gen", 0), Is.Null);
    }

    [Test]
    public void Of_Claims_TellWhenTheirVerdictsChanged()
    {
        var history = VersionHistory.Of([WithClaim("0.1.0", Verdict.Reproduced), WithClaim("0.2.0", Verdict.Reproduced), WithClaim("0.3.0", Verdict.Refuted), WithClaim("0.4.0", null)]);

        Assert.That(HistoryText.Of(history, history.Suites.Single()), Has.Some.EqualTo("C1: reproduced from 0.1.0, refuted from 0.3.0, no verdict from 0.4.0"));

        static Snapshot WithClaim(string version, Verdict? verdict)
        {
            var snapshot = Version(version, "1", 1);
            return snapshot with { Suites = [snapshot.Suites[0] with { Claims = [Snapshots.Claim("C1", verdict)] }] };
        }
    }

    /// <summary>The cell with the smallest scatter of seeds is the first, one whose seeds do not generalise is the last.</summary>
    [Test]
    public void Cells_Stand_TheQuietestFirst()
    {
        var suite = Snapshots.Suite("s", Snapshots.Cell("never", "1", null, null, null), Snapshots.Cell("loud", "1", 100, 400, 1600), Snapshots.Cell("quiet", "1", 100, 110, 120));

        var cells = VersionHistory.Of([Snapshots.Of(suite)]).Suites.Single().Cells;

        Assert.That(cells.Select(cell => cell.Cell), Is.EqualTo(new[] { "quiet", "loud", "never" }));
        Assert.That(cells[1].Noise, Is.EqualTo(Math.Log(1000.0 / 250) / 1.349).Within(1e-12));
        Assert.That(cells[2].Generalise(0), Is.EqualTo((0, 3)));
        Assert.That(cells[2].Median("t_gen", 0), Is.EqualTo(Reading.MoreThan(Snapshots.Budget)));
    }

    /// <param name="scatter">Of times, alternately more and less by this share.</param>
    internal static Snapshot Version(string version, string bits, double factor, int seeds = 10, double scatter = 0)
    {
        var times = Times[..seeds].Select((time, i) => (long?)Math.Round(time * factor * (1 + (i % 2 == 0 ? scatter : -scatter))));
        return Snapshots.Of(Snapshots.Suite("s", Snapshots.Cell("cell", bits, [.. times]))) with { Name = $"reference {version}" };
    }
}
