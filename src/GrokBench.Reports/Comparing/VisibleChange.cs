using GrokBench.Reports.Statistics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Comparing;

/// <summary>What a suite's pairs could have shown.</summary>
internal static class VisibleChange
{
    /// <summary>ln of the largest change that is looked for.</summary>
    private const double Most = 4.7;

    private const int Halvings = 14;

    /// <summary>Pairs that a cell needs for a scatter of its own.</summary>
    private const int LeastPairs = 3;

    /// <summary>
    /// The smallest change of all times alike, as ln of a ratio, that the test would have found in pairs that scatter as these do: ratios
    /// less their cell's median, and the change added. Pairs of which one is censored keep their sign; those with the same bits tell
    /// nothing of scatter and are left out.
    /// </summary>
    /// <param name="cells">Ratios of the pairs whose bits moved, cell by cell.</param>
    /// <param name="level">Of a two-sided p, after correction for as many tests as there are.</param>
    /// <returns>Positive infinity where no change could have been found; NaN where one was found and no pair tells of scatter.</returns>
    public static double Least(IEnumerable<Reading[]> cells, double level)
    {
        Reading[][] moved = [.. cells];
        double[] exact = [.. moved.SelectMany(Exact)];
        var middle = exact.Length == 0 ? 0 : Quantile.Of(exact, 0.5);
        Reading[][] scatter = [.. moved.Select(ratios => Scatter(ratios, middle))];
        if (P(Most) > level) return double.PositiveInfinity;
        if (exact.Length == 0) return double.NaN;
        var (unseen, seen) = (0.0, Most);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var change = (unseen + seen) / 2;
            if (P(change) > level) unseen = change;
            else seen = change;
        }

        return seen;

        double P(double change) =>
            StratifiedSignFlip.Of(scatter
                .Select(ratios => ratios.Select(ratio => ratio.Exact ? Reading.Exactly(ratio.Low + change) : ratio).ToArray())).P;
    }

    private static IEnumerable<double> Exact(Reading[] ratios) => ratios.Where(ratio => ratio.Exact).Select(ratio => ratio.Low);

    /// <summary>
    /// Ratios less the median of the cell, so that cells which changed differently do not look like noise, and widened by what a median
    /// of so few takes away; of a small cell less that of all cells.
    /// </summary>
    private static Reading[] Scatter(Reading[] ratios, double ofAll)
    {
        double[] exact = [.. Exact(ratios)];
        var (middle, factor) = exact.Length < LeastPairs ? (ofAll, 1)
            : (Quantile.Of(exact, 0.5), Math.Sqrt(exact.Length / (exact.Length - 1.0)));
        return [.. ratios.Select(ratio => ratio.Exact ? Reading.Exactly((ratio.Low - middle) * factor) : ratio)];
    }

    /// <summary>e to the size of a logarithm, less 1: 0.07 of ln 1.07.</summary>
    public static double Share(double logarithm) => double.IsPositiveInfinity(logarithm) ? logarithm : SpecialFunctions.Exp(logarithm) - 1;
}
