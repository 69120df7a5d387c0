using System.Buffers;
using System.Globalization;
using System.Text;

namespace GrokBench.Suites.Text;

/// <summary>
/// Makes text of others, such as that of suites, servers and file names, fit for a line of a terminal: nothing in it moves the cursor,
/// changes colours, reverses the order of letters or begins a line, and it is no longer than asked for.
/// </summary>
public static class TerminalText
{
    /// <summary>Most UTF-16 units that a message quotes of a text that is not the program's own.</summary>
    public const int LongestExcerpt = 60;

    /// <summary>Most UTF-16 units of a line of messages.</summary>
    public const int LongestLine = 500;

    private const char Ellipsis = '…';

    /// <summary>
    /// The text with a backslash escape (<c>\n</c>, <c>\t</c>, <c>\u001b</c>, <c>\U000e0001</c>) in place of every character that is not
    /// shown as itself: Unicode's control, format, separator of lines and of paragraphs, and surrogates without a partner. Backslashes
    /// stay as they are.
    /// </summary>
    public static string Escape(string text)
    {
        if (text.All(IsAsciiShown)) return text;
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var isWhole = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var units) == OperationStatus.Done;
            if (!isWhole) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            else if (IsShown(rune)) escaped.Append(text, i, units);
            else escaped.Append(Escape(rune.Value));
            i += isWhole ? units : 1;
        }

        return escaped.ToString();
    }

    /// <summary>The text escaped and, where it is longer, cut: at most so many UTF-16 units, an ellipsis the last.</summary>
    /// <param name="most">At least 2, so that no escaped letter is all that is left.</param>
    public static string Excerpt(string text, int most = LongestExcerpt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);

        // An escape is longer than what it stands for, so what lies beyond is never needed.
        var escaped = Escape(text.Length > most ? text[..WholeUpTo(text, most + 1)] : text);
        return escaped.Length <= most ? escaped : escaped[..WholeUpTo(escaped, most - 1)] + Ellipsis;
    }

    /// <summary>A whole line of messages: escaped, and at most <see cref="LongestLine"/> UTF-16 units.</summary>
    public static string Line(string text) => Excerpt(text, LongestLine);

    private static string Escape(int value) => value switch
    {
        '\t' => "\\t",
        '\n' => "\\n",
        '\r' => "\\r",
        <= char.MaxValue => string.Create(CultureInfo.InvariantCulture, $"\\u{value:x4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\U{value:x8}"),
    };

    private static bool IsAsciiShown(char letter) => letter is >= ' ' and <= '~';

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>So many units, or one less where that would part a pair of surrogates.</summary>
    private static int WholeUpTo(string text, int units) =>
        units < text.Length && char.IsHighSurrogate(text[units - 1]) && char.IsLowSurrogate(text[units]) ? units - 1 : Math.Min(units, text.Length);
}
