using System.Collections.Immutable;
using GrokBench.Suites;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Html.Views;

/// <summary>A run group with its cells.</summary>
public sealed record GroupView(RunGroup Group, ImmutableArray<CellView> Cells)
{
    public static GroupView Of(RunGroup group, ResultSet results) => new(group, [.. group.Cells.Select(cell => CellView.Of(cell, results, group.Mark))]);

    public bool HasResults => Cells.Any(cell => cell.HasResults);
}
