using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Suites;

namespace GrokBench.Reports.Html.Views;

/// <summary>A suite as the overview shows it, without its curves.</summary>
/// <param name="Shown">The cells whose curves stand for it.</param>
public sealed record SuiteCard(SuiteReport Report, ImmutableArray<MiniView> Shown)
{
    public static SuiteCard Of(SuiteView suite) => new(suite.Report.WithoutCurves(), [.. suite.Shown.Select(MiniView.Of)]);

    public Suite Suite => Report.Suite;

    public string FileName => SuiteView.PageOf(Suite);

    public int Count(Verdict? verdict) => Report.Claims.Count(claim => claim.Verdict == verdict);
}
