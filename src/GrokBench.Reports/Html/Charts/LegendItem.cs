namespace GrokBench.Reports.Html.Charts;

/// <summary>A line of the legend: the style class of its sample and what it stands for.</summary>
/// <param name="IsPoint">The sample is a dot instead of a line.</param>
public sealed record LegendItem(string Style, string Label, bool IsPoint = false)
{
    /// <summary>Average width of a letter at the legend's size, a little generous.</summary>
    private const double LetterWidth = 6.2;

    /// <summary>Of sample, label and the gap behind it, in pixels.</summary>
    public double Width => 25 + (Label.Length * LetterWidth) + 12;
}
