namespace GrokBench.Reports.Statistics;

/// <summary>
/// Interval of a correlation by leaving out one whole seed at a time, with its run in every cell (the delete-one jackknife: Efron and
/// Tibshirani 1993, chapter 11).
/// Drawing seeds with repetition does not serve for ranks: a run and its copy tie where no two runs do.
/// </summary>
public static class SeedJackknife
{
    /// <summary>
    /// Fisher's z of the correlation, more or less its standard error times the point of t with one degree of freedom fewer than seeds,
    /// as a correlation again. The
    /// standard error is the jackknife's of the correlation r, over 1 - r², the slope of r against z; a correlation of 1 or -1 has none.
    /// </summary>
    /// <param name="seeds">Number of seeds.</param>
    /// <param name="correlation">The correlation over the runs of the given seeds (indices below <paramref name="seeds"/>, each at most
    /// once).</param>
    /// <returns>Infinite ends when there is one seed, or when the correlation of all seeds or of all but one is NaN.</returns>
    public static CorrelationInterval Interval(int seeds, Func<IReadOnlyList<int>, double> correlation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        int[] all = [.. Enumerable.Range(0, seeds)];
        var whole = correlation(all);
        double[] without = [.. all.Select(left => correlation([.. all.Where(seed => seed != left)]))];
        if (seeds < 2 || double.IsNaN(whole) || without.Any(double.IsNaN)) return CorrelationInterval.Unknown;

        var mean = without.Average();
        var error = Math.Sqrt((seeds - 1.0) / seeds * without.Sum(value => (value - mean) * (value - mean)));
        return new CorrelationInterval(whole, error / (1 - (whole * whole)), seeds - 1);
    }
}
