using System.Runtime.Intrinsics;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// The products of <see cref="MatrixProduct{T}"/> where A is zero but for given terms: those alone are summed, in order. What the others would add is zero, unless B
/// is infinite or no number; so a chain differs from the dense product's only there, and where the sum is −0.
/// One row goes across up to ten vectors at a time, so that a term costs little more than its multiply-adds, over as many rows of B as the first-level cache holds.
/// </summary>
internal static unsafe partial class SparseProduct<T>
    where T : unmanaged
{
    /// <summary>Fewer columns do not hide how long a multiply-add takes: half of the terms would cost as much as all of them in tiles.</summary>
    private const int LeastColumns = 65;

    private static nint L => Vector512<T>.Count;

    /// <summary>Whether a product with so many columns leaves out the zeros of its left operand: by the shape alone.</summary>
    public static bool Applies(int columns) => columns >= LeastColumns;

    /// <summary>Vectors across a strip of B: equal parts of at most ten registers.</summary>
    public static int Strip(int vectors)
    {
        var most = Vector512.IsHardwareAccelerated ? 10 : 5;
        var strips = (vectors + most - 1) / most;
        return (vectors + strips - 1) / strips;
    }

    /// <inheritdoc cref="MatrixProduct{T}.Multiply(T*, nint, nint, Panels{T}, T*, nint, int, Start, T*)"/>
    /// <param name="b">In strips as wide as <see cref="Strip"/> says.</param>
    public static void Multiply(T* a, nint aRow, nint aK, ActiveTerms terms, Panels<T> b, T* c, nint cRow, int m, Start start, T* row = null)
    {
        for (var vector = 0; vector < b.Vectors; vector += b.Strip)
        {
            var width = Math.Min(b.Strip, b.Vectors - vector);
            Columns(a, aRow, aK, terms, b.Panel(vector), width * L, c + (vector * L), cRow, m, width, b.Rows, start, row + (vector * L));
        }
    }

    /// <inheritdoc cref="MatrixProduct{T}.Multiply(T*, nint, nint, T*, nint, T*, nint, int, int, int, Start, T*)"/>
    public static void Multiply(
        T* a, nint aRow, nint aK, ActiveTerms terms, T* b, nint bRow, T* c, nint cRow, int m, int vectors, int k, Start start, T* row = null)
    {
        var strip = Strip(vectors);
        for (var vector = 0; vector < vectors; vector += strip)
        {
            var width = Math.Min(strip, vectors - vector);
            Columns(a, aRow, aK, terms, b + (vector * L), bRow, c + (vector * L), cRow, m, width, k, start, row + (vector * L));
        }
    }

    private static void Columns(
        T* a, nint aRow, nint aK, ActiveTerms terms, T* b, nint bRow, T* c, nint cRow, int m, int width, int k, Start start, T* row)
    {
        if (Vector512.IsHardwareAccelerated) WideColumns(a, aRow, aK, terms, b, bRow, c, cRow, m, width, k, start, row);
        else NarrowColumns(a, aRow, aK, terms, b, bRow, c, cRow, m, width, k, start, row);
    }

    /// <summary>A strip of at most ten vectors across, block of terms after block.</summary>
    internal static void WideColumns(
        T* a, nint aRow, nint aK, ActiveTerms terms, T* b, nint bRow, T* c, nint cRow, int m, int width, int k, Start start, T* row)
    {
        for (int first = 0, word = 0; first < k; first += terms.Block, word++)
        {
            Wide(width, a + (first * aK), aRow, aK, terms.Row(0) + word, terms.Stride, b + (first * bRow), bRow, c, cRow, m, first > 0 ? Start.Sum : start, row);
        }
    }

    /// <summary>The same of at most five vectors, each of them two narrow ones.</summary>
    internal static void NarrowColumns(
        T* a, nint aRow, nint aK, ActiveTerms terms, T* b, nint bRow, T* c, nint cRow, int m, int width, int k, Start start, T* row)
    {
        for (int first = 0, word = 0; first < k; first += terms.Block, word++)
        {
            Narrow(2 * width, a + (first * aK), aRow, aK, terms.Row(0) + word, terms.Stride, b + (first * bRow), bRow, c, cRow, m, first > 0 ? Start.Sum : start, row);
        }
    }
}
