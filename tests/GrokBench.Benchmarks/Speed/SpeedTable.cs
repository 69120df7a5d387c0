using System.Globalization;

namespace GrokBench.Benchmarks.Speed;

/// <summary>The table as people read it: Markdown, columns aligned.</summary>
internal static class SpeedTable
{
    private static readonly string[] Titles = ["case", "threads", "peer ms", "ours ms", "ratio", "of fastest", "bar", "met", "note"];
    private static readonly int[] Widths = [40, 7, 20, 20, 6, 10, 5, 3, 0];

    public static string Head => Line(Titles) + Environment.NewLine + Line([.. Widths.Zip(Titles, (width, title) => new string('-', Math.Max(width, title.Length)))]);

    public static string Text(Row row) => Line(
    [
        row.Case.Title,
        row.Case.Threads.ToString(CultureInfo.InvariantCulture),
        Times(row.Other),
        Times(row.Ours),
        Number(row.Ratio),
        Number(row.RatioOfFastest),
        Number(row.Case.Bar),
        row.Met switch { true => "yes", false => "no", null => "" },
        row.Case.Note,
    ]);

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells.Zip(Widths, (cell, width) => cell.PadRight(width)))} |";

    private static string Times(Figures? figures) => figures is null
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{Short(figures.Median)} ({Short(figures.Least)}-{Short(figures.Most)})");

    private static string Short(double milliseconds) =>
        milliseconds.ToString(milliseconds < 1 ? "F3" : milliseconds < 10 ? "F2" : "F1", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("0.0#", CultureInfo.InvariantCulture) ?? "-";
}
