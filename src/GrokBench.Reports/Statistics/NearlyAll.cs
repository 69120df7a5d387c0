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

    /// <summary>Whether so many of those trained are known to hold. What reproduces asks for it, and for the interval of the median.</summary>
    /// <param name="holding">Seeds that are known to satisfy the predicate; one of which nothing is known is not.</param>
    /// <param name="seeds">All seeds with a run.</param>
    public static bool Observed(int holding, int seeds) => 5 * holding >= 4 * seeds;

    /// <summary>
    /// P(Bin(n, 4/5) ≤ n - violating): how probable so many violations are, at most, if four fifths of the population hold. It is at most 5 % exactly where the whole
    /// <see cref="ShareInterval"/> lies below four fifths. Never above <see cref="SignTest.Refutation"/>, so that a cell which its median refutes is refuted by its share too.
    /// </summary>
    /// <param name="violating">Seeds that are known to violate the predicate; one of which nothing is known is not.</param>
    /// <param name="seeds">All seeds with a run.</param>
    public static double Refutation(int violating, int seeds) => Binomial.AtMost(seeds - violating, seeds, Share);
}
