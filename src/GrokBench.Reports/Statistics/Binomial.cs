namespace GrokBench.Reports.Statistics;

/// <summary>The binomial distribution by sums of its weights, with the same bits on every machine.</summary>
public static class Binomial
{
    /// <summary>Beyond it the weights overflow, and the incomplete beta function takes their place.</summary>
    private const int Most = 1000;

    /// <summary>P(Bin(n, p) ≤ k). Exact for p = 1/2 up to 50 trials.</summary>
    /// <param name="count">k; below 0 gives 0, n or more gives 1.</param>
    /// <param name="trials">n.</param>
    /// <param name="share">p, from 0 to 1.</param>
    public static double AtMost(int count, int trials, double share)
    {
        if (count < 0) return 0;
        if (count >= trials) return 1;
        if (trials > Most) return IncompleteBeta.At(2 * (trials - count), 2 * (count + 1), 1 - share);

        // The weights C(n, i)·(p/q)^i stay finite where p/q is at most 1.
        if (share > 0.5) return 1 - AtMost(trials - count - 1, trials, 1 - share);
        var odds = share / (1 - share);
        var (weight, below, total) = (1.0, 0.0, 0.0);
        for (var i = 0; i <= trials; i++)
        {
            total += weight;
            if (i <= count) below = total;
            weight = weight * (trials - i) / (i + 1) * odds;
        }

        return below / total;
    }

    /// <summary>P(Bin(n, p) ≥ k).</summary>
    public static double AtLeast(int count, int trials, double share) => AtMost(trials - count, trials, 1 - share);
}
