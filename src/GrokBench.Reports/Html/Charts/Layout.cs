namespace GrokBench.Reports.Html.Charts;

/// <summary>The size of a chart and of the plot inside it, in pixels of its own coordinates.</summary>
/// <param name="Left">Where the plot begins; the value axis's labels stand before it.</param>
public sealed record Layout(double Width, double Height, double Left, double Top, double Right, double Bottom)
{
    /// <summary>Curves: room above the plot for a legend and two rows of labels, below it for the axis.</summary>
    public static Layout Curve { get; } = new(560, 300, 50, 50, 548, 262);

    /// <summary>As <see cref="Curve"/> without the rows of labels.</summary>
    public static Layout Plain { get; } = new(560, 270, 56, 30, 548, 232);

    /// <summary>One of many small charts side by side.</summary>
    public static Layout Panel { get; } = new(200, 112, 24, 7, 194, 93);
}
