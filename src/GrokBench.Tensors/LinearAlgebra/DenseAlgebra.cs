using System.Runtime.Intrinsics;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Tensors.LinearAlgebra;

/// <summary>
/// Dense float64 linear algebra with the bits of the plain loops: every element is one chain of fused multiply-adds in ascending order of the summed index
/// (descending in backward substitution), then at most one division or root. Blocks and workers decide the speed and nothing else. Not safe for use from two
/// threads at once.
/// </summary>
public sealed class DenseAlgebra : IDisposable
{
    private readonly Workers workers;
    private readonly Cholesky cholesky;
    private readonly TriangularSolve solve;
    private readonly SymmetricProduct symmetric;
    private readonly SharedProduct<double> product;

    /// <param name="threads">Most threads that a call may ever use.</param>
    public DenseAlgebra(int threads)
    {
        workers = new Workers(threads);
        cholesky = new Cholesky(workers);
        solve = new TriangularSolve(workers);
        symmetric = new SymmetricProduct(workers);
        product = new SharedProduct<double>(workers);
    }

    /// <summary>Threads that a call may use: 1 to those it was made for, which is the value at first. Never changes a result.</summary>
    public int Threads
    {
        get => workers.Degree;
        set => workers.Degree = value;
    }

    /// <summary>
    /// Overwrites a symmetric matrix, of which only the lower triangle is read, with its lower Cholesky factor; above the diagonal come zeros.
    /// </summary>
    /// <returns>
    /// Null, or the first row whose pivot is not a finite number above 0: the matrix is not positive definite as far as float64 can tell, and its content is lost.
    /// </returns>
    public int? Factorise(Matrix matrix)
    {
        RequireSquare(matrix);
        return cholesky.Factorise(matrix);
    }

    /// <summary>Overwrites B with L⁻¹·B.</summary>
    /// <param name="factor">L, lower triangular; what is above the diagonal is not read.</param>
    /// <param name="lower">B is lower triangular, and so is the result.</param>
    public void SolveLower(Matrix factor, Matrix right, bool lower = false)
    {
        RequireMatching(factor, right, lower);
        solve.Forward(factor, right, lower);
    }

    /// <summary>Overwrites B with L⁻ᵀ·B.</summary>
    /// <param name="factor">L, lower triangular; what is above the diagonal is not read.</param>
    /// <param name="lower">Only the lower triangle of the result is wanted; above it come zeros.</param>
    public void SolveLowerTransposed(Matrix factor, Matrix right, bool lower = false)
    {
        RequireMatching(factor, right, lower);
        solve.Backward(factor, right, lower);
    }

    /// <summary>Overwrites a symmetric matrix M with L⁻ᵀ·M·L⁻¹ on and below the diagonal; above it come zeros.</summary>
    /// <param name="factor">L, lower triangular.</param>
    /// <param name="matrix">Both of its triangles are read.</param>
    public void SolveBothSides(Matrix factor, Matrix matrix)
    {
        SolveLowerTransposed(factor, matrix);
        matrix.Transpose();
        SolveLowerTransposed(factor, matrix, lower: true);
    }

    /// <summary>The lower triangle of A·Aᵀ; above the diagonal come zeros.</summary>
    /// <param name="result">Square, with as many rows as A.</param>
    /// <param name="lower">A is lower triangular.</param>
    public void SymmetricProduct(Matrix a, Matrix result, bool lower = false)
    {
        RequireSquare(result);
        if (lower) RequireSquare(a);
        if (result.Rows != a.Rows) throw new ArgumentException($"a result of {a.Rows} rows is expected", nameof(result));
        symmetric.Multiply(a, result, lower);
    }

    /// <summary>C ← A·B, or Aᵀ·B.</summary>
    public unsafe void Multiply(Matrix a, Matrix b, Matrix result, bool transposed = false)
    {
        var (m, k) = transposed ? (a.Columns, a.Rows) : (a.Rows, a.Columns);
        if (b.Rows != k || (result.Rows, result.Columns) != (m, b.Columns))
            throw new ArgumentException($"{m} x {k} times {b.Rows} x {b.Columns} does not give {result.Rows} x {result.Columns}", nameof(result));
        var (aRow, aK) = transposed ? (1, a.Stride) : (a.Stride, 1);
        var vectors = b.Stride / Vector512<double>.Count;
        product.Multiply(a.Pointer, aRow, aK, terms: null, b.Pointer, b.Stride, result.Pointer, result.Stride, m, vectors, k, Start.Zero);
        GC.KeepAlive((a, b, result));
    }

    public void Dispose()
    {
        workers.Dispose();
        cholesky.Dispose();
        solve.Dispose();
        symmetric.Dispose();
    }

    private static void RequireSquare(Matrix matrix)
    {
        if (matrix.Rows != matrix.Columns) throw new ArgumentException($"a square matrix is expected, not {matrix.Rows} x {matrix.Columns}", nameof(matrix));
    }

    private static void RequireMatching(Matrix factor, Matrix right, bool lower)
    {
        RequireSquare(factor);
        if (lower) RequireSquare(right);
        if (right.Rows != factor.Rows) throw new ArgumentException($"a right side of {factor.Rows} rows is expected, not of {right.Rows}", nameof(right));
    }
}
