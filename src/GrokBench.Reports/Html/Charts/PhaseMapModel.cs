using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Reports.Html.Views;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Html.Charts;

/// <summary>The phases of a group's cells by two swept numbers, a row per value of the second, largest first, so that both grow as on a chart.</summary>
/// <param name="Title">Values of the other swept settings; empty when there are none.</param>
/// <param name="Columns">Values of the first, ascending.</param>
public sealed record PhaseMapModel(string Title, string XAxis, string YAxis, ImmutableArray<string> Columns, ImmutableArray<PhaseMapRow> Rows)
{
    /// <summary>
    /// One map per combination of the settings other than the two with most values; none where fewer than two numbers are swept, or every value of one goes with a single value of the
    /// other, as in a zip.
    /// </summary>
    public static ImmutableArray<PhaseMapModel> Of(GroupView view)
    {
        ImmutableArray<string> axes =
        [
            .. view.Group.Axes.Where(axis => view.Cells.All(cell => Number(cell, axis) is not null) && Values(view.Cells, axis).Length > 1)
                .OrderByDescending(axis => Values(view.Cells, axis).Length).Take(2).OrderBy(view.Group.Axes.IndexOf),
        ];
        if (axes is not [var x, var y] || !view.HasResults) return [];
        return
        [
            .. from panel in view.Cells.GroupBy(cell => string.Join(", ", cell.Cell.Coordinates.Where(item => item.Axis != x && item.Axis != y)), StringComparer.Ordinal)
               let places = panel.DistinctBy(cell => (Number(cell, x), Number(cell, y))).Count()
               where places > Math.Max(Values(panel, x).Length, Values(panel, y).Length)
               select Make(panel.Key, x, y, [.. panel]),
        ];
    }

    /// <summary>Phases that occur, in the order of the enumeration.</summary>
    public IEnumerable<Phase> Shown => Rows.SelectMany(row => row.Cells).OfType<PhaseMapCell>().SelectMany(cell => cell.Tally).Select(pair => pair.Phase).Distinct().Order();

    private static PhaseMapModel Make(string title, string x, string y, ImmutableArray<CellView> cells)
    {
        var (columns, rows) = (Values(cells, x), Values(cells, y));
        var byPlace = cells.ToLookup(cell => (Number(cell, x)!.Value, Number(cell, y)!.Value));
        return new PhaseMapModel(
            title, x, y, [.. columns.Select(value => Text(cells, x, value))],
            [.. rows.Reverse().Select(row => new PhaseMapRow(Text(cells, y, row), [.. columns.Select(column => byPlace[(column, row)].Select(PhaseMapCell.Of).FirstOrDefault())]))]);
    }

    private static ImmutableArray<double> Values(IEnumerable<CellView> cells, string axis) => [.. cells.Select(cell => Number(cell, axis)!.Value).Distinct().Order()];

    private static string Text(IEnumerable<CellView> cells, string axis, double value) =>
        At(cells.First(cell => Number(cell, axis) == value), axis)!.ToString();

    private static double? Number(CellView cell, string axis) => At(cell, axis)?.Content as double?;

    /// <summary>Null where the cell has no such coordinate.</summary>
    private static SettingValue? At(CellView cell, string axis) => cell.Cell.Coordinates.Where(item => item.Axis == axis).Select(item => item.Value).FirstOrDefault();
}

/// <param name="Value">Of the second setting.</param>
/// <param name="Cells">In the order of the columns; null where the group has none there.</param>
public sealed record PhaseMapRow(string Value, ImmutableArray<PhaseMapCell?> Cells);

/// <summary>What became of a cell's seeds.</summary>
/// <param name="Commonest">The most frequent phase; several where equally many seeds ended in them, none where no phase is known.</param>
/// <param name="Count">Seeds in each of them.</param>
/// <param name="Trained">Seeds with a run.</param>
public sealed record PhaseMapCell(CellView Cell, ImmutableArray<Phase> Commonest, int Count, int Trained)
{
    /// <summary>Phases that occur, the most frequent first.</summary>
    public IEnumerable<(Phase Phase, int Seeds)> Tally =>
        Enum.GetValues<Phase>().Select(phase => (Phase: phase, Seeds: Cell.Count(phase))).Where(pair => pair.Seeds > 0).OrderByDescending(pair => pair.Seeds);

    /// <summary>"5 grokking, 4 memorisation": all phases that occur.</summary>
    public string Text => Trained == 0 ? "no result" : Cell.PhaseText.Length > 0 ? Cell.PhaseText : "phases undefined";

    public static PhaseMapCell Of(CellView cell)
    {
        var most = Enum.GetValues<Phase>().Max(cell.Count);
        return new PhaseMapCell(cell, most == 0 ? [] : [.. Enum.GetValues<Phase>().Where(phase => cell.Count(phase) == most)], most, cell.Trained.Length);
    }
}
