using System.Globalization;

namespace GrokBench.Runner.Formatting;

/// <summary>Numbers for people, in the invariant culture.</summary>
internal static class Units
{
    /// <summary>Two significant parts at most: <c>0.4 s</c>, <c>12 s</c>, <c>3 min 5 s</c>, <c>2 h 10 min</c>.</summary>
    /// <param name="seconds">At least 0.</param>
    public static string Duration(double seconds)
    {
        if (seconds < 9.95) return string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
        var whole = (long)Math.Round(seconds);
        return whole switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{whole} s"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{whole / 3600} h {whole % 3600 / 60} min"),
        };
    }

    /// <summary><c>0.3 MiB</c>, <c>21.2 GiB</c>.</summary>
    public static string Memory(long bytes)
    {
        var mebibytes = bytes / (1024.0 * 1024.0);
        return mebibytes < 1024
            ? string.Create(CultureInfo.InvariantCulture, $"{mebibytes:0.0} MiB")
            : string.Create(CultureInfo.InvariantCulture, $"{mebibytes / 1024:0.0} GiB");
    }

    /// <summary>Three decimals; a dash where it is undefined.</summary>
    public static string Accuracy(double value) =>
        double.IsNaN(value) ? "-" : value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Count(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
