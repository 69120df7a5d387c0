namespace GrokBench.Reports.Statistics;

/// <summary>
/// An exact two-sided test that pairs of several strata differ by nothing but chance: were the two of each pair exchangeable, each sign
/// would be as likely as the other (Fisher 1935, section 21). The statistic is the sum over strata of the signed ranks of Wilcoxon (1945),
/// ranked within each stratum and divided by n + 1, as van Elteren (1960) weighs strata of different sizes, so that strata of large and of
/// small spread have the same say.
/// </summary>
/// <param name="P">Two-sided: how probable a sum as far from 0, or further, is if signs are chance. 1 where no sign is known.</param>
/// <param name="Pairs">Those whose sign is known and not 0: the others say nothing about direction.</param>
/// <param name="Direction">Sign of the sum: 1, -1 or 0.</param>
public readonly record struct StratifiedSignFlip(double P, int Pairs, int Direction)
{
    /// <summary>
    /// Scores are whole numbers, so that their distribution is exact: a rank of n + 1 would have this one. With any scores that do not
    /// depend on signs the test keeps its level.
    /// </summary>
    private const int TopScore = 60;

    /// <summary>The smallest p that so many pairs can come to: that of equal signs, 2 of 2^n.</summary>
    public static double LeastP(int pairs) => pairs == 0 ? 1 : Math.ScaleB(1, 1 - pairs);

    /// <param name="strata">
    /// Differences. Exact zeros and differences whose sign is not known are left out; one that is only bounded, away from 0, has the
    /// highest rank of its stratum.
    /// </param>
    public static StratifiedSignFlip Of(IEnumerable<IReadOnlyCollection<Reading>> strata)
    {
        var scores = strata.SelectMany(Scores).ToArray();
        if (scores.Length == 0) return new(1, 0, 0);
        var sum = scores.Sum();
        return new(Tail([.. scores.Select(Math.Abs)], Math.Abs(sum)), scores.Length, Math.Sign(sum));
    }

    private static IEnumerable<int> Scores(IReadOnlyCollection<Reading> stratum)
    {
        var (signs, sizes) = (new List<int>(), new List<double>());
        foreach (var difference in stratum.Where(difference => difference.Low > 0 || difference.High < 0))
        {
            signs.Add(difference.Low > 0 ? 1 : -1);
            sizes.Add(difference.Exact ? Math.Abs(difference.Low) : double.PositiveInfinity);
        }

        // Twice the middle of the ranks that equal sizes take, from 1.
        return signs.Select((sign, i) =>
        {
            var doubled = sizes.Count(size => size < sizes[i]) + sizes.Count(size => size <= sizes[i]) + 1;
            return sign * Math.Max(1, ((TopScore * doubled) + signs.Count + 1) / (2 * (signs.Count + 1)));
        });
    }

    /// <summary>
    /// P(|S| ≥ sum) where S adds each score with either sign: the distribution of the part with positive signs, score by score.
    /// </summary>
    private static double Tail(int[] scores, int sum)
    {
        var total = scores.Sum();
        var (distribution, next, reached) = (new double[total + 1], new double[total + 1], 0);
        distribution[0] = 1;
        foreach (var score in scores)
        {
            reached += score;
            for (var positive = 0; positive <= reached; positive++)
            {
                next[positive] = ((positive <= reached - score ? distribution[positive] : 0)
                    + (positive >= score ? distribution[positive - score] : 0)) / 2;
            }

            (distribution, next) = (next, distribution);
        }

        // From the ends inwards, the small terms first; both ends have the same weight.
        var tail = 0.0;
        for (var positive = 0; total - (2 * positive) >= sum; positive++)
            tail += distribution[positive] * (total == 2 * positive ? 0.5 : 1);
        return Math.Min(1, 2 * tail);
    }
}
