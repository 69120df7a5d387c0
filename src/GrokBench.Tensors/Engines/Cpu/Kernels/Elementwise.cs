using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>Loops over whole padded rows. Every lane is on its own; lengths are counted in vectors.</summary>
internal static unsafe class Elementwise<T>
    where T : unmanaged
{
    private static nint L => Vector512<T>.Count;

    /// <summary>sum ← sum + each row of a, first to last.</summary>
    public static void AddRows(T* a, nint stride, int rows, T* sum, int vectors)
    {
        var vector = 0;
        for (; vector + 4 <= vectors; vector += 4) AddRowsOfFour(a + (vector * L), stride, rows, sum + (vector * L));
        for (; vector < vectors; vector++)
        {
            var total = Vector512.Load(sum + (vector * L));
            var source = a + (vector * L);
            for (var i = 0; i < rows; i++, source += stride) total += Vector512.Load(source);
            total.Store(sum + (vector * L));
        }
    }

    /// <summary>Four vectors across: no sum waits for its own last addition.</summary>
    private static void AddRowsOfFour(T* a, nint stride, int rows, T* sum)
    {
        Vector512<T> c0 = Vector512.Load(sum), c1 = Vector512.Load(sum + L), c2 = Vector512.Load(sum + (2 * L)), c3 = Vector512.Load(sum + (3 * L));
        for (var i = 0; i < rows; i++, a += stride)
        {
            c0 += Vector512.Load(a);
            c1 += Vector512.Load(a + L);
            c2 += Vector512.Load(a + (2 * L));
            c3 += Vector512.Load(a + (3 * L));
        }

        c0.Store(sum);
        c1.Store(sum + L);
        c2.Store(sum + (2 * L));
        c3.Store(sum + (3 * L));
    }

    /// <summary>result ← a + b.</summary>
    public static void Add(T* a, T* b, T* result, nint vectors)
    {
        for (nint i = 0; i < vectors; i++) (Vector512.Load(a + (i * L)) + Vector512.Load(b + (i * L))).Store(result + (i * L));
    }

    /// <summary>target ← source, or target + source.</summary>
    public static void Pass(T* source, T* target, nint vectors, bool overwrite)
    {
        if (overwrite) new ReadOnlySpan<T>(source, (int)(vectors * L)).CopyTo(new Span<T>(target, (int)(vectors * L)));
        else Add(target, source, target, vectors);
    }

    /// <summary>target ← factor·source, or target + factor·source rounded once.</summary>
    public static void PassScaled(T* source, double factor, T* target, nint vectors, bool overwrite)
    {
        var scale = Lanes.Broadcast<T>(factor);
        for (nint i = 0; i < vectors; i++)
        {
            var value = Vector512.Load(source + (i * L));
            (overwrite ? scale * value : Lanes.MultiplyAdd(scale, value, Vector512.Load(target + (i * L)))).Store(target + (i * L));
        }
    }

    /// <summary>The sum of a·b: as many running sums as a vector has lanes, then a fixed tree. Nothing is read beyond <paramref name="width"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Dot(T* a, T* b, int width)
    {
        var sum = Vector512<T>.Zero;
        nint i = 0;
        for (; i + L <= width; i += L) sum = Lanes.MultiplyAdd(Vector512.Load(a + i), Vector512.Load(b + i), sum);
        if (i < width) sum = DotTail(a + i, b + i, width - (int)i, sum);
        return Lanes.Fold(sum);
    }

    /// <summary>target ← target + factor·source, rounded once. Nothing is touched beyond <paramref name="width"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(T factor, T* source, T* target, int width)
    {
        var scale = Vector512.Create(factor);
        nint i = 0;
        for (; i + L <= width; i += L) Lanes.MultiplyAdd(scale, Vector512.Load(source + i), Vector512.Load(target + i)).Store(target + i);
        for (; i < width; i++) target[i] = Lanes.MultiplyAdd(factor, source[i], target[i]);
    }

    public static void Clear(T* target, nint count) => new Span<T>(target, checked((int)count)).Clear();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> DotTail(T* a, T* b, int count, Vector512<T> sum) => Lanes.MultiplyAdd(LoadPart(a, count), LoadPart(b, count), sum);

    /// <summary>The first <paramref name="count"/> elements, then zeros: the tail of a row without pads.</summary>
    private static Vector512<T> LoadPart(T* source, int count)
    {
        var part = Vector512<T>.Zero;
        new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(&part, (int)L));
        return part;
    }
}
