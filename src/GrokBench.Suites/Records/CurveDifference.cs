using System.Collections.Immutable;

namespace GrokBench.Suites.Records;

/// <summary>Where two curves of one run contradict each other.</summary>
/// <param name="Step">The first common evaluation at which any compared series differs.</param>
/// <param name="Series">Its name; the first in ordinal order where several differ there.</param>
/// <param name="One">Its value in the first curve.</param>
/// <param name="Other">Its value in the second.</param>
public readonly record struct CurveDifference(long Step, string Series, double One, double Other)
{
    /// <summary>Null where the curves agree on every step and every compared series that both have. NaN equals NaN.</summary>
    /// <param name="compares">Which series to compare.</param>
    public static CurveDifference? First(Curve one, Curve other, Func<string, bool> compares)
    {
        var series = one.Series.Keys.Where(name => other.Series.ContainsKey(name) && compares(name)).ToArray();
        for (var i = 0; i < one.Steps.Length; i++)
        {
            var theirs = other.Steps.BinarySearch(one.Steps[i]);
            if (theirs < 0) continue;
            if (Array.Find(series, name => !one.Series[name][i].Equals(other.Series[name][theirs])) is { } name)
                return new CurveDifference(one.Steps[i], name, one.Series[name][i], other.Series[name][theirs]);
        }

        return null;
    }
}
