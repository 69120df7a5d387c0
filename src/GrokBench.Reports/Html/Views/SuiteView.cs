using System.Collections.Immutable;
using GrokBench.Reports.Html.Text;
using GrokBench.Suites;

namespace GrokBench.Reports.Html.Views;

/// <summary>A suite with everything its page shows.</summary>
public sealed record SuiteView(SuiteReport Report, ImmutableArray<GroupView> Groups)
{
    public static SuiteView Of(SuiteReport report) => new(report, [.. report.Suite.Groups.Select(group => GroupView.Of(group, report.Results))]);

    public Suite Suite => Report.Suite;

    /// <summary>Where its groups, cells and claims stand.</summary>
    public Places Places { get; } = new(Report.Suite);

    /// <summary>Cells in which every seed generalised come first.</summary>
    private static CellView? MostDelayed(GroupView group) => group.Cells.Where(cell => cell.HasResults)
        .OrderBy(cell => cell.CensoredCount > 0).ThenByDescending(cell => cell.Delay?.Median.Value ?? 0).FirstOrDefault();

    public CellView? Find(string cell) => Groups.SelectMany(group => group.Cells).FirstOrDefault(view => view.Cell.Name == cell);

    /// <summary>The cells whose curves stand for the suite on the index: of each of the first three trained groups the one whose generalisation is delayed most.</summary>
    public ImmutableArray<CellView> Shown => [.. Groups.Select(MostDelayed).OfType<CellView>().Take(3)];
}
