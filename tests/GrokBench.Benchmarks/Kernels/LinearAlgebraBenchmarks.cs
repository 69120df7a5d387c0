using BenchmarkDotNet.Attributes;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Benchmarks.Kernels;

/// <summary>
/// Float64 linear algebra of N x N matrices on one thread, in the operations that each needs: N³/3 for a factorisation or for a product or substitution whose
/// triangles are made use of, N³ for full right sides.
/// </summary>
public class LinearAlgebraBenchmarks : IWork, IDisposable
{
    private DenseAlgebra algebra = null!;
    private Matrix matrix = null!, factor = null!, work = null!;

    [Params(50, 200, 1000)]
    public int Rows { get; set; }

    Work IWork.Of(string method) => new((double)Rows * Rows * Rows / (method == nameof(SolveTransposed) ? 1 : 3), 0);

    [GlobalSetup]
    public void Setup()
    {
        (algebra, matrix, factor, work) = (new DenseAlgebra(1), new Matrix(Rows, Rows), new Matrix(Rows, Rows), new Matrix(Rows, Rows));
        var stream = new RandomStream(1, "benchmark");
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j <= i; j++) matrix[i, j] = i == j ? Rows : stream.Uniform((ulong)((i * Rows) + j));
        }

        factor.CopyFrom(matrix);
        algebra.Factorise(factor);
    }

    [Benchmark]
    public void CopyAndFactorise()
    {
        work.CopyFrom(matrix);
        algebra.Factorise(work);
    }

    [Benchmark]
    public void CopyAndSolveTriangle()
    {
        work.CopyFrom(matrix);
        algebra.SolveLower(factor, work, lower: true);
    }

    [Benchmark]
    public void SolveTransposed() => algebra.SolveLowerTransposed(factor, work);

    [Benchmark]
    public void ProductOfATriangle() => algebra.SymmetricProduct(factor, work, lower: true);

    [GlobalCleanup]
    public void Dispose()
    {
        foreach (var part in new IDisposable[] { algebra, matrix, factor, work }) part.Dispose();
        GC.SuppressFinalize(this);
    }
}
