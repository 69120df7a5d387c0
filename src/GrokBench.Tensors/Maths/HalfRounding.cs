using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GrokBench.Tensors.Maths;

/// <summary>
/// Rounding to IEEE 754 binary16 (11 significant bits, exponents -14 to 15), to nearest, ties to even, lane by lane; the result stays in a float.
/// A sum, difference, product, quotient or square root of two binary16 numbers that is computed in float32 and then rounded here is the correctly
/// rounded one, since 24 bits are at least 2·11 + 2 (Figueroa 1995, "When is double rounding innocuous?").
/// </summary>
internal static class HalfRounding
{
    /// <summary>Bits of a float's fraction that binary16 lacks.</summary>
    private const int Dropped = 13;

    /// <summary>65520, halfway between the largest finite number and what would be the next: from here on the result is infinite.</summary>
    private const float FirstInfinite = 65520f;

    /// <summary>2^-14. Below it results are multiples of 2^-24, which is the distance of floats from 0.5 to 1.</summary>
    private const float SmallestNormal = 6.103515625e-05f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Nearest(Vector512<float> x)
    {
        var magnitude = Vector512.Abs(x);
        var bits = magnitude.AsUInt32();
        var odd = (bits >> Dropped) & Vector512<uint>.One;
        var normal = ((bits + Vector512.Create((1u << (Dropped - 1)) - 1) + odd) & Vector512.Create(~((1u << Dropped) - 1))).AsSingle();
        var subnormal = magnitude + Vector512.Create(0.5f) - Vector512.Create(0.5f);

        var rounded = Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(SmallestNormal)), subnormal, normal);
        rounded = Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(FirstInfinite)), Vector512.Create(float.PositiveInfinity), rounded);
        return Vector512.ConditionalSelect(Vector512.Equals(x, x), Exponential.CopySign(rounded, x), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Nearest(float x) => Nearest(Vector512.Create(x))[0];

    /// <summary>The sum of all lanes by the tree of <see cref="Lanes.Fold"/>, every sum rounded.</summary>
    public static float Fold(Vector512<float> lanes)
    {
        for (var width = Vector512<float>.Count / 2; width > 0; width /= 2)
        {
            var upper = lanes;
            for (var i = 0; i < width; i++) upper = upper.WithElement(i, lanes[i + width]);
            lanes = Nearest(lanes + upper);
        }

        return lanes[0];
    }
}
