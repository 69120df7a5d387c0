namespace GrokBench.Reports.Statistics;

/// <summary>The exact one-sided sign test of a median, the test behind <see cref="MedianInterval"/>.</summary>
public static class SignTest
{
    /// <summary>P(Bin(n, 1/2) ≥ violating): how probable so many violations are, at most, if at least half of the population holds.</summary>
    public static double Refutation(int violating, int seeds) => Binomial.AtLeast(violating, seeds, 0.5);
}
