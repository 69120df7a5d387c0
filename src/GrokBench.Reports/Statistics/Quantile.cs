namespace GrokBench.Reports.Statistics;

/// <summary>Quantiles of a sample.</summary>
public static class Quantile
{
    /// <summary>
    /// Linear between order statistics, of which the i-th smallest of n (from 0) is the quantile i/(n - 1): definition 7 of Hyndman and
    /// Fan 1996. A half gives the median.
    /// </summary>
    /// <param name="share">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Of(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) throw new ArgumentException("a quantile needs at least one value", nameof(values));
        var place = (sorted.Length - 1) * share;
        var below = (int)Math.Floor(place);
        var weight = place - below;
        return weight == 0 ? sorted[below] : Between(sorted[below], sorted[below + 1], weight);
    }

    /// <summary>
    /// The same where values are only bounded: the quantile of the true values lies between that of their lower and that of their upper
    /// ends. It is exact as long as the
    /// ranks that it takes part in are those of observed values.
    /// </summary>
    /// <inheritdoc cref="Of(IEnumerable{double}, double)"/>
    public static Reading Of(IReadOnlyCollection<Reading> values, double share) =>
        new(Of(values.Select(value => value.Low), share), Of(values.Select(value => value.High), share));

    // Equal ends first: two infinities of one sign have that infinity between them.
    private static double Between(double low, double high, double weight) => low == high ? low : ((1 - weight) * low) + (weight * high);
}
