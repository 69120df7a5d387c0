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

        // Only ranks count. Places among the observed values stand for the values, so that what is censored lies above all of them however
        // large they are, and infinities tie.
        double[] observed = [.. values.Where(value => value.Exact).Select(value => value.Low).Distinct().Order()];
        return [.. values.Select(value => value.Exact ? Array.BinarySearch(observed, value.Low) : (double)observed.Length)];
    }

    /// <summary>NaN when either sample is constant.</summary>
    public static double Spearman(double[] a, double[] b) => Correlation.Spearman(a, b);
}
