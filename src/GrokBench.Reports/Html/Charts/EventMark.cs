using GrokBench.Reports.Html.Views;

namespace GrokBench.Reports.Html.Charts;

/// <summary>An event in a chart over steps: a line at its median, a tick per seed.</summary>
/// <param name="Row">Its label's row above the plot, and its ticks' row inside it: 0, 1 or <see cref="InsideRow"/>.</param>
public sealed record EventMark(string Label, string Style, int Row, Summary Summary)
{
    /// <summary>A row whose label stands inside the plot, clear of its upper edge.</summary>
    public const int InsideRow = 4;

    /// <summary>Null when no seed has a value.</summary>
    public static EventMark? Of(string label, string style, int row, Summary? summary) => summary is null ? null : new EventMark(label, style, row, summary);
}
