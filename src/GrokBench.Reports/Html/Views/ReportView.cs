using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GrokBench.Reports.Judging;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Html.Views;

/// <summary>A report with what several pages share.</summary>
public sealed class ReportView(BenchReport report, ImmutableArray<SuiteView> suites)
{
    public BenchReport Report { get; } = report;

    public ImmutableArray<SuiteView> Suites { get; } = suites;

    public static ReportView Of(BenchReport report) => new(report, [.. report.Suites.Select(SuiteView.Of)]);

    public string Title => $"{Report.Name}, profile {Report.Profile}{(Report.IsPilot ? " (pilot)" : "")}";

    public int Count(Verdict? verdict) => Suites.Sum(suite => suite.Count(verdict));

    /// <summary>Records of the runs shown, one per identity however many cells ask for it.</summary>
    public ImmutableArray<RunRecord> Records { get; } =
    [
        .. suites.SelectMany(suite => suite.Groups).SelectMany(group => group.Cells).SelectMany(cell => cell.Trained)
            .Select(run => run.Result!.Record).DistinctBy(record => record.Id).OrderBy(record => record.Id, StringComparer.Ordinal),
    ];

    /// <summary>SHA-256 over the identities and trajectory digests of all runs shown, sorted: two reports with the same one show the same trainings.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Records.Select(record => $"{record.Id} {record.Digest}\n")))));
}
