namespace GrokBench.Reports.Statistics;

/// <summary>The straight line through points.</summary>
public static class LeastSquares
{
    /// <summary>Of two: what lies further apart is taken to be as far apart as the largest doubles.</summary>
    private const int LargestExponent = 1023;

    /// <summary>Slope of the ordinary least-squares line; NaN when fewer than two abscissae differ.</summary>
    public static double Slope(double[] x, double[] y) => Slope(x, [.. y.Select(Reading.Exactly)]).Value;

    /// <summary>
    /// The slope where ordinates are only bounded. It is linear in them, the sum of (x - x̄)·y over that of (x - x̄)²: its lower end
    /// takes the lower end of the ordinates
    /// right of the mean and the upper end of those left of it. An ordinate at the mean has no weight and may be unknown.
    /// </summary>
    /// <returns>Unknown when fewer than two abscissae differ.</returns>
    public static Reading Slope(IReadOnlyList<double> x, IReadOnlyList<Reading> y)
    {
        if (x.Distinct().Count() < 2) return Reading.Unknown;

        // In units of a power of two, which rounds nothing, so that no square overflows or vanishes.
        var power = Math.Min(Math.ILogB(x.Max() - x.Min()), LargestExponent);
        double[] scaled = [.. x.Select(value => Math.ScaleB(value, -power))];
        var mean = scaled.Sum() / scaled.Length;
        var square = scaled.Sum(value => (value - mean) * (value - mean));
        var (low, high) = (0.0, 0.0);
        for (var i = 0; i < x.Count; i++)
        {
            var weight = (scaled[i] - mean) / square;
            if (weight == 0) continue;
            low += weight * (weight > 0 ? y[i].Low : y[i].High);
            high += weight * (weight > 0 ? y[i].High : y[i].Low);
        }

        return new(Math.ScaleB(low, -power), Math.ScaleB(high, -power));
    }
}
