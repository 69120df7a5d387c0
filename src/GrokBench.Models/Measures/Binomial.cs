using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Measures;

/// <summary>The distribution of a number of successes.</summary>
internal static class Binomial
{
    /// <summary>
    /// Probability of a number of successes at least as far out as this one, on its side of the mean, times two and at most 1: exact, term by
    /// term from the smaller tail's largest.
    /// </summary>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="probability">Of a success, 0 to 1. NaN gives NaN.</param>
    public static double TwoSided(int successes, int trials, double probability)
    {
        if (double.IsNaN(probability)) return double.NaN;
        if (probability is 0 or 1) return successes == (probability == 0 ? 0 : trials) ? 1 : 0;
        return successes >= trials * probability
            ? Math.Min(1, 2 * Upper(successes, trials, probability))
            : Math.Min(1, 2 * Upper(trials - successes, trials, 1 - probability));
    }

    /// <summary>Probability of so many successes or more, of a number at or above the mean.</summary>
    private static double Upper(int successes, int trials, double probability)
    {
        var (odds, logarithm) = (probability / (1 - probability), LogCoefficient(trials, successes));
        logarithm += (successes * SpecialFunctions.Log(probability)) + ((trials - successes) * SpecialFunctions.Log(1 - probability));
        var (sum, term) = (1.0, 1.0);
        for (var count = successes; count < trials && term > sum * 1e-17; count++)
        {
            term *= (double)(trials - count) / (count + 1) * odds;
            sum += term;
        }

        return SpecialFunctions.Exp(logarithm) * sum;
    }

    /// <summary>ln of n over k.</summary>
    private static double LogCoefficient(int n, int k)
    {
        var sum = 0.0;
        for (var i = 1; i <= Math.Min(k, n - k); i++) sum += SpecialFunctions.Log((double)(n - i + 1) / i);
        return sum;
    }
}
