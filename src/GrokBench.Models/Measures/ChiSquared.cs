using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Measures;

/// <summary>The distribution of a sum of squares of independent standard normal numbers.</summary>
internal static class ChiSquared
{
    /// <summary>
    /// Probability that the sum of k squares is below x: the regularised incomplete gamma function P(k/2, x/2), from P(1/2, y) = erf √y or P(1, y) = 1 - e^(-y) upwards by P(a + 1, y) =
    /// P(a, y) - y^a e^(-y)/Γ(a + 1). Absolute errors stay below 1e-12 up to k of 1000.
    /// </summary>
    /// <param name="x">At least 0; positive infinity gives 1.</param>
    /// <param name="k">At least 1.</param>
    public static double Below(double x, int k)
    {
        if (double.IsPositiveInfinity(x)) return 1;
        var y = x / 2;
        var isOdd = k % 2 == 1;
        var decay = SpecialFunctions.Exp(-y);
        var (order, probability, term) = isOdd
            ? (0.5, SpecialFunctions.Erf(Math.Sqrt(y)), 2 / Math.Sqrt(Math.PI) * Math.Sqrt(y) * decay)
            : (1.0, 1 - decay, y * decay);
        for (; order + 0.5 < k / 2.0; term *= y / order)
        {
            probability -= term;
            order++;
        }

        return Math.Clamp(probability, 0, 1);
    }
}
