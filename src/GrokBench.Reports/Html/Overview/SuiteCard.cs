using System.Collections.Immutable;
using GrokBench.Reports.Html.Charts;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Judging;
using GrokBench.Suites;

namespace GrokBench.Reports.Html.Overview;

/// <summary>A suite as the overview shows it, without its curves.</summary>
/// <param name="FileName">Of its page.</param>
/// <param name="Places">Of its page.</param>
/// <param name="Shown">The cells whose curves stand for it, and where they stand on its page.</param>
public sealed record SuiteCard(SuiteReport Report, string FileName, Places Places, ImmutableArray<(MiniModel Model, Place Place)> Shown)
{
    public static SuiteCard Of(SuiteView suite, string fileName) => new(
        suite.Report.WithoutCurves(), fileName, suite.Places,
        [.. suite.Shown.Select(cell => (MiniModel.Of(cell), suite.Places.Of(cell.Cell)))]);

    /// <summary>Without any curves.</summary>
    public static SuiteCard Of(SuiteReport suite, string fileName) => new(suite.WithoutCurves(), fileName, new Places(suite.Suite), []);

    public Suite Suite => Report.Suite;

    public int Count(Verdict? verdict) => Report.Claims.Count(claim => claim.Verdict == verdict);

    /// <summary>Address of a place on the suite's page.</summary>
    public string LinkTo(Place place) => FileName + place.Link;

    /// <inheritdoc cref="LinkTo(Place)"/>
    public string LinkTo(ClaimResult claim) => LinkTo(Places.Of(claim.Claim));
}
