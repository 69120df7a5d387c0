using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Tensors.LinearAlgebra;

/// <summary>
/// Cholesky factorisation by blocks of columns, left to right: a block takes the product of what lies left of it, its diagonal part is factorised by plain
/// loops, and the rows below are divided by that. Rows are shared out among workers.
/// </summary>
internal sealed unsafe class Cholesky(Workers workers) : IItems, IDisposable
{
    /// <summary>A multiple of the product's tiles, and of the four rows that substitution takes at a time.</summary>
    private const int RowsPerItem = 48;

    private const int Size = Blocking.Columns;
    private static readonly int Lanes = Vector512<double>.Count;

    /// <summary>In turn: the rows left of the diagonal part, transposed and negated; the transposed factor of the diagonal part.</summary>
    private readonly Blocking left = new(workers), corner = new(workers);
    private Matrix matrix = null!;
    private int first, width;

    /// <inheritdoc cref="DenseAlgebra.Factorise"/>
    public int? Factorise(Matrix matrix)
    {
        (this.matrix, var n) = (matrix, matrix.Rows);
        left.Reserve(n);
        corner.Reserve(Size);
        for (first = 0; first < n; first += Size)
        {
            width = Math.Min(Size, n - first);
            Blocking.PackTransposed(matrix, first, width, first, left.Buffer(0), negated: true);
            Update(first, width);
            if (FactoriseCorner() is { } failed) return failed;
            PackCorner();
            var below = n - first - width;
            if (below > 0) workers.Run(this, (below + RowsPerItem - 1) / RowsPerItem);
        }

        for (var i = 0; i < n; i++) matrix.Row(i)[(i + 1)..].Clear();
        return null;
    }

    public void Dispose()
    {
        left.Dispose();
        corner.Dispose();
    }

    void IItems.Do(int item, int worker)
    {
        var row = first + width + (item * RowsPerItem);
        var count = Math.Min(RowsPerItem, matrix.Rows - row);
        Update(row, count);
        var i = 0;
        for (; i + 4 <= count; i += 4) DivideFour(At(row + i));
        for (; i < count; i++) DivideOne(At(row + i));
    }

    private double* At(int row) => matrix.Pointer + ((nint)row * matrix.Stride) + first;

    /// <summary>Some rows of the block's columns ← themselves - (those rows left of the block)·(the block's rows left of it)ᵀ.</summary>
    private void Update(int row, int count)
    {
        if (first == 0) return;
        var vectors = (width + Lanes - 1) / Lanes;
        MatrixProduct<double>.Multiply(
            matrix.Pointer + ((nint)row * matrix.Stride), matrix.Stride, 1, left.Buffer(0), Size, At(row), matrix.Stride, count, vectors, first, Start.Sum);
    }

    /// <returns>The first row without a proper pivot.</returns>
    private int? FactoriseCorner()
    {
        for (var i = 0; i < width; i++)
        {
            var row = At(first + i);
            for (var j = 0; j <= i; j++)
            {
                var other = At(first + j);
                var sum = row[j];
                for (var k = 0; k < j; k++) sum = Math.FusedMultiplyAdd(-row[k], other[k], sum);
                if (j < i) row[j] = sum / other[j];
                else if (sum > 0 && double.IsFinite(sum)) row[j] = Math.Sqrt(sum);
                else return first + i;
            }
        }

        return null;
    }

    private void PackCorner()
    {
        var buffer = corner.Buffer(0);
        new Span<double>(buffer, Size * Size).Clear();
        for (var j = 0; j < width; j++)
        {
            var row = At(first + j);
            for (var k = 0; k <= j; k++) buffer[(k * Size) + j] = row[k];
        }
    }

    /// <summary>One row divided by the transposed factor of the corner: as soon as an element is known, it is taken off all that follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DivideOne(double* row)
    {
        var padded = (width + Lanes - 1) / Lanes * Lanes;
        for (var k = 0; k < width; k++)
        {
            var u = corner.Buffer(0) + (k * Size);
            var x = row[k] / u[k];
            var minus = Vector512.Create(-x);
            for (var j = k / Lanes * Lanes; j < padded; j += Lanes)
                Vector512.FusedMultiplyAdd(minus, Vector512.Load(u + j), Vector512.Load(row + j)).Store(row + j);
            row[k] = x;
        }
    }

    /// <summary>The same for four rows at once, whose divisions overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DivideFour(double* row)
    {
        nint stride = matrix.Stride;
        double* r1 = row + stride, r2 = r1 + stride, r3 = r2 + stride;
        var padded = (width + Lanes - 1) / Lanes * Lanes;
        for (var k = 0; k < width; k++)
        {
            var u = corner.Buffer(0) + (k * Size);
            double x0 = row[k] / u[k], x1 = r1[k] / u[k], x2 = r2[k] / u[k], x3 = r3[k] / u[k];
            Vector512<double> m0 = Vector512.Create(-x0), m1 = Vector512.Create(-x1), m2 = Vector512.Create(-x2), m3 = Vector512.Create(-x3);
            for (var j = k / Lanes * Lanes; j < padded; j += Lanes)
            {
                var v = Vector512.Load(u + j);
                Vector512.FusedMultiplyAdd(m0, v, Vector512.Load(row + j)).Store(row + j);
                Vector512.FusedMultiplyAdd(m1, v, Vector512.Load(r1 + j)).Store(r1 + j);
                Vector512.FusedMultiplyAdd(m2, v, Vector512.Load(r2 + j)).Store(r2 + j);
                Vector512.FusedMultiplyAdd(m3, v, Vector512.Load(r3 + j)).Store(r3 + j);
            }

            (row[k], r1[k], r2[k], r3[k]) = (x0, x1, x2, x3);
        }
    }
}
