using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Tensors.LinearAlgebra;

/// <summary>Sizes that all of this folder's routines share, and memory for a block of columns, one per worker, that grows with the matrices.</summary>
internal sealed unsafe class Blocking(Workers workers) : IDisposable
{
    /// <summary>Columns of a block, whole vectors: what is not a product is at most this share of the work. Up to so many rows all is plain loops.</summary>
    public const int Columns = 64;

    private NativeBlocks<double> blocks = new();
    private double*[] buffers = [];
    private int rows;

    /// <summary>Room for as many rows of <see cref="Columns"/> elements; its content is that of the last use.</summary>
    public double* Buffer(int worker) => buffers[worker];

    public static int Count(int columns) => (columns + Columns - 1) / Columns;

    public void Reserve(int wanted)
    {
        if (wanted <= rows) return;
        blocks.Dispose();
        (blocks, rows) = (new NativeBlocks<double>(), wanted);
        buffers = new double*[workers.Most];
        for (var worker = 0; worker < buffers.Length; worker++) buffers[worker] = blocks.Allocate((long)rows * Columns);
    }

    /// <summary>Some rows of a matrix as columns: element (k, j) of the buffer is ± element (first + j, k), zero for j from count on.</summary>
    /// <param name="depth">Columns of the matrix that are taken, which are rows of the buffer.</param>
    public static void PackTransposed(Matrix matrix, int first, int count, int depth, double* buffer, bool negated)
    {
        for (var k = 0; k < depth; k++) new Span<double>(buffer + ((nint)k * Columns) + count, Columns - count).Clear();
        for (var j = 0; j < count; j++)
        {
            var row = matrix.Pointer + ((nint)(first + j) * matrix.Stride);
            for (var k = 0; k < depth; k++) buffer[((nint)k * Columns) + j] = negated ? -row[k] : row[k];
        }
    }

    public void Dispose() => blocks.Dispose();
}
