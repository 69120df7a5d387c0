using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GrokBench.Benchmarks.Kernels;

/// <summary>What one core can do at most, measured by small loops when first asked for: the fastest of some tries.</summary>
internal static class MachinePeak
{
    private const int Tries = 12, Accumulators = 12, Turns = 200_000, BufferBytes = 256 << 20;
    private static readonly Lazy<double> MultiplyAdds = new(MeasureMultiplyAdds), Copying = new(MeasureCopying);

    /// <summary>Float32 operations of independent multiply-adds from registers, two each, in 10⁹ per second.</summary>
    public static double GigaOperations => MultiplyAdds.Value;

    /// <summary>Bytes read and written by copying more than any cache holds, in 10⁹ per second.</summary>
    public static double GigaBytes => Copying.Value;

    private static double MeasureMultiplyAdds()
    {
        var wide = Vector512.IsHardwareAccelerated;
        var lanes = wide ? Vector512<float>.Count : Vector256<float>.Count;
        var seconds = Fastest(() => _ = wide ? Chains512(0.5f) : Chains256(0.5f));
        return 2.0 * Accumulators * Turns * lanes / seconds * 1e-9;
    }

    private static double MeasureCopying()
    {
        var (source, target) = (new byte[BufferBytes], new byte[BufferBytes]);

        // Pages that were never written are all the same page of zeros, and lie in the cache.
        source.AsSpan().Fill(1);
        return 2.0 * BufferBytes / Fastest(() => source.AsSpan().CopyTo(target)) * 1e-9;
    }

    private static double Fastest(Action action)
    {
        var seconds = double.PositiveInfinity;
        for (var i = 0; i < Tries; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            seconds = Math.Min(seconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return seconds;
    }

    /// <summary>Twelve chains at a time, enough to hide the latency of two units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains512(float factor)
    {
        var x = Vector512.Create(factor);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var turn = 0; turn < Turns; turn++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, x);
            b = Vector512.FusedMultiplyAdd(b, x, x);
            c = Vector512.FusedMultiplyAdd(c, x, x);
            d = Vector512.FusedMultiplyAdd(d, x, x);
            e = Vector512.FusedMultiplyAdd(e, x, x);
            f = Vector512.FusedMultiplyAdd(f, x, x);
            g = Vector512.FusedMultiplyAdd(g, x, x);
            h = Vector512.FusedMultiplyAdd(h, x, x);
            i = Vector512.FusedMultiplyAdd(i, x, x);
            j = Vector512.FusedMultiplyAdd(j, x, x);
            k = Vector512.FusedMultiplyAdd(k, x, x);
            l = Vector512.FusedMultiplyAdd(l, x, x);
        }

        return (a + b + c + d + e + f + g + h + i + j + k + l)[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains256(float factor)
    {
        var x = Vector256.Create(factor);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var turn = 0; turn < Turns; turn++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, x);
            b = Vector256.FusedMultiplyAdd(b, x, x);
            c = Vector256.FusedMultiplyAdd(c, x, x);
            d = Vector256.FusedMultiplyAdd(d, x, x);
            e = Vector256.FusedMultiplyAdd(e, x, x);
            f = Vector256.FusedMultiplyAdd(f, x, x);
            g = Vector256.FusedMultiplyAdd(g, x, x);
            h = Vector256.FusedMultiplyAdd(h, x, x);
            i = Vector256.FusedMultiplyAdd(i, x, x);
            j = Vector256.FusedMultiplyAdd(j, x, x);
            k = Vector256.FusedMultiplyAdd(k, x, x);
            l = Vector256.FusedMultiplyAdd(l, x, x);
        }

        return (a + b + c + d + e + f + g + h + i + j + k + l)[0];
    }
}
