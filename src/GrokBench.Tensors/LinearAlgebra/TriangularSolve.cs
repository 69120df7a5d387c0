using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Tensors.LinearAlgebra;

/// <summary>
/// Substitution for many right sides. A strip of columns is one item: it is copied to a worker's own memory, where the solved rows are kept negated so that
/// a product can take them off the rows to come, and copied back.
/// </summary>
internal sealed unsafe class TriangularSolve(Workers workers) : IItems, IDisposable
{
    private const int Size = Blocking.Columns;
    private readonly Blocking strips = new(workers);
    private Matrix factor = null!, right = null!;
    private bool lower, backward;

    /// <inheritdoc cref="DenseAlgebra.SolveLower"/>
    public void Forward(Matrix factor, Matrix right, bool lower) => Run(factor, right, lower, backward: false);

    /// <inheritdoc cref="DenseAlgebra.SolveLowerTransposed"/>
    public void Backward(Matrix factor, Matrix right, bool lower) => Run(factor, right, lower, backward: true);

    public void Dispose() => strips.Dispose();

    void IItems.Do(int item, int worker)
    {
        var column = item * Size;
        var width = Math.Min(Size, right.Columns - column);
        var vectors = (width + Vector512<double>.Count - 1) / Vector512<double>.Count;
        var (n, top) = (factor.Rows, lower ? column : 0);
        var buffer = strips.Buffer(worker);
        for (var i = top; i < n; i++)
        {
            var row = new Span<double>(buffer + ((nint)i * Size), Size);
            right.Row(i).Slice(column, width).CopyTo(row);
            row[width..].Clear();
        }

        if (backward)
        {
            for (var block = (n - 1) / Size * Size; block >= top; block -= Size) SolveBackward(buffer, block, Math.Min(Size, n - block), vectors);
        }
        else
        {
            for (var block = top; block < n; block += Size) SolveForward(buffer, top, block, Math.Min(Size, n - block), vectors);
        }

        for (var i = 0; i < n; i++)
        {
            var target = right.Row(i).Slice(column, width);
            var kept = lower ? Math.Clamp(i + 1 - column, 0, width) : width;
            for (var j = 0; j < kept; j++) target[j] = -buffer[((nint)i * Size) + j];
            target[kept..].Clear();
        }
    }

    private void Run(Matrix factor, Matrix right, bool lower, bool backward)
    {
        (this.factor, this.right, this.lower, this.backward) = (factor, right, lower, backward);
        strips.Reserve(factor.Rows);
        workers.Run(this, Blocking.Count(right.Columns));
    }

    private double* At(int row, int column) => factor.Pointer + ((nint)row * factor.Stride) + column;

    /// <param name="top">First row of the strip that is not zero.</param>
    private void SolveForward(double* strip, int top, int block, int count, int vectors)
    {
        double* solved = strip + ((nint)top * Size), rows = strip + ((nint)block * Size);
        if (block > top) MatrixProduct<double>.Multiply(At(block, top), factor.Stride, 1, solved, Size, rows, Size, count, vectors, block - top, Start.Sum);
        for (var i = 0; i < count; i++)
        {
            var row = rows + (i * Size);
            for (var k = 0; k < i; k++) AddMultiple(*At(block + i, block + k), rows + (k * Size), row, vectors);
            DivideAndNegate(*At(block + i, block + i), row, vectors);
        }
    }

    private void SolveBackward(double* strip, int block, int count, int vectors)
    {
        var rows = strip + ((nint)block * Size);
        var below = factor.Rows - block - count;
        if (below > 0)
        {
            // The chain of a plain loop descends; so does the product, its operands read from the last row up.
            MatrixProduct<double>.Multiply(
                At(factor.Rows - 1, block), 1, -factor.Stride, strip + ((nint)(factor.Rows - 1) * Size), -Size, rows, Size, count, vectors, below, Start.Sum);
        }

        for (var i = count - 1; i >= 0; i--)
        {
            var row = rows + (i * Size);
            for (var k = count - 1; k > i; k--) AddMultiple(*At(block + k, block + i), rows + (k * Size), row, vectors);
            DivideAndNegate(*At(block + i, block + i), row, vectors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddMultiple(double factor, double* from, double* to, int vectors)
    {
        var lanes = Vector512<double>.Count;
        for (var j = 0; j < vectors * lanes; j += lanes)
            Vector512.FusedMultiplyAdd(Vector512.Create(factor), Vector512.Load(from + j), Vector512.Load(to + j)).Store(to + j);
    }

    private static void DivideAndNegate(double divisor, double* row, int vectors)
    {
        var lanes = Vector512<double>.Count;
        for (var j = 0; j < vectors * lanes; j += lanes) (-(Vector512.Load(row + j) / Vector512.Create(divisor))).Store(row + j);
    }
}
