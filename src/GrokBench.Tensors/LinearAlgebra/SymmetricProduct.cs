using System.Runtime.Intrinsics;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Tensors.LinearAlgebra;

/// <summary>A·Aᵀ on and below the diagonal (a symmetric rank-k update from zero): a block of columns, with all rows from its diagonal down, is one item.</summary>
internal sealed unsafe class SymmetricProduct(Workers workers) : IItems, IDisposable
{
    private const int Size = Blocking.Columns;
    private readonly Blocking transposed = new(workers);
    private Matrix a = null!, result = null!;
    private bool lower;

    /// <inheritdoc cref="DenseAlgebra.SymmetricProduct"/>
    public void Multiply(Matrix a, Matrix result, bool lower)
    {
        (this.a, this.result, this.lower) = (a, result, lower);
        transposed.Reserve(a.Columns);
        workers.Run(this, Blocking.Count(a.Rows));
    }

    public void Dispose() => transposed.Dispose();

    void IItems.Do(int item, int worker)
    {
        var first = item * Size;
        var width = Math.Min(Size, a.Rows - first);
        var buffer = transposed.Buffer(worker);
        var depth = lower ? first + width : a.Columns;
        Blocking.PackTransposed(a, first, width, depth, buffer, negated: false);
        var vectors = (width + Vector512<double>.Count - 1) / Vector512<double>.Count;
        MatrixProduct<double>.Multiply(
            a.Pointer + ((nint)first * a.Stride), a.Stride, 1, buffer, Size, result.Pointer + ((nint)first * result.Stride) + first, result.Stride,
            a.Rows - first, vectors, depth, Start.Zero);
        for (var i = 0; i < first + width; i++) result.Row(i).Slice(first, width)[Math.Clamp(i + 1 - first, 0, width)..].Clear();
    }
}
