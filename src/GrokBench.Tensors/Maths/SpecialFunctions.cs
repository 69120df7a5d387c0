using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GrokBench.Tensors.Maths;

/// <summary>
/// Transcendental functions of one float64 number with the same bits on every machine. Maximum errors are stated, and tested, in
/// <c>docs/determinism.md</c>. Infinities, NaN, zeros and subnormal numbers give what IEEE 754 recommends.
/// </summary>
public static class SpecialFunctions
{
    public static double Exp(double x) => Exponential.Exp(Vector512.Create(x))[0];

    /// <summary>Overwrites each number with its exponential.</summary>
    public static void Exp(Span<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(values);
        foreach (ref var vector in vectors) vector = Exponential.Exp(vector);
        for (var i = vectors.Length * Vector512<double>.Count; i < values.Length; i++) values[i] = Exp(values[i]);
    }

    public static double Tanh(double x) => Exponential.Tanh(Vector512.Create(x))[0];

    public static double Erf(double x) => ErrorFunction.Erf(Vector512.Create(x))[0];

    /// <summary>Natural logarithm: NaN below 0, minus infinity at 0.</summary>
    public static double Log(double x) => Logarithm.Log(x);

    /// <summary>ln(1 + x), without the loss of accuracy near 0 (Kahan): NaN below -1, minus infinity at -1.</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        if (sum == 1) return x;
        return double.IsInfinity(sum) || sum <= 0 ? Logarithm.Log(sum) : Logarithm.Log(sum) * (x / (sum - 1));
    }

    /// <summary>x to an integer power by repeated squaring: about 1 ulp per bit of the exponent.</summary>
    public static double Power(double x, long exponent)
    {
        var remaining = (ulong)Math.Abs(exponent);
        var result = 1.0;
        for (var square = x; remaining != 0; square *= square, remaining >>= 1)
        {
            if ((remaining & 1) != 0) result *= square;
        }

        return exponent < 0 ? 1 / result : result;
    }

    /// <inheritdoc cref="Trigonometry.Sin"/>
    public static double Sin(double x) => Trigonometry.Sin(x);

    /// <inheritdoc cref="Trigonometry.Cos"/>
    public static double Cos(double x) => Trigonometry.Cos(x);
}
