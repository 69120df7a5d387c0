using System.Globalization;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Judging;

/// <summary>Numbers as sentences show them: three significant digits, whole from 100 on, in the invariant culture.</summary>
public static class Figures
{
    public static string Write(double value)
    {
        var size = Math.Abs(value);
        var format = size switch
        {
            0 => "0",
            >= 1e6 or < 1e-3 => "0.##e0",
            >= 100 => "0",
            _ => "G3",
        };
        return double.IsNaN(value) ? "unknown" : double.IsInfinity(value) ? (value > 0 ? "∞" : "-∞") : value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The value, or what is known of it: <c>&gt; 2000</c>.</summary>
    public static string Write(Reading reading) => Write(reading.Value, reading.Bound);

    /// <inheritdoc cref="Write(Reading)"/>
    public static string Write(double value, Bound bound) => bound switch
    {
        Bound.Above => $"> {Write(value)}",
        Bound.Below => $"< {Write(value)}",
        Bound.Unknown => "unknown",
        _ => Write(value),
    };

    /// <summary><c>[24, 52]</c>; an open end as <c>[24, ∞)</c>.</summary>
    public static string Interval(double low, double high) =>
        $"{(double.IsInfinity(low) ? "(" : "[")}{Write(low)}, {Write(high)}{(double.IsInfinity(high) ? ")" : "]")}";

    /// <summary><c>1 seed</c>, <c>5 seeds</c>.</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
