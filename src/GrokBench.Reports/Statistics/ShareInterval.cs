namespace GrokBench.Reports.Statistics;

/// <summary>
/// A share k of n and its exact interval after Clopper and Pearson (1934): it holds the share of the population with at least the stated
/// probability, whatever that share is.
/// </summary>
/// <param name="Share">k/n.</param>
/// <param name="Low">0 where k = 0.</param>
/// <param name="High">1 where k = n.</param>
public readonly record struct ShareInterval(double Share, double Low, double High)
{
    /// <summary>The coverage aimed at: 5 % at most on either side.</summary>
    public const double Coverage = 0.9;

    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or k not from 0 to n.</exception>
    public static ShareInterval Of(int count, int of, double coverage = Coverage)
    {
        var side = (1 + coverage) / 2;
        return new((double)count / of, LowerBound(count, of, side), UpperBound(count, of, side));
    }

    /// <summary>
    /// The share is at most this, with at least the stated confidence: <c>UpperBound(0, 10, 0.95)</c> is 1 - 0.05^(1/10), 26 %.
    /// </summary>
    /// <inheritdoc cref="Of"/>
    public static double UpperBound(int count, int of, double confidence)
    {
        Check(count, of);
        return count == of ? 1 : IncompleteBeta.Inverse(2 * (count + 1), 2 * (of - count), confidence);
    }

    /// <summary>The share is at least this, with at least the stated confidence.</summary>
    /// <inheritdoc cref="Of"/>
    public static double LowerBound(int count, int of, double confidence)
    {
        Check(count, of);
        return count == 0 ? 0 : IncompleteBeta.Inverse(2 * count, 2 * (of - count + 1), 1 - confidence);
    }

    private static void Check(int count, int of)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(of, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, of);
    }
}
