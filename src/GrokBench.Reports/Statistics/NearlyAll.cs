namespace GrokBench.Reports.Statistics;

/// <summary>
/// Whether nearly all seeds, four fifths of the population or more, satisfy a predicate. The median alone says only that more than half of them do.
/// </summary>
public static class NearlyAll
{
    /// <summary>The share asked for.</summary>
    public const double Share = 0.8;

    /// <summary>Of an error of either kind: one side of a 90 % interval.</summary>
    public const double Level = 0.05;

    /// <param name="median">Whether the interval of the median satisfies the prediction.</param>
    /// <param name="holding">Seeds that are known to satisfy the predicate; one of which nothing is known is not.</param>
    /// <param name="seeds">All seeds with a run.</param>
    /// <param name="refutation">Of <see cref="Refutation"/>, corrected after <see cref="Holm"/> where the claim has several cells.</param>
    /// <returns>
    /// False: fewer than four fifths hold, at 95 %. True: the median's interval is satisfied, and four fifths of the seeds or more are known to hold. Else null.
    /// </returns>
    public static bool? Decide(bool median, int holding, int seeds, double refutation)
    {
        if (refutation <= Level) return false;
        return median && 5 * holding >= 4 * seeds ? true : null;
    }

    /// <summary>
    /// P(Bin(n, 4/5) ≤ n - violating): how probable so many violations are, at most, if four fifths of the population hold. It is at most 5 % exactly where the whole
    /// <see cref="ShareInterval"/> lies below four fifths. Never above <see cref="SignTest.Refutation"/>, so that a cell which its median refutes is refuted by its share too.
    /// </summary>
    /// <param name="violating">Seeds that are known to violate the predicate; one of which nothing is known is not.</param>
    /// <param name="seeds">All seeds with a run.</param>
    public static double Refutation(int violating, int seeds) => Binomial.AtMost(seeds - violating, seeds, Share);
}
