using System.Globalization;
using System.Net;
using System.Text;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Badges;

/// <summary>
/// Draws a badge as an SVG that loads nothing. Its texts are fitted to their boxes by <c>textLength</c>, so that no font of a reader's
/// machine clips them; its title is what screen readers say.
/// </summary>
public static class BadgeSvg
{
    /// <summary>Stands within the first lines of every badge.</summary>
    public const string Generator = "<!-- made by GrokBench -->";

    private const int Height = 20;
    private const int Padding = 6;

    /// <summary>Width of a letter at 11 pixels: of most sans-serif fonts.</summary>
    private const double Narrow = 3.6;
    private const double Usual = 6.6;
    private const double Broad = 9.4;

    /// <summary>Chinese, Japanese, Korean and pictures.</summary>
    private const double Full = 12;

    public static string Write(Badge badge)
    {
        var (label, message) = (Drawable(badge.Label), Drawable($"{WordText.Symbol(badge.Verdict)} {badge.Message}"));
        var (left, right) = (WidthOf(label), WidthOf(message));
        var title = WebUtility.HtmlEncode($"{label}: {Drawable(badge.Message)}");
        var (first, second) = (left + (2 * Padding), right + (2 * Padding));
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{first + second}" height="{Height}" viewBox="0 0 {first + second} {Height}" role="img" aria-label="{title}">
            {Generator}
            <title>{title}</title>
            <rect width="{first}" height="{Height}" fill="#3a4149"/>
            <rect x="{first}" width="{second}" height="{Height}" fill="{Colour(badge.Verdict)}"/>
            <g fill="#ffffff" font-family="Verdana, 'DejaVu Sans', 'Liberation Sans', Arial, sans-serif" font-size="11">
            <text x="{Padding}" y="14" textLength="{left}" lengthAdjust="spacingAndGlyphs">{WebUtility.HtmlEncode(label)}</text>
            <text x="{first + Padding}" y="14" textLength="{right}" lengthAdjust="spacingAndGlyphs">{WebUtility.HtmlEncode(message)}</text>
            </g>
            </svg>

            """).ReplaceLineEndings("\n");
    }

    /// <summary>Those of the report on light ground, see <c>report.css</c>: white on each has a contrast of at least 5.</summary>
    private static string Colour(Verdict? verdict) => verdict switch
    {
        Verdict.Reproduced => "#00694c",
        Verdict.Refuted => "#a63c00",
        Verdict.Inconclusive => "#6f5300",
        _ => "#4b545d",
    };

    private static int WidthOf(string text) => (int)Math.Ceiling(text.EnumerateRunes().Sum(WidthOf));

    private static double WidthOf(Rune letter) => letter.Value switch
    {
        >= 0x1100 => letter.Value is >= 0x2000 and < 0x2E80 ? Broad : Full,
        _ when "ijl.,:;|!'()[] ".Contains((char)letter.Value, StringComparison.Ordinal) => Narrow,
        _ when letter.Value is 'm' or 'w' or 'M' or 'W' or '@' or '%' => Broad,
        _ => Usual,
    };

    /// <summary>Without what XML has no way to write.</summary>
    private static string Drawable(string text) =>
        string.Concat(text.EnumerateRunes()
            .Select(rune => Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? Rune.ReplacementChar : rune));
}
