using System.Collections.Immutable;
using GrokBench.Reports.Html.Charts;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Judging;
using GrokBench.Suites;

namespace GrokBench.Reports.Html.Overview;

/// <summary>A suite as the overview shows it, without its curves.</summary>
/// <param name="Shown">The cells whose curves stand for it.</param>
public sealed record SuiteCard(SuiteReport Report, ImmutableArray<MiniModel> Shown)
{
    public static SuiteCard Of(SuiteView suite) => new(suite.Report.WithoutCurves(), [.. suite.Shown.Select(MiniModel.Of)]);

    public Suite Suite => Report.Suite;

    public string FileName => SuiteView.PageOf(Suite);

    public int Count(Verdict? verdict) => Report.Claims.Count(claim => claim.Verdict == verdict);
}
