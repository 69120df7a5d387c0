using MathNet.Numerics.Statistics;

namespace GrokBench.Reports.Statistics;

/// <summary>Spearman's rank correlation with mean ranks for ties.</summary>
public static class RankCorrelation
{
    /// <summary>
    /// Censored values tie at the highest rank. Null when a rank cannot be told: a value is unknown or bounded from above, or an observed
    /// value exceeds the bound
    /// of a censored one.
    /// </summary>
    public static double[]? Rankable(IReadOnlyList<Reading> values)
    {
        var highest = values.Where(value => value.Exact).Select(value => value.Low).DefaultIfEmpty(0).Max();
        if (values.Any(value => !value.Exact && (value.Bound != Bound.Above || value.Low < highest))) return null;

        // Any number above all observed ones: only its rank counts.
        return [.. values.Select(value => value.Exact ? value.Low : highest + 1)];
    }

    /// <summary>NaN when either sample is constant.</summary>
    public static double Spearman(double[] a, double[] b) => Correlation.Spearman(a, b);
}
