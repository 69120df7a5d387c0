using GrokBench.Suites.Text;
using Spectre.Console;

namespace GrokBench.Runner.Formatting;

/// <summary>Plain columns, the same on a terminal and in a file.</summary>
internal static class TextTable
{
    /// <summary>A table without lines; every column but the last keeps its words on one line.</summary>
    /// <param name="headings">A heading that begins with <c>&gt;</c> is of a right-aligned column.</param>
    public static Table Columns(params ReadOnlySpan<string> headings)
    {
        var table = new Table { Border = TableBorder.None, UseSafeBorder = false };
        for (var i = 0; i < headings.Length; i++)
        {
            var right = headings[i].StartsWith('>');
            var column = new TableColumn(new Text(right ? headings[i][1..] : headings[i], new Style(decoration: Decoration.Bold)))
            {
                Alignment = right ? Justify.Right : Justify.Left,
                NoWrap = i < headings.Length - 1,
                Padding = new Padding(0, 0, 2, 0),
            };
            table.AddColumn(column);
        }

        return table;
    }

    /// <summary>A row of plain text: brackets are no markup, and control characters do nothing.</summary>
    public static void Row(this Table table, params ReadOnlySpan<string> cells)
    {
        var texts = new Text[cells.Length];
        for (var i = 0; i < cells.Length; i++) texts[i] = new Text(TerminalText.Escape(cells[i]));
        table.AddRow(texts);
    }
}
