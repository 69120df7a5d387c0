namespace GrokBench.Reports.Statistics;

/// <summary>Quantiles and tails of Student's t and of the F distribution, with the same bits on every machine.</summary>
public static class Points
{
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    /// <param name="probability">Above 1/2.</param>
    public static double StudentT(int degrees, double probability)
    {
        var x = IncompleteBeta.Inverse(degrees, 1, 2 * (1 - probability));
        return Math.Sqrt(degrees * (1 - x) / x);
    }

    /// <summary>P(T ≥ t).</summary>
    public static double TailOfT(int degrees, double t)
    {
        var half = IncompleteBeta.At(degrees, 1, degrees / (degrees + (t * t))) / 2;
        return t >= 0 ? half : 1 - half;
    }

    /// <summary>P(F ≤ f).</summary>
    public static double BelowF(int numerator, int denominator, double f) =>
        double.IsPositiveInfinity(numerator * f)
            ? 1
            : IncompleteBeta.At(numerator, denominator, numerator * f / ((numerator * f) + denominator));

    /// <param name="numerator">Degrees of freedom, at least 1.</param>
    /// <param name="denominator">Likewise.</param>
    /// <param name="probability">From 0 to 1.</param>
    public static double FisherF(int numerator, int denominator, double probability)
    {
        var x = IncompleteBeta.Inverse(numerator, denominator, probability);
        return denominator * x / (numerator * (1 - x));
    }
}
