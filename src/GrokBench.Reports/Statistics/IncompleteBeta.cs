using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Statistics;

/// <summary>
/// The regularised incomplete beta function I_x(a, b) and its inverse, for a and b that are multiples of one half, with the same bits on
/// every machine: the continued
/// fraction of DLMF 8.17.22 by Lentz's method, with the project's own logarithm and exponential. Absolute error below 1e-12 for a and b
/// up to 500.
/// </summary>
public static class IncompleteBeta
{
    /// <param name="twiceA">2a, at least 1.</param>
    /// <param name="twiceB">2b, at least 1.</param>
    /// <param name="x">From 0 to 1.</param>
    public static double At(int twiceA, int twiceB, double x)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;

        // The fraction converges fast below the mean; beyond it the complement does.
        if (x > (twiceA + 2.0) / (twiceA + twiceB + 4.0)) return 1 - At(twiceB, twiceA, 1 - x);
        var (a, b) = (twiceA / 2.0, twiceB / 2.0);
        var front = SpecialFunctions.Exp(
            (a * SpecialFunctions.Log(x)) + (b * SpecialFunctions.LogOnePlus(-x)) + LogGamma(twiceA + twiceB) - LogGamma(twiceA) - LogGamma(twiceB));
        return front * Fraction(a, b, x) / a;
    }

    /// <summary>The x at which I_x(a, b) is <paramref name="probability"/>, by bisection to the last bit.</summary>
    public static double Inverse(int twiceA, int twiceB, double probability)
    {
        var (low, high) = (0.0, 1.0);
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high) return middle;
            if (At(twiceA, twiceB, middle) < probability) low = middle;
            else high = middle;
        }
    }

    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        var (c, d) = (1.0, Away(1 - ((a + b) * x / (a + 1))));
        d = 1 / d;
        var fraction = d;
        for (var m = 1; m <= 10_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Away(1 + (even * d));
            c = Away(1 + (even / c));
            fraction *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Away(1 + (odd * d));
            c = Away(1 + (odd / c));
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15) return fraction;
        }

        return fraction;

        static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }

    /// <summary>ln Γ(n/2), from Γ(1) = 1 or Γ(1/2) = √π up.</summary>
    private static double LogGamma(int n)
    {
        var sum = n % 2 == 0 ? 0 : 0.57236494292470008707;
        for (var k = n - 2; k > 0; k -= 2) sum += SpecialFunctions.Log(k / 2.0);
        return sum;
    }
}
