using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.LinearAlgebra;

/// <summary>The loops of dense float64 algebra that run along a row, with the same bits on every machine. Spans of one call have one length.</summary>
public static class DenseVector
{
    private static int Lane => Vector512<double>.Count;

    /// <summary>Σ aᵢbᵢ in eight chains of fused multiply-adds, element i in chain i modulo 8, joined by the fixed tree of all sums here.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        RequireEqual(a.Length, b.Length);
        var sum = Vector512<double>.Zero;
        var x = MemoryMarshal.Cast<double, Vector512<double>>(a);
        var y = MemoryMarshal.Cast<double, Vector512<double>>(b);
        for (var i = 0; i < x.Length; i++) sum = Lanes.MultiplyAdd(x[i], y[i], sum);
        for (var i = x.Length * Lane; i < a.Length; i++)
        {
            var lane = i % Lane;
            sum = sum.WithElement(lane, Math.FusedMultiplyAdd(a[i], b[i], sum[lane]));
        }

        return Lanes.Fold(sum);
    }

    /// <summary>y ← y + factor·x, one fused multiply-add per element.</summary>
    public static void AddScaled(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        RequireEqual(x.Length, y.Length);
        var scale = Vector512.Create(factor);
        var from = MemoryMarshal.Cast<double, Vector512<double>>(x);
        var to = MemoryMarshal.Cast<double, Vector512<double>>(y);
        for (var i = 0; i < to.Length; i++) to[i] = Lanes.MultiplyAdd(scale, from[i], to[i]);
        for (var i = to.Length * Lane; i < y.Length; i++) y[i] = Math.FusedMultiplyAdd(factor, x[i], y[i]);
    }

    /// <summary>(a, b) ← (c·a - s·b, s·a + c·b): a product, then a fused multiply-add, per element.</summary>
    public static void Rotate(Span<double> a, Span<double> b, double c, double s)
    {
        RequireEqual(a.Length, b.Length);
        var (cosine, sine) = (Vector512.Create(c), Vector512.Create(s));
        var x = MemoryMarshal.Cast<double, Vector512<double>>(a);
        var y = MemoryMarshal.Cast<double, Vector512<double>>(b);
        for (var i = 0; i < x.Length; i++)
        {
            var (first, second) = (x[i], y[i]);
            x[i] = Lanes.MultiplyAdd(cosine, first, -(sine * second));
            y[i] = Lanes.MultiplyAdd(sine, first, cosine * second);
        }

        for (var i = x.Length * Lane; i < a.Length; i++)
        {
            var (first, second) = (a[i], b[i]);
            a[i] = Math.FusedMultiplyAdd(c, first, -(s * second));
            b[i] = Math.FusedMultiplyAdd(s, first, c * second);
        }
    }

    private static void RequireEqual(int length, int other)
    {
        if (length != other) throw new ArgumentException(FormattableString.Invariant($"spans of {length} and {other} elements, expected one length"));
    }
}
