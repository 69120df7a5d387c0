using System.Runtime.Intrinsics;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Tensors.LinearAlgebra;

/// <summary>A float64 matrix, row-major, zero at first, in memory outside the garbage collector's heap; every row begins on a cache line.</summary>
public sealed unsafe class Matrix : IDisposable
{
    private readonly NativeBlocks<double> blocks = new();

    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    public Matrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (Rows, Columns) = (rows, columns);
        Stride = Padded(columns);
        Pointer = blocks.Allocate((long)rows * Stride);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Elements from a row to the next: whole vectors, whose pads may be overwritten.</summary>
    internal int Stride { get; }

    internal double* Pointer { get; }

    public double this[int row, int column]
    {
        get => Row(row)[column];
        set => Row(row)[column] = value;
    }

    /// <summary>Bytes that such a matrix takes.</summary>
    public static long Bytes(int rows, int columns) => sizeof(double) * (long)rows * Padded(columns);

    public Span<double> Row(int row)
    {
        if ((uint)row >= (uint)Rows) throw new ArgumentOutOfRangeException(nameof(row), row, FormattableString.Invariant($"below {Rows} is expected"));
        return new Span<double>(Pointer + ((nint)row * Stride), Columns);
    }

    /// <param name="source">Of the same shape.</param>
    public void CopyFrom(Matrix source)
    {
        if ((source.Rows, source.Columns) != (Rows, Columns)) throw new ArgumentException($"a matrix of {Rows} x {Columns} is expected", nameof(source));
        for (var i = 0; i < Rows; i++) source.Row(i).CopyTo(Row(i));
    }

    /// <summary>Copies what is below the diagonal of a square matrix to the other side.</summary>
    public void Mirror() => VisitPairs(swap: false);

    /// <summary>Exchanges rows and columns of a square matrix.</summary>
    public void Transpose() => VisitPairs(swap: true);

    public void Dispose() => blocks.Dispose();

    /// <summary>Every element below the diagonal with its mirror image, by blocks that stay in the cache.</summary>
    private void VisitPairs(bool swap)
    {
        if (Rows != Columns) throw new InvalidOperationException($"a square matrix is expected, not {Rows} x {Columns}");
        const int block = 32;
        for (var top = 0; top < Rows; top += block)
        {
            for (var left = 0; left <= top; left += block)
            {
                for (var i = top; i < Math.Min(top + block, Rows); i++)
                {
                    for (var j = left; j < Math.Min(left + block, i); j++)
                    {
                        double* below = Pointer + ((nint)i * Stride) + j, above = Pointer + ((nint)j * Stride) + i;
                        (*below, *above) = (swap ? *above : *below, *below);
                    }
                }
            }
        }
    }

    private static int Padded(int columns) => (columns + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count;
}
