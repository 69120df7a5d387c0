using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// Rows of results Y (or of their gradients) that are mixed from the same few rows V, each with weights of its own. Every sum goes over examples, rows or columns in
/// order, one multiply-add after the other, however many registers a tile takes.
/// </summary>
/// <param name="members">Which examples.</param>
/// <param name="weights">Of example 0; a weight per row of V side by side.</param>
/// <param name="y">Of example 0.</param>
internal readonly unsafe struct MixedRows<T>(int* members, int count, T* weights, nint weightStep, T* y, nint yStep, int vectors)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Tile = 4;

    private static nint L => Vector512<T>.Count;

    /// <summary>Y ← Y + Σ_r weight_r·V_r.</summary>
    /// <param name="next">The rows of V that will be wanted after these.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Mix(T* v, nint stride, int rows, T* next)
    {
        nint at = 0, end = vectors * L;
        for (; rows == Tile && at + (4 * L) <= end; at += 4 * L)
        {
            Prefetch(next + at, stride);
            MixTile(v + at, stride, at);
        }

        if (at == end) return;
        for (var i = 0; i < count; i++)
        {
            T* weight = Weights(i), target = Y(i);
            for (var row = 0; row < rows; row++) Elementwise<T>.AddScaled(weight[row], v + (row * stride) + at, target + at, (int)(end - at));
        }
    }

    /// <summary>V_r ← V_r + Σ_examples weight_r·Y.</summary>
    /// <inheritdoc cref="Mix" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(T* v, nint stride, int rows, T* next)
    {
        nint at = 0, end = vectors * L;
        for (; rows == Tile && at + (4 * L) <= end; at += 4 * L)
        {
            Prefetch(next + at, stride);
            AddToTile(v + at, stride, at);
        }

        if (at == end) return;
        for (var i = 0; i < count; i++)
        {
            T* weight = Weights(i), source = Y(i);
            for (var row = 0; row < rows; row++) Elementwise<T>.AddScaled(weight[row], source + at, v + (row * stride) + at, (int)(end - at));
        }
    }

    /// <summary>weight_r ← weight_r + Y·V_r.</summary>
    /// <inheritdoc cref="Mix" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddDots(T* v, nint stride, int rows, T* next)
    {
        for (nint at = 0, end = vectors * L; rows == Tile && at + (4 * L) <= end; at += 4 * L) Prefetch(next + at, stride);
        var i = 0;
        for (; rows == Tile && i + Tile <= count; i += Tile) DotsTile(v, stride, i);
        for (; i < count; i++)
        {
            if (rows == Tile)
            {
                DotsOfOne(v, stride, i);
                continue;
            }

            T* weight = Weights(i), source = Y(i);
            for (var row = 0; row < rows; row++) weight[row] += Elementwise<T>.Dot(source, v + (row * stride), (int)(vectors * L));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T* Weights(int member) => weights + (members[member] * weightStep);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T* Y(int member) => y + (members[member] * yStep);

    /// <summary>Four rows of V, four vectors across.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MixTile(T* v, nint stride, nint at)
    {
        T* v1 = v + stride, v2 = v1 + stride, v3 = v2 + stride;
        Vector512<T> v00 = Vector512.Load(v), v01 = Vector512.Load(v + L), v02 = Vector512.Load(v + (2 * L)), v03 = Vector512.Load(v + (3 * L));
        Vector512<T> v10 = Vector512.Load(v1), v11 = Vector512.Load(v1 + L), v12 = Vector512.Load(v1 + (2 * L)), v13 = Vector512.Load(v1 + (3 * L));
        Vector512<T> v20 = Vector512.Load(v2), v21 = Vector512.Load(v2 + L), v22 = Vector512.Load(v2 + (2 * L)), v23 = Vector512.Load(v2 + (3 * L));
        Vector512<T> v30 = Vector512.Load(v3), v31 = Vector512.Load(v3 + L), v32 = Vector512.Load(v3 + (2 * L)), v33 = Vector512.Load(v3 + (3 * L));
        for (var i = 0; i < count; i++)
        {
            T* weight = Weights(i), target = Y(i) + at;
            var w = Vector512.Create(weight[0]);
            var c0 = Lanes.MultiplyAdd(w, v00, Vector512.Load(target));
            var c1 = Lanes.MultiplyAdd(w, v01, Vector512.Load(target + L));
            var c2 = Lanes.MultiplyAdd(w, v02, Vector512.Load(target + (2 * L)));
            var c3 = Lanes.MultiplyAdd(w, v03, Vector512.Load(target + (3 * L)));
            w = Vector512.Create(weight[1]);
            c0 = Lanes.MultiplyAdd(w, v10, c0);
            c1 = Lanes.MultiplyAdd(w, v11, c1);
            c2 = Lanes.MultiplyAdd(w, v12, c2);
            c3 = Lanes.MultiplyAdd(w, v13, c3);
            w = Vector512.Create(weight[2]);
            c0 = Lanes.MultiplyAdd(w, v20, c0);
            c1 = Lanes.MultiplyAdd(w, v21, c1);
            c2 = Lanes.MultiplyAdd(w, v22, c2);
            c3 = Lanes.MultiplyAdd(w, v23, c3);
            w = Vector512.Create(weight[3]);
            Lanes.MultiplyAdd(w, v30, c0).Store(target);
            Lanes.MultiplyAdd(w, v31, c1).Store(target + L);
            Lanes.MultiplyAdd(w, v32, c2).Store(target + (2 * L));
            Lanes.MultiplyAdd(w, v33, c3).Store(target + (3 * L));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddToTile(T* v, nint stride, nint at)
    {
        T* v1 = v + stride, v2 = v1 + stride, v3 = v2 + stride;
        Vector512<T> v00 = Vector512.Load(v), v01 = Vector512.Load(v + L), v02 = Vector512.Load(v + (2 * L)), v03 = Vector512.Load(v + (3 * L));
        Vector512<T> v10 = Vector512.Load(v1), v11 = Vector512.Load(v1 + L), v12 = Vector512.Load(v1 + (2 * L)), v13 = Vector512.Load(v1 + (3 * L));
        Vector512<T> v20 = Vector512.Load(v2), v21 = Vector512.Load(v2 + L), v22 = Vector512.Load(v2 + (2 * L)), v23 = Vector512.Load(v2 + (3 * L));
        Vector512<T> v30 = Vector512.Load(v3), v31 = Vector512.Load(v3 + L), v32 = Vector512.Load(v3 + (2 * L)), v33 = Vector512.Load(v3 + (3 * L));
        for (var i = 0; i < count; i++)
        {
            T* weight = Weights(i), source = Y(i) + at;
            Vector512<T> c0 = Vector512.Load(source), c1 = Vector512.Load(source + L), c2 = Vector512.Load(source + (2 * L)), c3 = Vector512.Load(source + (3 * L));
            var w = Vector512.Create(weight[0]);
            v00 = Lanes.MultiplyAdd(w, c0, v00);
            v01 = Lanes.MultiplyAdd(w, c1, v01);
            v02 = Lanes.MultiplyAdd(w, c2, v02);
            v03 = Lanes.MultiplyAdd(w, c3, v03);
            w = Vector512.Create(weight[1]);
            v10 = Lanes.MultiplyAdd(w, c0, v10);
            v11 = Lanes.MultiplyAdd(w, c1, v11);
            v12 = Lanes.MultiplyAdd(w, c2, v12);
            v13 = Lanes.MultiplyAdd(w, c3, v13);
            w = Vector512.Create(weight[2]);
            v20 = Lanes.MultiplyAdd(w, c0, v20);
            v21 = Lanes.MultiplyAdd(w, c1, v21);
            v22 = Lanes.MultiplyAdd(w, c2, v22);
            v23 = Lanes.MultiplyAdd(w, c3, v23);
            w = Vector512.Create(weight[3]);
            v30 = Lanes.MultiplyAdd(w, c0, v30);
            v31 = Lanes.MultiplyAdd(w, c1, v31);
            v32 = Lanes.MultiplyAdd(w, c2, v32);
            v33 = Lanes.MultiplyAdd(w, c3, v33);
        }

        Store(v, v00, v01, v02, v03);
        Store(v1, v10, v11, v12, v13);
        Store(v2, v20, v21, v22, v23);
        Store(v3, v30, v31, v32, v33);
    }

    /// <summary>Brings a tile into the first-level cache: the tables exceed the second level, and who comes next cannot be guessed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(T* next, nint stride)
    {
        if (!Sse.IsSupported) return;
        for (var row = 0; row < Tile; row++, next += stride)
        {
            Sse.Prefetch0(next);
            Sse.Prefetch0(next + L);
            Sse.Prefetch0(next + (2 * L));
            Sse.Prefetch0(next + (3 * L));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* target, Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d)
    {
        a.Store(target);
        b.Store(target + L);
        c.Store(target + (2 * L));
        d.Store(target + (3 * L));
    }

    /// <summary>Four examples and four rows of V.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DotsTile(T* v, nint stride, int first)
    {
        T* v1 = v + stride, v2 = v1 + stride, v3 = v2 + stride;
        T* y0 = Y(first), y1 = Y(first + 1), y2 = Y(first + 2), y3 = Y(first + 3);
        Vector512<T> c00 = default, c01 = default, c02 = default, c03 = default, c10 = default, c11 = default, c12 = default, c13 = default;
        Vector512<T> c20 = default, c21 = default, c22 = default, c23 = default, c30 = default, c31 = default, c32 = default, c33 = default;
        for (nint at = 0, end = vectors * L; at < end; at += L)
        {
            Vector512<T> r0 = Vector512.Load(v + at), r1 = Vector512.Load(v1 + at), r2 = Vector512.Load(v2 + at), r3 = Vector512.Load(v3 + at);
            var x = Vector512.Load(y0 + at);
            c00 = Lanes.MultiplyAdd(x, r0, c00);
            c01 = Lanes.MultiplyAdd(x, r1, c01);
            c02 = Lanes.MultiplyAdd(x, r2, c02);
            c03 = Lanes.MultiplyAdd(x, r3, c03);
            x = Vector512.Load(y1 + at);
            c10 = Lanes.MultiplyAdd(x, r0, c10);
            c11 = Lanes.MultiplyAdd(x, r1, c11);
            c12 = Lanes.MultiplyAdd(x, r2, c12);
            c13 = Lanes.MultiplyAdd(x, r3, c13);
            x = Vector512.Load(y2 + at);
            c20 = Lanes.MultiplyAdd(x, r0, c20);
            c21 = Lanes.MultiplyAdd(x, r1, c21);
            c22 = Lanes.MultiplyAdd(x, r2, c22);
            c23 = Lanes.MultiplyAdd(x, r3, c23);
            x = Vector512.Load(y3 + at);
            c30 = Lanes.MultiplyAdd(x, r0, c30);
            c31 = Lanes.MultiplyAdd(x, r1, c31);
            c32 = Lanes.MultiplyAdd(x, r2, c32);
            c33 = Lanes.MultiplyAdd(x, r3, c33);
        }

        HeadRow<T>.AddFolded(Weights(first), c00, c01, c02, c03);
        HeadRow<T>.AddFolded(Weights(first + 1), c10, c11, c12, c13);
        HeadRow<T>.AddFolded(Weights(first + 2), c20, c21, c22, c23);
        HeadRow<T>.AddFolded(Weights(first + 3), c30, c31, c32, c33);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DotsOfOne(T* v, nint stride, int member)
    {
        T* v1 = v + stride, v2 = v1 + stride, v3 = v2 + stride, source = Y(member);
        Vector512<T> c0 = default, c1 = default, c2 = default, c3 = default;
        for (nint at = 0, end = vectors * L; at < end; at += L)
        {
            var x = Vector512.Load(source + at);
            c0 = Lanes.MultiplyAdd(x, Vector512.Load(v + at), c0);
            c1 = Lanes.MultiplyAdd(x, Vector512.Load(v1 + at), c1);
            c2 = Lanes.MultiplyAdd(x, Vector512.Load(v2 + at), c2);
            c3 = Lanes.MultiplyAdd(x, Vector512.Load(v3 + at), c3);
        }

        HeadRow<T>.AddFolded(Weights(member), c0, c1, c2, c3);
    }
}
