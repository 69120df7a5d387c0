using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>The products of a linear map with one output, where a tile of <see cref="MatrixProduct{T}"/> would compute a vector of which one lane counts.</summary>
internal static unsafe class ColumnProduct<T>
    where T : unmanaged
{
    private static nint L => Vector512<T>.Count;

    /// <summary>
    /// y (m) ← X (m x k)·w + bias, each a sum along a row: as many running sums as a vector has lanes, then a fixed tree, then the bias. Pads of X and w are
    /// zeros, and so become those of y.
    /// </summary>
    /// <param name="vectors">k in vectors.</param>
    public static void Multiply(T* x, nint xRow, T* w, T bias, T* y, nint yRow, int m, int vectors)
    {
        var i = 0;
        for (; i + 4 <= m; i += 4, x += 4 * xRow, y += 4 * yRow) FourRows(x, xRow, w, bias, y, yRow, vectors * L);
        for (; i < m; i++, x += xRow, y += yRow)
        {
            var sum = Vector512<T>.Zero;
            for (nint at = 0; at < vectors * L; at += L) sum = Lanes.MultiplyAdd(Vector512.Load(x + at), Vector512.Load(w + at), sum);
            Store(sum, bias, y);
        }
    }

    /// <summary>
    /// dw (k) ← Xᵀ·dy or dw + Xᵀ·dy: each element one chain over the rows in order, as of any product. X's columns are taken a strip at a time, and the results
    /// put where the rows of dw begin.
    /// </summary>
    public static void Transposed(T* x, nint xRow, T* dy, nint dyRow, T* dw, nint dwRow, int columns, int vectors, int rows, Start start)
    {
        T* strip = stackalloc T[MatrixProduct<T>.TileVectors * Vector512<T>.Count];
        for (var vector = 0; vector < vectors; vector += MatrixProduct<T>.TileVectors)
        {
            var first = vector * L;
            var (width, count) = (Math.Min(MatrixProduct<T>.TileVectors, vectors - vector), (int)Math.Min(MatrixProduct<T>.TileVectors * L, columns - first));
            T* target = dw + (first * dwRow);
            if (start == Start.Sum)
            {
                new Span<T>(strip, width * (int)L).Clear();
                for (nint i = 0; i < count; i++) strip[i] = target[i * dwRow];
            }

            MatrixProduct<T>.Multiply(dy, 1, dyRow, x + first, xRow, strip, 0, 1, width, rows, start);
            for (nint i = 0; i < count; i++) target[i * dwRow] = strip[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(T* x, nint xRow, T* w, T bias, T* y, nint yRow, nint length)
    {
        Vector512<T> s0 = Vector512<T>.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (nint at = 0; at < length; at += L)
        {
            var weights = Vector512.Load(w + at);
            s0 = Lanes.MultiplyAdd(Vector512.Load(x + at), weights, s0);
            s1 = Lanes.MultiplyAdd(Vector512.Load(x + xRow + at), weights, s1);
            s2 = Lanes.MultiplyAdd(Vector512.Load(x + (2 * xRow) + at), weights, s2);
            s3 = Lanes.MultiplyAdd(Vector512.Load(x + (3 * xRow) + at), weights, s3);
        }

        Store(s0, bias, y);
        Store(s1, bias, y + yRow);
        Store(s2, bias, y + (2 * yRow));
        Store(s3, bias, y + (3 * yRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<T> sums, T bias, T* y) =>
        (Vector512.CreateScalar(Lanes.Fold(sums)) + Vector512.CreateScalar(bias)).Store(y);
}
