using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>Numbers that stand side by side, one per head: four lanes at a time (two in float64), then one by one. Every lane is on its own.</summary>
internal static unsafe class HeadRow<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static int L => Vector128<T>.Count;

    /// <summary>target ← the larger of target and row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Raise(T* target, T* row, int heads)
    {
        var i = 0;
        for (; i + L <= heads; i += L) Vector128.Max(Vector128.Load(target + i), Vector128.Load(row + i)).Store(target + i);
        for (; i < heads; i++) target[i] = T.Max(target[i], row[i]);
    }

    /// <summary>target ← target + row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(T* target, T* row, int heads)
    {
        var i = 0;
        for (; i + L <= heads; i += L) (Vector128.Load(target + i) + Vector128.Load(row + i)).Store(target + i);
        for (; i < heads; i++) target[i] += row[i];
    }

    /// <summary>target ← target - row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(T* target, T* row, int heads)
    {
        var i = 0;
        for (; i + L <= heads; i += L) (Vector128.Load(target + i) - Vector128.Load(row + i)).Store(target + i);
        for (; i < heads; i++) target[i] -= row[i];
    }

    /// <summary>target ← target / row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Divide(T* target, T* row, int heads)
    {
        var i = 0;
        for (; i + L <= heads; i += L) (Vector128.Load(target + i) / Vector128.Load(row + i)).Store(target + i);
        for (; i < heads; i++) target[i] /= row[i];
    }

    /// <summary>sum ← sum + a·b, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(T* a, T* b, T* sum, int heads)
    {
        var i = 0;
        for (; i + L <= heads; i += L) Lanes.MultiplyAdd(Vector128.Load(a + i), Vector128.Load(b + i), Vector128.Load(sum + i)).Store(sum + i);
        for (; i < heads; i++) sum[i] = Lanes.MultiplyAdd(a[i], b[i], sum[i]);
    }

    /// <summary>result ← a·(b - c)·scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyDifference(T* a, T* b, T* c, T scale, T* result, int heads)
    {
        var i = 0;
        for (; i + L <= heads; i += L) (Vector128.Load(a + i) * (Vector128.Load(b + i) - Vector128.Load(c + i)) * scale).Store(result + i);
        for (; i < heads; i++) result[i] = a[i] * (b[i] - c[i]) * scale;
    }

    /// <summary>
    /// result ← scale·(a·b) per head, every head <paramref name="width"/> elements after the one before; as <see cref="Elementwise{T}.Dot"/> sums, but the last
    /// folds of four heads are done together.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Dots(T* a, T* b, int width, int heads, T scale, T* result)
    {
        var head = 0;
        if (typeof(T) == typeof(float) && Sse.IsSupported && width % Vector512<T>.Count == 0)
        {
            for (; head + 4 <= heads; head += 4, a += 4 * width, b += 4 * width)
            {
                Vector512<float> sum0 = Sums(a, b, width), sum1 = Sums(a + width, b + width, width);
                Vector512<float> sum2 = Sums(a + (2 * width), b + (2 * width), width), sum3 = Sums(a + (3 * width), b + (3 * width), width);
                (Fold(sum0, sum1, sum2, sum3) * Vector128.Create((float)(object)scale)).Store((float*)result + head);
            }
        }

        for (; head < heads; head++, a += width, b += width) result[head] = scale * Elementwise<T>.Dot(a, b, width);
    }

    /// <summary>Four targets side by side, each plus the fold of a vector of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddFolded(T* targets, Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d)
    {
        if (typeof(T) == typeof(float) && Sse.IsSupported)
        {
            (Vector128.Load((float*)targets) + Fold(a.AsSingle(), b.AsSingle(), c.AsSingle(), d.AsSingle())).Store((float*)targets);
            return;
        }

        targets[0] += Lanes.Fold(a);
        targets[1] += Lanes.Fold(b);
        targets[2] += Lanes.Fold(c);
        targets[3] += Lanes.Fold(d);
    }

    /// <summary>The running sums of a·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sums(T* a, T* b, int width)
    {
        var sum = Vector512<float>.Zero;
        for (nint i = 0; i < width; i += Vector512<float>.Count) sum = Vector512.FusedMultiplyAdd(Vector512.Load((float*)a + i), Vector512.Load((float*)b + i), sum);
        return sum;
    }

    /// <summary>Four folds, each as <see cref="Lanes.Fold"/> does it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Fold(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        Vector128<float> first = Pair(Quarter(a), Quarter(b)), second = Pair(Quarter(c), Quarter(d));
        return Sse.Shuffle(first, second, 0b10_00_10_00) + Sse.Shuffle(first, second, 0b11_01_11_01);
    }

    /// <summary>Folded in halves down to four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Quarter(Vector512<float> sums)
    {
        var half = sums.GetLower() + sums.GetUpper();
        return half.GetLower() + half.GetUpper();
    }

    /// <summary>Both folded in halves once more, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Pair(Vector128<float> a, Vector128<float> b) =>
        Vector128.Create(a.GetLower(), b.GetLower()) + Vector128.Create(a.GetUpper(), b.GetUpper());
}
