namespace GrokBench.Reports.Statistics;

/// <summary>The straight line through points.</summary>
public static class LeastSquares
{
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
        var mean = x.Sum() / x.Count;
        var square = x.Sum(value => (value - mean) * (value - mean));
        if (x.Distinct().Count() < 2) return Reading.Unknown;
        var (low, high) = (0.0, 0.0);
        for (var i = 0; i < x.Count; i++)
        {
            var weight = (x[i] - mean) / square;
            if (weight == 0) continue;
            low += weight * (weight > 0 ? y[i].Low : y[i].High);
            high += weight * (weight > 0 ? y[i].High : y[i].Low);
        }

        return new(low, high);
    }
}
