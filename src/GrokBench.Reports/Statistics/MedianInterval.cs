namespace GrokBench.Reports.Statistics;

/// <summary>
/// A median and its interval by order statistics: between the k-th smallest and the k-th largest value lies the median of the
/// distribution with probability
/// 1 - 2 P(Bin(n, 1/2) &lt; k), whatever the distribution (David and Nagaraja, Order Statistics, section 7.1).
/// </summary>
/// <param name="Median">Mean of the two middle values where their number is even; a bound where a middle value is censored.</param>
/// <param name="Low">The k-th smallest; negative infinity when open.</param>
/// <param name="High">The k-th largest; positive infinity when open.</param>
/// <param name="Coverage">That probability.</param>
public readonly record struct MedianInterval(Reading Median, double Low, double High, double Coverage)
{
    /// <summary>The coverage aimed at. Four values or fewer cannot reach it and give their range.</summary>
    public const double LeastCoverage = 0.9;

    /// <summary>
    /// Censored values take part by rank: the r-th smallest of the true values lies between the r-th smallest lower end and the r-th
    /// smallest upper end.
    /// </summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static MedianInterval Of(IReadOnlyCollection<Reading> values)
    {
        if (values.Count == 0) throw new ArgumentException("a median needs at least one value", nameof(values));
        var lows = values.Select(value => value.Low).Order().ToArray();
        var highs = values.Select(value => value.High).Order().ToArray();
        var rank = Rank(values.Count);
        return new(new Reading(Middle(lows), Middle(highs)), lows[rank - 1], highs[^rank], CoverageOf(values.Count, rank));
    }

    /// <summary>The median alone.</summary>
    public static Reading MedianOf(IEnumerable<Reading> values)
    {
        var array = values.ToArray();
        return new Reading(Middle([.. array.Select(value => value.Low).Order()]), Middle([.. array.Select(value => value.High).Order()]));
    }

    /// <summary>The largest k, counted from 1, whose interval still covers <see cref="LeastCoverage"/>; 1 if none does.</summary>
    public static int Rank(int count)
    {
        var rank = 1;
        while (2 * (rank + 1) <= count && CoverageOf(count, rank + 1) >= LeastCoverage) rank++;
        return rank;
    }

    /// <summary>Probability that the interval from the k-th smallest to the k-th largest of n values covers the median.</summary>
    public static double CoverageOf(int count, int rank) => 1 - (2 * Binomial.AtMost(rank - 1, count, 0.5));

    private static double Middle(double[] sorted)
    {
        var (low, high) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);

        // Equal values first: the mean of two infinities of one sign is that infinity, without overflow.
        return low == high ? low : (low / 2) + (high / 2);
    }
}
