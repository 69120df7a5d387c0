using System.Collections.Immutable;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Html.Overview;

/// <summary>A report as the pages about all suites show it.</summary>
public sealed class ReportView(BenchReport report, Frame frame, ImmutableArray<SuiteCard> suites)
{
    public BenchReport Report { get; } = report;

    public Frame Frame { get; } = frame;

    public ImmutableArray<SuiteCard> Suites { get; } = suites;

    public int Count(Verdict? verdict) => Suites.Sum(suite => suite.Count(verdict));

    /// <summary>Runs shown, one per identity.</summary>
    public ImmutableArray<RunSummary> Runs { get; } = [.. RunDigest.Distinct(suites.SelectMany(suite => suite.Report.Runs))];

    public ImmutableArray<string> StandIns => [.. Suites.SelectMany(suite => suite.Report.StandIns).Distinct()];

    public string Digest => RunDigest.Of(Runs);
}
