using GrokBench.Reports.Statistics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Comparing;

/// <summary>What a suite's pairs could have shown.</summary>
internal static class VisibleChange
{
    /// <summary>ln of the largest change that is looked for.</summary>
    private const double Most = 4.7;

    private const int Halvings = 14;

    /// <summary>
    /// The smallest change of all times alike, as ln of a ratio, that the test would have found in pairs that scatter as these do: ratios
    /// less their median, and the change added. Pairs of which one is censored keep their sign; those with the same bits tell nothing of
    /// scatter and are left out.
    /// </summary>
    /// <param name="level">Of a two-sided p, after correction for as many tests as there are.</param>
    /// <returns>Positive infinity where no change could have been found.</returns>
    public static double Least(IReadOnlyList<CellComparison> cells, double level)
    {
        Reading[][] moved = [.. cells.Select(cell => cell.Pairs.Where(pair => !pair.SameBits).Select(pair => pair.LogRatio).OfType<Reading>().ToArray())];
        double[] exact = [.. moved.SelectMany(ratios => ratios).Where(ratio => ratio.Exact).Select(ratio => ratio.Low)];
        if (exact.Length == 0) return double.PositiveInfinity;
        var middle = Quantile.Of(exact, 0.5);
        if (P(Most) > level) return double.PositiveInfinity;
        var (unseen, seen) = (0.0, Most);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var change = (unseen + seen) / 2;
            if (P(change) > level) unseen = change;
            else seen = change;
        }

        return seen;

        double P(double change) => StratifiedSignFlip.Of(moved.Select(ratios => ratios.Select(ratio => ratio.Exact ? Reading.Exactly(ratio.Low - middle + change) : ratio).ToArray())).P;
    }

    /// <summary>e to the size of a logarithm, less 1: 0.07 of ln 1.07.</summary>
    public static double Share(double logarithm) => double.IsPositiveInfinity(logarithm) ? logarithm : SpecialFunctions.Exp(logarithm) - 1;
}
