namespace GrokBench.Reports.Statistics;

/// <summary>What the draws of a bootstrap came to.</summary>
public sealed class BootstrapInterval
{
    private readonly double[] lows, highs;

    private BootstrapInterval(double[] lows, double[] highs) => (this.lows, this.highs) = (lows, highs);

    /// <summary>The 5th percentile of the lower ends.</summary>
    public double Low => lows[lows.Length / 20];

    /// <summary>The 95th percentile of the upper ends.</summary>
    public double High => highs[^((highs.Length / 20) + 1)];

    public (double Low, double High) Ends => (Low, High);

    /// <param name="lows">The lower end of every draw; taken over and sorted. A NaN, as where a sum overflowed, says nothing: that end is
    /// open.</param>
    /// <param name="highs">The upper ends, likewise.</param>
    public static BootstrapInterval Of(double[] lows, double[] highs)
    {
        lows.AsSpan().Replace(double.NaN, double.NegativeInfinity);
        highs.AsSpan().Replace(double.NaN, double.PositiveInfinity);
        Array.Sort(lows);
        Array.Sort(highs);
        return new(lows, highs);
    }

    /// <summary>
    /// (1 + number)/(1 + draws), of the draws of which not all that is known lies below a bound: how probable the data are, at most, if
    /// the bound is met.
    /// </summary>
    public double Below(double bound) => (1.0 + highs.Count(high => !(high < bound))) / (1.0 + highs.Length);

    /// <summary>The same of the draws of which not all that is known lies above a bound.</summary>
    public double Above(double bound) => (1.0 + lows.Count(low => !(low > bound))) / (1.0 + lows.Length);
}
