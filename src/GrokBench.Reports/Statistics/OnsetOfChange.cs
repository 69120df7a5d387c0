namespace GrokBench.Reports.Statistics;

/// <summary>
/// When a series starts to rise or to fall: the first step from which it has gone a tenth of the way from its first value to its largest
/// (smallest) one, and does not go back behind that before it gets there. An excursion that returns is no onset.
/// </summary>
public static class OnsetOfChange
{
    /// <summary>Of the way, that makes an onset.</summary>
    public const double Share = 0.1;

    /// <param name="steps">Ascending.</param>
    /// <param name="values">One for each step.</param>
    /// <param name="rising">Towards the largest value, or else the smallest; the first of equal ones.</param>
    /// <returns>NaN where no value lies on that side of the first, or where a value is NaN.</returns>
    public static double Of(ReadOnlySpan<long> steps, ReadOnlySpan<double> values, bool rising)
    {
        var (sign, extreme) = (rising ? 1 : -1, 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i])) return double.NaN;
            if (sign * values[i] > sign * values[extreme]) extreme = i;
        }

        if (extreme == 0) return double.NaN;
        var (way, onset) = (values[extreme] - values[0], extreme);
        while (sign * (values[onset - 1] - values[0]) >= sign * Share * way) onset--;
        return steps[onset];
    }
}
