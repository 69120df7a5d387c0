using GrokBench.Reports.Faults;
using GrokBench.Reports.Tests.Exports;

namespace GrokBench.Reports.Tests.Judging;

/// <summary>The sample has one claim of each verdict and a weak one.</summary>
public sealed class OutcomeTests
{
    private const string Counts = "5 claims: 1 reproduced, 1 refuted, 1 inconclusive, 1 not run, 1 without a verdict";

    [Test]
    public void Of_RefutedClaim_Zero() => Assert.That(Outcome.Of(Samples.Report()), Is.EqualTo(new BenchOutcome(0, Counts)));

    [Test]
    public void Of_ClaimsOnStandIns_SaysHowMany()
    {
        var report = Samples.Report();
        var suite = report.Suites[0];
        var marked = suite with { Claims = [.. suite.Claims.Select((claim, i) => i < 2 ? claim with { StandIns = ["digits for mnist"] } : claim)] };
        Assert.That(Outcome.Of(report with { Suites = [marked] }).Text, Is.EqualTo($"{Counts}; 2 of them (stand-in)"));
    }

    [Test]
    public void Of_FailedRun_Three() => Assert.That(
        Outcome.Of(Samples.Report(new RunFailure("made-up", "a seed 3", "00ff", "killed"))), Is.EqualTo(new BenchOutcome(3, $"1 run failed; {Counts}")));

    [Test]
    public void Of_PartOfTheReportFailed_Three()
    {
        var report = Samples.Report() with { Faults = [new Fault("made-up", "C1", "a reason")] };
        Assert.That(Outcome.Of(report), Is.EqualTo(new BenchOutcome(3, $"1 part of the report failed; {Counts}")));
        var both = report with { Failures = [new RunFailure("made-up", "a seed 3", "00ff", "killed")] };
        Assert.That(Outcome.Of(both).Text, Does.StartWith("1 run failed; 1 part of the report failed; "));
    }
}
