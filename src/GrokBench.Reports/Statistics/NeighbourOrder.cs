using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Statistics;

/// <summary>
/// Whether cells along an axis are in order, from the ratio of every pair of neighbours, above 1 where the two are in order. In order means every pair is, an intersection of tests that
/// needs no correction. Out of order means some pair is reversed: many tests, of which the smallest p value is corrected after <see cref="Holm"/>.
/// </summary>
/// <param name="Low">5th percentile of the smallest ratio over the draws of <see cref="SeedBootstrap"/>.</param>
/// <param name="High">95th percentile of it: shown, and no evidence of a reversal, since the smallest of several ratios lies below 1 by noise alone.</param>
/// <param name="Reversal">
/// The smallest corrected p value over the pairs. A pair's is the share of draws, (1 + number)/(1 + draws), in which the upper end of its ratio is 1 or more.
/// </param>
public readonly record struct NeighbourOrder(double Low, double High, double Reversal)
{
    /// <summary>Whether the smallest ratio's whole interval is above 1: every pair is in order.</summary>
    public bool IsInOrder => Low > 1;

    /// <param name="stream">Keyed by the claim.</param>
    /// <param name="seeds">Number of seeds.</param>
    /// <param name="pairs">Number of neighbours, at least one.</param>
    /// <param name="ratios">The ratio of each pair over the given seeds.</param>
    public static NeighbourOrder Of(RandomStream stream, int seeds, int pairs, Func<IReadOnlyList<int>, IReadOnlyList<Reading>> ratios, int draws = SeedBootstrap.Draws)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 1);
        var (lows, highs) = (new double[draws], new double[draws]);
        var ordered = new int[pairs];
        SeedBootstrap.Each(stream, seeds, draws, (draw, drawn) =>
        {
            var smallest = Reading.MoreThan(double.PositiveInfinity);
            var found = ratios(drawn);
            for (var pair = 0; pair < pairs; pair++)
            {
                smallest = Reading.Min(smallest, found[pair]);
                if (found[pair].High >= 1) ordered[pair]++;
            }

            (lows[draw], highs[draw]) = smallest;
        });

        var interval = BootstrapInterval.Of(lows, highs);
        var reversal = Holm.Adjusted([.. ordered.Select(count => (1.0 + count) / (1.0 + draws))]).Min();
        return new(interval.Low, interval.High, reversal);
    }
}
