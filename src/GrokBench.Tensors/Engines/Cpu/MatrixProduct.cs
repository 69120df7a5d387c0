using System.Runtime.Intrinsics;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>What a product's accumulators start from.</summary>
internal enum Start
{
    Zero,

    /// <summary>The result's present value: C ← C + A·B.</summary>
    Sum,

    /// <summary>A row repeated for every row of the result: a bias.</summary>
    Row,
}

/// <summary>
/// C (m x n) from A (m x k) and B (k x n), the one product that everything is made of. A is read by any strides, so a weight gradient needs
/// no transpose; B comes as <see cref="Panels{T}"/> or as padded rows; n is counted in whole vectors, and C's pad columns are B's pads' sums.
/// </summary>
internal static unsafe partial class MatrixProduct<T>
{
    /// <summary>Vectors across a full tile, and so across a strip of <see cref="Panels{T}"/>, which a tile then reads straight on.</summary>
    public static readonly int TileVectors = Vector512.IsHardwareAccelerated ? 4 : 1;

    /// <summary>B as packed panels.</summary>
    /// <param name="aRow">Elements from a row of A to the next.</param>
    /// <param name="aK">Elements from a column of A to the next.</param>
    /// <param name="row">For <see cref="Start.Row"/>: as many columns as the panels have, padded.</param>
    public static void Multiply(T* a, nint aRow, nint aK, Panels<T> b, T* c, nint cRow, int m, Start start, T* row = null)
    {
        for (var strip = 0; strip < b.Vectors; strip += b.Strip)
        {
            var across = Math.Min(b.Strip, b.Vectors - strip);
            T* panel = b.Panel(strip);
            for (var vector = 0; vector < across; vector += TileVectors)
            {
                var (width, offset) = (Math.Min(TileVectors, across - vector), (strip + vector) * L);
                Columns(a, aRow, aK, panel + (vector * L), across * L, c + offset, cRow, m, width, b.Rows, start, row + offset);
            }
        }
    }

    /// <summary>B as rows whose pads can be read.</summary>
    /// <param name="vectors">n in vectors.</param>
    /// <param name="row">For <see cref="Start.Row"/>: as many vectors.</param>
    public static void Multiply(T* a, nint aRow, nint aK, T* b, nint bRow, T* c, nint cRow, int m, int vectors, int k, Start start, T* row = null)
    {
        for (var vector = 0; vector < vectors; vector += TileVectors)
        {
            var width = Math.Min(TileVectors, vectors - vector);
            Columns(a, aRow, aK, b + (vector * L), bRow, c + (vector * L), cRow, m, width, k, start, row + (vector * L));
        }
    }

    private static void Columns(T* a, nint aRow, nint aK, T* b, nint bRow, T* c, nint cRow, int m, int width, int k, Start start, T* row)
    {
        if (Vector512.IsHardwareAccelerated) WideColumns(a, aRow, aK, b, bRow, c, cRow, m, width, k, start, row);
        else NarrowColumns(a, aRow, aK, b, bRow, c, cRow, m, width, k, start, row);
    }

    /// <summary>A strip of at most four vectors across, from the first row to the last.</summary>
    internal static void WideColumns(T* a, nint aRow, nint aK, T* b, nint bRow, T* c, nint cRow, int m, int width, int k, Start start, T* row)
    {
        if (width == 4)
        {
            var i = 0;
            for (; i + 6 <= m; i += 6) Tile6x4(a + (i * aRow), aRow, aK, b, bRow, c + (i * cRow), cRow, k, start, row);
            for (; i + 2 <= m; i += 2) Tile2x4(a + (i * aRow), aRow, aK, b, bRow, c + (i * cRow), cRow, k, start, row);
            if (i < m) Tile1x4(a + (i * aRow), aRow, aK, b, bRow, c + (i * cRow), cRow, k, start, row);
            return;
        }

        if (width >= 2)
        {
            var i = 0;
            for (; i + 6 <= m; i += 6) Tile6x2(a + (i * aRow), aRow, aK, b, bRow, c + (i * cRow), cRow, k, start, row);
            for (; i < m; i++) Tile1x2(a + (i * aRow), aRow, aK, b, bRow, c + (i * cRow), cRow, k, start, row);
            b += 2 * L;
            c += 2 * L;
            row += 2 * L;
            width -= 2;
        }

        if (width == 1)
        {
            var i = 0;
            for (; i + 6 <= m; i += 6) Tile6x1(a + (i * aRow), aRow, aK, b, bRow, c + (i * cRow), cRow, k, start, row);
            for (; i < m; i++) Tile1x1(a + (i * aRow), aRow, aK, b, bRow, c + (i * cRow), cRow, k, start, row);
        }
    }
}
