using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// The loops of <see cref="SparseProduct{T}"/>: row after row, a block of terms over up to ten vectors of accumulators. Every lane is one chain of fused
/// multiply-adds over the terms in order. What a width does not use vanishes when its loop is compiled.
/// </summary>
internal static unsafe partial class SparseProduct<T>
{
    private static nint Half => Vector256<T>.Count;

    private static void Wide(
        int width, T* a, nint aRow, nint aK, ulong* terms, nint termsRow, T* b, nint bRow, T* c, nint cRow, int m, Start start, T* row)
    {
        switch (width)
        {
            case 1:
                WideRows<Width1>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 2:
                WideRows<Width2>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 3:
                WideRows<Width3>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 4:
                WideRows<Width4>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 5:
                WideRows<Width5>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 6:
                WideRows<Width6>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 7:
                WideRows<Width7>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 8:
                WideRows<Width8>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 9:
                WideRows<Width9>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 10:
                WideRows<Width10>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(width), width, "no rows as wide");
        }
    }

    private static void Narrow(
        int width, T* a, nint aRow, nint aK, ulong* terms, nint termsRow, T* b, nint bRow, T* c, nint cRow, int m, Start start, T* row)
    {
        switch (width)
        {
            case 2:
                NarrowRows<Width2>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 4:
                NarrowRows<Width4>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 6:
                NarrowRows<Width6>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 8:
                NarrowRows<Width8>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            case 10:
                NarrowRows<Width10>(a, aRow, aK, terms, termsRow, b, bRow, c, cRow, m, start, row);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(width), width, "no rows as wide");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideRows<TWidth>(T* a, nint aRow, nint aK, ulong* terms, nint termsRow, T* b, nint bRow, T* c, nint cRow, int m, Start start, T* row)
        where TWidth : struct, IWidth
    {
        Vector512<T> c0 = Vector512<T>.Zero, c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0, c8 = c0, c9 = c0;
        for (var i = 0; i < m; i++, a += aRow, c += cRow, terms += termsRow)
        {
            if (start == Start.Zero) c0 = c1 = c2 = c3 = c4 = c5 = c6 = c7 = c8 = c9 = Vector512<T>.Zero;
            else
            {
                T* from = start == Start.Sum ? c : row;
                c0 = Vector512.Load(from);
                if (TWidth.Count > 1) c1 = Vector512.Load(from + L);
                if (TWidth.Count > 2) c2 = Vector512.Load(from + (2 * L));
                if (TWidth.Count > 3) c3 = Vector512.Load(from + (3 * L));
                if (TWidth.Count > 4) c4 = Vector512.Load(from + (4 * L));
                if (TWidth.Count > 5) c5 = Vector512.Load(from + (5 * L));
                if (TWidth.Count > 6) c6 = Vector512.Load(from + (6 * L));
                if (TWidth.Count > 7) c7 = Vector512.Load(from + (7 * L));
                if (TWidth.Count > 8) c8 = Vector512.Load(from + (8 * L));
                if (TWidth.Count > 9) c9 = Vector512.Load(from + (9 * L));
            }

            for (var rest = *terms; rest != 0; rest &= rest - 1)
            {
                nint term = BitOperations.TrailingZeroCount(rest);
                var x = Vector512.Create(a[term * aK]);
                T* y = b + (term * bRow);
                c0 = Lanes.MultiplyAdd(x, Vector512.Load(y), c0);
                if (TWidth.Count > 1) c1 = Lanes.MultiplyAdd(x, Vector512.Load(y + L), c1);
                if (TWidth.Count > 2) c2 = Lanes.MultiplyAdd(x, Vector512.Load(y + (2 * L)), c2);
                if (TWidth.Count > 3) c3 = Lanes.MultiplyAdd(x, Vector512.Load(y + (3 * L)), c3);
                if (TWidth.Count > 4) c4 = Lanes.MultiplyAdd(x, Vector512.Load(y + (4 * L)), c4);
                if (TWidth.Count > 5) c5 = Lanes.MultiplyAdd(x, Vector512.Load(y + (5 * L)), c5);
                if (TWidth.Count > 6) c6 = Lanes.MultiplyAdd(x, Vector512.Load(y + (6 * L)), c6);
                if (TWidth.Count > 7) c7 = Lanes.MultiplyAdd(x, Vector512.Load(y + (7 * L)), c7);
                if (TWidth.Count > 8) c8 = Lanes.MultiplyAdd(x, Vector512.Load(y + (8 * L)), c8);
                if (TWidth.Count > 9) c9 = Lanes.MultiplyAdd(x, Vector512.Load(y + (9 * L)), c9);
            }

            c0.Store(c);
            if (TWidth.Count > 1) c1.Store(c + L);
            if (TWidth.Count > 2) c2.Store(c + (2 * L));
            if (TWidth.Count > 3) c3.Store(c + (3 * L));
            if (TWidth.Count > 4) c4.Store(c + (4 * L));
            if (TWidth.Count > 5) c5.Store(c + (5 * L));
            if (TWidth.Count > 6) c6.Store(c + (6 * L));
            if (TWidth.Count > 7) c7.Store(c + (7 * L));
            if (TWidth.Count > 8) c8.Store(c + (8 * L));
            if (TWidth.Count > 9) c9.Store(c + (9 * L));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowRows<TWidth>(T* a, nint aRow, nint aK, ulong* terms, nint termsRow, T* b, nint bRow, T* c, nint cRow, int m, Start start, T* row)
        where TWidth : struct, IWidth
    {
        Vector256<T> c0 = Vector256<T>.Zero, c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0, c8 = c0, c9 = c0;
        for (var i = 0; i < m; i++, a += aRow, c += cRow, terms += termsRow)
        {
            if (start == Start.Zero) c0 = c1 = c2 = c3 = c4 = c5 = c6 = c7 = c8 = c9 = Vector256<T>.Zero;
            else
            {
                T* from = start == Start.Sum ? c : row;
                c0 = Vector256.Load(from);
                if (TWidth.Count > 1) c1 = Vector256.Load(from + Half);
                if (TWidth.Count > 2) c2 = Vector256.Load(from + (2 * Half));
                if (TWidth.Count > 3) c3 = Vector256.Load(from + (3 * Half));
                if (TWidth.Count > 4) c4 = Vector256.Load(from + (4 * Half));
                if (TWidth.Count > 5) c5 = Vector256.Load(from + (5 * Half));
                if (TWidth.Count > 6) c6 = Vector256.Load(from + (6 * Half));
                if (TWidth.Count > 7) c7 = Vector256.Load(from + (7 * Half));
                if (TWidth.Count > 8) c8 = Vector256.Load(from + (8 * Half));
                if (TWidth.Count > 9) c9 = Vector256.Load(from + (9 * Half));
            }

            for (var rest = *terms; rest != 0; rest &= rest - 1)
            {
                nint term = BitOperations.TrailingZeroCount(rest);
                var x = Vector256.Create(a[term * aK]);
                T* y = b + (term * bRow);
                c0 = Lanes.MultiplyAdd(x, Vector256.Load(y), c0);
                if (TWidth.Count > 1) c1 = Lanes.MultiplyAdd(x, Vector256.Load(y + Half), c1);
                if (TWidth.Count > 2) c2 = Lanes.MultiplyAdd(x, Vector256.Load(y + (2 * Half)), c2);
                if (TWidth.Count > 3) c3 = Lanes.MultiplyAdd(x, Vector256.Load(y + (3 * Half)), c3);
                if (TWidth.Count > 4) c4 = Lanes.MultiplyAdd(x, Vector256.Load(y + (4 * Half)), c4);
                if (TWidth.Count > 5) c5 = Lanes.MultiplyAdd(x, Vector256.Load(y + (5 * Half)), c5);
                if (TWidth.Count > 6) c6 = Lanes.MultiplyAdd(x, Vector256.Load(y + (6 * Half)), c6);
                if (TWidth.Count > 7) c7 = Lanes.MultiplyAdd(x, Vector256.Load(y + (7 * Half)), c7);
                if (TWidth.Count > 8) c8 = Lanes.MultiplyAdd(x, Vector256.Load(y + (8 * Half)), c8);
                if (TWidth.Count > 9) c9 = Lanes.MultiplyAdd(x, Vector256.Load(y + (9 * Half)), c9);
            }

            c0.Store(c);
            if (TWidth.Count > 1) c1.Store(c + Half);
            if (TWidth.Count > 2) c2.Store(c + (2 * Half));
            if (TWidth.Count > 3) c3.Store(c + (3 * Half));
            if (TWidth.Count > 4) c4.Store(c + (4 * Half));
            if (TWidth.Count > 5) c5.Store(c + (5 * Half));
            if (TWidth.Count > 6) c6.Store(c + (6 * Half));
            if (TWidth.Count > 7) c7.Store(c + (7 * Half));
            if (TWidth.Count > 8) c8.Store(c + (8 * Half));
            if (TWidth.Count > 9) c9.Store(c + (9 * Half));
        }
    }
}
