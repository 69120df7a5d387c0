namespace GrokBench.Reports.Statistics;

/// <summary>
/// ICC(1) of a one-way analysis of variance with random groups, and its exact interval for normal values (Shrout and Fleiss 1979, case
/// 1): the share of the variance of
/// a value that its group accounts for. Below 0 where groups differ less than chance would make them.
/// </summary>
/// <param name="Low">Of the interval; below -1/(size - 1) never.</param>
public readonly record struct IntraclassCorrelation(double Value, double Low, double High)
{
    /// <summary>F, the mean square between groups over that within.</summary>
    private double Ratio { get; init; }

    private int Groups { get; init; }

    private int Size { get; init; }

    /// <summary>Coverage of the interval, between the 5 % and 95 % points of the F distribution.</summary>
    public const double Coverage = 0.9;

    /// <param name="groups">At least two, of one size of at least two. All values equal give NaN.</param>
    /// <exception cref="ArgumentException">Fewer groups, or of other sizes.</exception>
    public static IntraclassCorrelation Of(IReadOnlyList<double[]> groups, double coverage = Coverage)
    {
        if (groups.Count < 2 || groups[0].Length < 2 || groups.Any(group => group.Length != groups[0].Length))
            throw new ArgumentException("two groups or more of one size of two or more are needed", nameof(groups));

        // The correlation has no unit. Squares of very large or small values lie beyond all numbers; a power of two takes them to the
        // middle and changes no digit.
        var power = Math.ILogB(groups.Max(group => group.Max(Math.Abs)));
        groups = [.. groups.Select(group => group.Select(value => Math.ScaleB(value, -power)).ToArray())];
        var size = groups[0].Length;
        var (degreesBetween, degreesWithin) = (groups.Count - 1, groups.Count * (size - 1));
        var mean = groups.Average(group => group.Average());
        var between = size * groups.Sum(group => Square(group.Average() - mean)) / degreesBetween;
        var within = groups.Sum(group => group.Sum(value => Square(value - group.Average()))) / degreesWithin;

        // All three are functions of F = between / within; without any variance within, F is infinite and the correlation 1.
        var tail = (1 + coverage) / 2;
        var ratio = between / within;
        return new(
            Correlation(ratio, size),
            Correlation(ratio / Points.FisherF(degreesBetween, degreesWithin, tail), size),
            Correlation(ratio * Points.FisherF(degreesWithin, degreesBetween, tail), size))
        {
            Ratio = ratio,
            Groups = groups.Count,
            Size = size,
        };
    }

    /// <summary>How probable so small a correlation is, at most, if the true one is at least this. NaN when undefined.</summary>
    /// <param name="bound">Below 1.</param>
    public double Below(double bound)
    {
        if (double.IsNaN(Value)) return double.NaN;

        // No correlation is below -1/(size - 1).
        var scale = 1 + (Size * bound / (1 - bound));
        return scale <= 0 ? 1 : Points.BelowF(Groups - 1, Groups * (Size - 1), Ratio / scale);
    }

    private static double Correlation(double ratio, int size) => double.IsPositiveInfinity(ratio) ? 1 : (ratio - 1) / (ratio + size - 1);

    private static double Square(double value) => value * value;
}
