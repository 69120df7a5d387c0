using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GrokBench.Tensors.Maths;

/// <summary>
/// exp and what is made of it, lane by lane: every lane's bits depend on that lane alone. Maximum errors are stated, and tested, in
/// <c>docs/determinism.md</c>. Range reduction after Cody and Waite (1980): x = n·ln 2 + r with |r| ≤ ln 2 / 2; e^r by its Taylor series,
/// whose coefficients need no table of fitted numbers and whose first neglected term is below a tenth of the last bit.
/// </summary>
internal static class Exponential
{
    private const float LogTwoHighF = 0.693359375f, LogTwoLowF = -2.12194440e-4f;
    private const double LogTwoHigh = 6.93147180369123816490e-01, LogTwoLow = 1.90821492927058770002e-10;
    private const double InverseLogTwo = 1.4426950408889634;

    /// <summary>Adding 1.5·2^(bits of the fraction) rounds to an integer and leaves that integer in the low bits.</summary>
    private const float RounderF = 12582912f;
    private const double Rounder = 6755399441055744.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exp<T>(Vector512<T> x) =>
        typeof(T) == typeof(float) ? Exp(x.AsSingle()).As<float, T>() : Exp(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tanh<T>(Vector512<T> x) =>
        typeof(T) == typeof(float) ? Tanh(x.AsSingle()).As<float, T>() : Tanh(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // Beyond these bounds the result is 0 or infinity anyway.
        x = Lanes.Clamp(x, Vector512.Create(-104f), Vector512.Create(89f));
        var (r, n) = Reduce(x);
        var result = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(Curve(r), r, Vector512<float>.One), r, Vector512<float>.One);

        // Two factors, so that neither overflows and a subnormal result is rounded once.
        var half = n >> 1;
        return result * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        x = Lanes.Clamp(x, Vector512.Create(-746.0), Vector512.Create(710.0));
        var (r, n) = Reduce(x);
        var result = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(Curve(r), r, Vector512<double>.One), r, Vector512<double>.One);
        var half = n >> 1;
        return result * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>tanh|x| = (e^2|x| - 1) / (e^2|x| + 1); the difference keeps its relative accuracy near 0 because 1 is never added there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var magnitude = Vector512.Min(Vector512.Abs(x), Vector512.Create(10f));
        var (r, n) = Reduce(magnitude + magnitude);
        var scale = PowerOfTwo(n);
        var above = Vector512.FusedMultiplyAdd(ExpLessOne(r), scale, scale - Vector512<float>.One);
        return CopySign(above / (above + Vector512.Create(2f)), x);
    }

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        var magnitude = Vector512.Min(Vector512.Abs(x), Vector512.Create(20.0));
        var (r, n) = Reduce(magnitude + magnitude);
        var scale = PowerOfTwo(n);
        var above = Vector512.FusedMultiplyAdd(ExpLessOne(r), scale, scale - Vector512<double>.One);
        return CopySign(above / (above + Vector512.Create(2.0)), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> CopySign<T>(Vector512<T> magnitude, Vector512<T> sign)
    {
        var mask = Lanes.Broadcast<T>(-0.0);
        return Vector512.ConditionalSelect(mask, sign, magnitude);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Remainder, Vector512<int> Exponent) Reduce(Vector512<float> x)
    {
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create((float)InverseLogTwo), Vector512.Create(RounderF));
        var n = shifted - Vector512.Create(RounderF);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-LogTwoHighF), x);
        return (Vector512.FusedMultiplyAdd(n, Vector512.Create(-LogTwoLowF), r), shifted.AsInt32() - Vector512.Create(RounderF).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Remainder, Vector512<long> Exponent) Reduce(Vector512<double> x)
    {
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(InverseLogTwo), Vector512.Create(Rounder));
        var n = shifted - Vector512.Create(Rounder);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-LogTwoHigh), x);
        return (Vector512.FusedMultiplyAdd(n, Vector512.Create(-LogTwoLow), r), shifted.AsInt64() - Vector512.Create(Rounder).AsInt64());
    }

    /// <summary>e^r - 1, where r is what is added last and exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpLessOne(Vector512<float> r) => Vector512.FusedMultiplyAdd(Curve(r) * r, r, r);

    /// <inheritdoc cref="ExpLessOne(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpLessOne(Vector512<double> r) => Vector512.FusedMultiplyAdd(Curve(r) * r, r, r);

    /// <summary>(e^r - 1 - r) / r² to degree 5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Curve(Vector512<float> r)
    {
        var sum = Vector512.Create(1f / 5040);
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 720));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 120));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 24));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 6));
        return Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 2));
    }

    /// <summary>(e^r - 1 - r) / r² to degree 11.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Curve(Vector512<double> r)
    {
        var sum = Vector512.Create(1.0 / 6227020800);
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1.0 / 479001600));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1.0 / 39916800));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1.0 / 3628800));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1.0 / 362880));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1.0 / 40320));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1.0 / 5040));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1.0 / 720));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1.0 / 120));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1.0 / 24));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1.0 / 6));
        return Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1.0 / 2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> n) => ((n + Vector512.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfTwo(Vector512<long> n) => ((n + Vector512.Create(1023L)) << 52).AsDouble();
}
