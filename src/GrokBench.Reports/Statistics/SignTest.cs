namespace GrokBench.Reports.Statistics;

/// <summary>The exact one-sided sign test of a median, the test behind <see cref="MedianInterval"/>.</summary>
public static class SignTest
{
    /// <summary>P(Bin(n, 1/2) ≥ violating): how probable so many violations are, at most, if at least half of the population holds.</summary>
    public static double Refutation(int violating, int seeds) => Binomial.AtLeast(violating, seeds, 0.5);

    /// <summary>The fewest seeds with which one of so many cells can be refuted alone after Holm's correction: all of its seeds violate, and 2^-n ≤ level / cells.</summary>
    public static int LeastSeeds(int cells, double level = NearlyAll.Level)
    {
        var seeds = 1;
        while (Refutation(seeds, seeds) > level / cells) seeds++;
        return seeds;
    }
}
