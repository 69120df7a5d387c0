using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Statistics;

/// <summary>
/// The smallest of n values over their median, and what its bootstrap can decide. A resample whose smallest value makes up its middle too
/// has a spread of exactly 1, and
/// with few seeds more than one resample in twenty is such: the upper end is then 1 whatever the values are.
/// </summary>
public static class Spread
{
    /// <summary>The smallest value over the median of all.</summary>
    public static Reading Of(IReadOnlyCollection<Reading> values) => values.Aggregate(Reading.Min) / MedianInterval.MedianOf(values);

    /// <summary>
    /// The fewest seeds whose upper end can be below 1, so that a spread of 'at most' can be reproduced and one of 'at least' refuted.
    /// The opposite verdicts need no more
    /// seeds than any other check.
    /// </summary>
    public static int LeastSeedsBelowOne { get; } = Enumerable.Range(2, 100).First(seeds => ShareOfOnes(seeds) <= 0.05);

    /// <summary>
    /// P(the smallest value of a resample of n different values is its median as well): some value has more than half of the n places,
    /// and no smaller one has any.
    /// </summary>
    public static double ShareOfOnes(int seeds)
    {
        var least = (seeds / 2) + 1;
        var sum = 0.0;
        for (var larger = 0; larger < seeds; larger++)
        {
            // C(n, c)·1^c·larger^(n - c) of n^n resamples, by recurrence from c = n down.
            var weight = SpecialFunctions.Power(seeds, -seeds);
            for (var places = seeds; places >= least; places--)
            {
                sum += weight;
                weight = weight * places / (seeds - places + 1) * larger;
            }
        }

        return sum;
    }
}
