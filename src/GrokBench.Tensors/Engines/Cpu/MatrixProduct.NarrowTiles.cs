using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// The tiles for processors whose vectors have 256 bits and whose registers hold half as much: up to six rows by a single wide vector, which is
/// two narrow ones. The chains are those of the wide tiles, and so are the bits.
/// </summary>
internal static unsafe partial class MatrixProduct<T>
{
    /// <summary>Steps of the innermost loop: so few that the processor's branch prediction learns where it ends.</summary>
    private const int Burst = 16;

    private static nint Half => Vector256<T>.Count;

    /// <summary>
    /// A strip of any number of wide vectors across, from the first row to the last. Rows that six do not divide go through tiles of three to five, which
    /// still fill the multiply-add units.
    /// </summary>
    internal static void NarrowColumns(T* a, nint aRow, nint aK, T* b, nint bRow, T* c, nint cRow, int m, int width, int k, Start start, T* row)
    {
        var (sixes, rest) = (m / 6, m % 6);
        if (rest is 1 or 2 && sixes > 0) (sixes, rest) = (sixes - 1, rest + 6);
        for (var vector = 0; vector < width; vector++, b += L, c += L, row += L)
        {
            Narrow6(a, aRow, aK, b, bRow, c, cRow, sixes, k, start, row);
            T* x = a + (sixes * 6 * aRow), y = c + (sixes * 6 * cRow);
            switch (rest)
            {
                case 1:
                    Narrow1(x, aRow, aK, b, bRow, y, cRow, 1, k, start, row);
                    break;
                case 2:
                    Narrow1(x, aRow, aK, b, bRow, y, cRow, 2, k, start, row);
                    break;
                case 3:
                    Narrow3(x, aRow, aK, b, bRow, y, cRow, 1, k, start, row);
                    break;
                case 4:
                    Narrow4(x, aRow, aK, b, bRow, y, cRow, 1, k, start, row);
                    break;
                case 5:
                    Narrow5(x, aRow, aK, b, bRow, y, cRow, 1, k, start, row);
                    break;
                case 7:
                    Narrow4(x, aRow, aK, b, bRow, y, cRow, 1, k, start, row);
                    Narrow3(x + (4 * aRow), aRow, aK, b, bRow, y + (4 * cRow), cRow, 1, k, start, row);
                    break;
                case 8:
                    Narrow4(x, aRow, aK, b, bRow, y, cRow, 2, k, start, row);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow6(T* a, nint aRow, nint aK, T* b, nint bRow, T* c, nint cRow, int tiles, int k, Start start, T* row)
    {
        for (; tiles > 0; tiles--, a += 6 * aRow, c += 6 * cRow)
        {
            Vector256<T> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51;
            if (start == Start.Sum)
            {
                c00 = Vector256.Load(c);
                c01 = Vector256.Load(c + Half);
                c10 = Vector256.Load(c + cRow);
                c11 = Vector256.Load(c + cRow + Half);
                c20 = Vector256.Load(c + (2 * cRow));
                c21 = Vector256.Load(c + (2 * cRow) + Half);
                c30 = Vector256.Load(c + (3 * cRow));
                c31 = Vector256.Load(c + (3 * cRow) + Half);
                c40 = Vector256.Load(c + (4 * cRow));
                c41 = Vector256.Load(c + (4 * cRow) + Half);
                c50 = Vector256.Load(c + (5 * cRow));
                c51 = Vector256.Load(c + (5 * cRow) + Half);
            }
            else
            {
                c00 = c10 = c20 = c30 = c40 = c50 = start == Start.Row ? Vector256.Load(row) : Vector256<T>.Zero;
                c01 = c11 = c21 = c31 = c41 = c51 = start == Start.Row ? Vector256.Load(row + Half) : Vector256<T>.Zero;
            }

            T* x = a, z = b;
            T* y = a + (3 * aRow);
            for (var left = k; left > 0; left -= Burst)
            {
                var burst = Math.Min(left, Burst);
                for (var i = 0; i < burst; i++, x += aK, y += aK, z += bRow)
                {
                    var b0 = Vector256.Load(z);
                    var b1 = Vector256.Load(z + Half);
                    var f = Vector256.Create(*x);
                    c00 = Lanes.MultiplyAdd(f, b0, c00);
                    c01 = Lanes.MultiplyAdd(f, b1, c01);
                    f = Vector256.Create(x[aRow]);
                    c10 = Lanes.MultiplyAdd(f, b0, c10);
                    c11 = Lanes.MultiplyAdd(f, b1, c11);
                    f = Vector256.Create(x[2 * aRow]);
                    c20 = Lanes.MultiplyAdd(f, b0, c20);
                    c21 = Lanes.MultiplyAdd(f, b1, c21);
                    f = Vector256.Create(*y);
                    c30 = Lanes.MultiplyAdd(f, b0, c30);
                    c31 = Lanes.MultiplyAdd(f, b1, c31);
                    f = Vector256.Create(y[aRow]);
                    c40 = Lanes.MultiplyAdd(f, b0, c40);
                    c41 = Lanes.MultiplyAdd(f, b1, c41);
                    f = Vector256.Create(y[2 * aRow]);
                    c50 = Lanes.MultiplyAdd(f, b0, c50);
                    c51 = Lanes.MultiplyAdd(f, b1, c51);
                }
            }

            c00.Store(c);
            c01.Store(c + Half);
            c10.Store(c + cRow);
            c11.Store(c + cRow + Half);
            c20.Store(c + (2 * cRow));
            c21.Store(c + (2 * cRow) + Half);
            c30.Store(c + (3 * cRow));
            c31.Store(c + (3 * cRow) + Half);
            c40.Store(c + (4 * cRow));
            c41.Store(c + (4 * cRow) + Half);
            c50.Store(c + (5 * cRow));
            c51.Store(c + (5 * cRow) + Half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow5(T* a, nint aRow, nint aK, T* b, nint bRow, T* c, nint cRow, int tiles, int k, Start start, T* row)
    {
        for (; tiles > 0; tiles--, a += 5 * aRow, c += 5 * cRow)
        {
            Vector256<T> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41;
            if (start == Start.Sum)
            {
                c00 = Vector256.Load(c);
                c01 = Vector256.Load(c + Half);
                c10 = Vector256.Load(c + cRow);
                c11 = Vector256.Load(c + cRow + Half);
                c20 = Vector256.Load(c + (2 * cRow));
                c21 = Vector256.Load(c + (2 * cRow) + Half);
                c30 = Vector256.Load(c + (3 * cRow));
                c31 = Vector256.Load(c + (3 * cRow) + Half);
                c40 = Vector256.Load(c + (4 * cRow));
                c41 = Vector256.Load(c + (4 * cRow) + Half);
            }
            else
            {
                c00 = c10 = c20 = c30 = c40 = start == Start.Row ? Vector256.Load(row) : Vector256<T>.Zero;
                c01 = c11 = c21 = c31 = c41 = start == Start.Row ? Vector256.Load(row + Half) : Vector256<T>.Zero;
            }

            T* x = a, z = b;
            T* y = a + (3 * aRow);
            for (var left = k; left > 0; left -= Burst)
            {
                var burst = Math.Min(left, Burst);
                for (var i = 0; i < burst; i++, x += aK, y += aK, z += bRow)
                {
                    var b0 = Vector256.Load(z);
                    var b1 = Vector256.Load(z + Half);
                    var f = Vector256.Create(*x);
                    c00 = Lanes.MultiplyAdd(f, b0, c00);
                    c01 = Lanes.MultiplyAdd(f, b1, c01);
                    f = Vector256.Create(x[aRow]);
                    c10 = Lanes.MultiplyAdd(f, b0, c10);
                    c11 = Lanes.MultiplyAdd(f, b1, c11);
                    f = Vector256.Create(x[2 * aRow]);
                    c20 = Lanes.MultiplyAdd(f, b0, c20);
                    c21 = Lanes.MultiplyAdd(f, b1, c21);
                    f = Vector256.Create(*y);
                    c30 = Lanes.MultiplyAdd(f, b0, c30);
                    c31 = Lanes.MultiplyAdd(f, b1, c31);
                    f = Vector256.Create(y[aRow]);
                    c40 = Lanes.MultiplyAdd(f, b0, c40);
                    c41 = Lanes.MultiplyAdd(f, b1, c41);
                }
            }

            c00.Store(c);
            c01.Store(c + Half);
            c10.Store(c + cRow);
            c11.Store(c + cRow + Half);
            c20.Store(c + (2 * cRow));
            c21.Store(c + (2 * cRow) + Half);
            c30.Store(c + (3 * cRow));
            c31.Store(c + (3 * cRow) + Half);
            c40.Store(c + (4 * cRow));
            c41.Store(c + (4 * cRow) + Half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow4(T* a, nint aRow, nint aK, T* b, nint bRow, T* c, nint cRow, int tiles, int k, Start start, T* row)
    {
        for (; tiles > 0; tiles--, a += 4 * aRow, c += 4 * cRow)
        {
            Vector256<T> c00, c01, c10, c11, c20, c21, c30, c31;
            if (start == Start.Sum)
            {
                c00 = Vector256.Load(c);
                c01 = Vector256.Load(c + Half);
                c10 = Vector256.Load(c + cRow);
                c11 = Vector256.Load(c + cRow + Half);
                c20 = Vector256.Load(c + (2 * cRow));
                c21 = Vector256.Load(c + (2 * cRow) + Half);
                c30 = Vector256.Load(c + (3 * cRow));
                c31 = Vector256.Load(c + (3 * cRow) + Half);
            }
            else
            {
                c00 = c10 = c20 = c30 = start == Start.Row ? Vector256.Load(row) : Vector256<T>.Zero;
                c01 = c11 = c21 = c31 = start == Start.Row ? Vector256.Load(row + Half) : Vector256<T>.Zero;
            }

            T* x = a, z = b;
            T* y = a + (2 * aRow);
            for (var left = k; left > 0; left -= Burst)
            {
                var burst = Math.Min(left, Burst);
                for (var i = 0; i < burst; i++, x += aK, y += aK, z += bRow)
                {
                    var b0 = Vector256.Load(z);
                    var b1 = Vector256.Load(z + Half);
                    var f = Vector256.Create(*x);
                    c00 = Lanes.MultiplyAdd(f, b0, c00);
                    c01 = Lanes.MultiplyAdd(f, b1, c01);
                    f = Vector256.Create(x[aRow]);
                    c10 = Lanes.MultiplyAdd(f, b0, c10);
                    c11 = Lanes.MultiplyAdd(f, b1, c11);
                    f = Vector256.Create(*y);
                    c20 = Lanes.MultiplyAdd(f, b0, c20);
                    c21 = Lanes.MultiplyAdd(f, b1, c21);
                    f = Vector256.Create(y[aRow]);
                    c30 = Lanes.MultiplyAdd(f, b0, c30);
                    c31 = Lanes.MultiplyAdd(f, b1, c31);
                }
            }

            c00.Store(c);
            c01.Store(c + Half);
            c10.Store(c + cRow);
            c11.Store(c + cRow + Half);
            c20.Store(c + (2 * cRow));
            c21.Store(c + (2 * cRow) + Half);
            c30.Store(c + (3 * cRow));
            c31.Store(c + (3 * cRow) + Half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow3(T* a, nint aRow, nint aK, T* b, nint bRow, T* c, nint cRow, int tiles, int k, Start start, T* row)
    {
        for (; tiles > 0; tiles--, a += 3 * aRow, c += 3 * cRow)
        {
            Vector256<T> c00, c01, c10, c11, c20, c21;
            if (start == Start.Sum)
            {
                c00 = Vector256.Load(c);
                c01 = Vector256.Load(c + Half);
                c10 = Vector256.Load(c + cRow);
                c11 = Vector256.Load(c + cRow + Half);
                c20 = Vector256.Load(c + (2 * cRow));
                c21 = Vector256.Load(c + (2 * cRow) + Half);
            }
            else
            {
                c00 = c10 = c20 = start == Start.Row ? Vector256.Load(row) : Vector256<T>.Zero;
                c01 = c11 = c21 = start == Start.Row ? Vector256.Load(row + Half) : Vector256<T>.Zero;
            }

            T* x = a, z = b;
            for (var left = k; left > 0; left -= Burst)
            {
                var burst = Math.Min(left, Burst);
                for (var i = 0; i < burst; i++, x += aK, z += bRow)
                {
                    var b0 = Vector256.Load(z);
                    var b1 = Vector256.Load(z + Half);
                    var f = Vector256.Create(*x);
                    c00 = Lanes.MultiplyAdd(f, b0, c00);
                    c01 = Lanes.MultiplyAdd(f, b1, c01);
                    f = Vector256.Create(x[aRow]);
                    c10 = Lanes.MultiplyAdd(f, b0, c10);
                    c11 = Lanes.MultiplyAdd(f, b1, c11);
                    f = Vector256.Create(x[2 * aRow]);
                    c20 = Lanes.MultiplyAdd(f, b0, c20);
                    c21 = Lanes.MultiplyAdd(f, b1, c21);
                }
            }

            c00.Store(c);
            c01.Store(c + Half);
            c10.Store(c + cRow);
            c11.Store(c + cRow + Half);
            c20.Store(c + (2 * cRow));
            c21.Store(c + (2 * cRow) + Half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow1(T* a, nint aRow, nint aK, T* b, nint bRow, T* c, nint cRow, int tiles, int k, Start start, T* row)
    {
        for (; tiles > 0; tiles--, a += aRow, c += cRow)
        {
            Vector256<T> c00, c01;
            if (start == Start.Sum)
            {
                c00 = Vector256.Load(c);
                c01 = Vector256.Load(c + Half);
            }
            else
            {
                c00 = start == Start.Row ? Vector256.Load(row) : Vector256<T>.Zero;
                c01 = start == Start.Row ? Vector256.Load(row + Half) : Vector256<T>.Zero;
            }

            T* x = a, z = b;
            for (var left = k; left > 0; left -= Burst)
            {
                var burst = Math.Min(left, Burst);
                for (var i = 0; i < burst; i++, x += aK, z += bRow)
                {
                    var b0 = Vector256.Load(z);
                    var b1 = Vector256.Load(z + Half);
                    var f = Vector256.Create(*x);
                    c00 = Lanes.MultiplyAdd(f, b0, c00);
                    c01 = Lanes.MultiplyAdd(f, b1, c01);
                }
            }

            c00.Store(c);
            c01.Store(c + Half);
        }
    }
}
