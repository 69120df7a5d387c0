using System.Globalization;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Html.Text;

/// <summary>Numbers as the report writes them, in the invariant culture.</summary>
public static class NumberText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Three significant digits, whole from 100 on; powers of ten outside [1e-3, 1e6). NaN: "unknown".</summary>
    public static string Short(double value) => Figures.Write(value);

    /// <summary>The value, or what is known of it: "> 2000".</summary>
    public static string Known(Reading reading) => Figures.Write(reading);

    /// <inheritdoc cref="Known(Reading)"/>
    public static string Known(double value, Bound bound) => Figures.Write(value, bound);

    /// <summary>
    /// A step, which is whole: a bound between two steps, as <see cref="Quantities.EventStep"/> has it of a hold that the run's end left unfinished, is "≥ 300" and not "> 299.5".
    /// </summary>
    public static string Step(Reading reading) => reading.Bound == Bound.Above && reading.Value % 1 != 0 ? $"≥ {Short(Math.Ceiling(reading.Value))}" : Known(reading);

    /// <summary>"[24, 52]"; an open end as "[24, ∞)".</summary>
    public static string Interval(double low, double high) => Figures.Interval(low, high);

    /// <summary>One end of an interval: "40", "∞ (open)".</summary>
    public static string End(double end) => Short(end) + (double.IsInfinity(end) ? " (open)" : "");

    /// <summary>A whole number, all its digits.</summary>
    public static string Count(long number) => number.ToString(Invariant);

    /// <summary>A share in per cent with one decimal at most: 93.8 %.</summary>
    public static string Percent(double share) => double.IsFinite(share) ? (100 * share).ToString("0.#", Invariant) + " %" : Short(share);

    /// <summary>A share in whole per cent: 67 %.</summary>
    public static string WholePercent(double share) => Percent(Math.Round(share, 2));

    /// <summary>A length in an SVG: one decimal, none when it is zero.</summary>
    public static string Length(double pixels) => Math.Round(pixels, 1).ToString("0.#", Invariant) is var text && text == "-0" ? "0" : text;

    /// <summary>Seconds up to two minutes, then minutes, then hours; a million hours or more with three digits.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        double.NaN => "unknown",
        < 10 => seconds.ToString("0.0", Invariant) + " s",
        < 120 => seconds.ToString("0", Invariant) + " s",
        < 7200 => (seconds / 60).ToString("0.#", Invariant) + " min",
        >= 3.6e9 => Short(seconds / 3600) + " h",
        _ => (seconds / 3600).ToString("0.#", Invariant) + " h",
    };

    /// <summary>Date and time in UTC, to the minute.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm", Invariant) + " UTC";
}
