using System.Globalization;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tasks;

/// <summary>Products of sizes that one array has to hold: beyond its largest length, no memory is large enough.</summary>
internal static class ArraySize
{
    public static bool Fits(long rows, long columns) => rows * columns <= Array.MaxLength;

    /// <summary>Says so where an array of rows x columns is too large.</summary>
    /// <param name="setting">The setting to blame.</param>
    /// <param name="wanted">What would fit, <c>fewer inputs</c>.</param>
    /// <param name="what">What there are so many of, <c>covariances of inputs</c>.</param>
    public static IEnumerable<SettingProblem> Check(string setting, long rows, long columns, string wanted, string what)
    {
        if (Fits(rows, columns)) yield break;
        yield return new(setting, string.Create(
            CultureInfo.InvariantCulture, $"{wanted}: {rows:#,0} x {columns:#,0} {what}, at most {Array.MaxLength:#,0} in all"));
    }
}
