using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.RandomNumbers;
using MathNet.Numerics.LinearAlgebra;

namespace GrokBench.Tensors.Tests.LinearAlgebra;

/// <summary>Matrices for tests.</summary>
internal static class Matrices
{
    /// <summary>Sizes around the blocks and tiles, and beyond.</summary>
    public static readonly int[] Sizes = [1, 2, 3, 7, 8, 9, 31, 47, 63, 64, 65, 97, 128, 129, 200];

    public static Matrix Random(int rows, int columns, string name)
    {
        var stream = new RandomStream(11, name);
        return Make(rows, columns, (i, j) => stream.Normal((ulong)((i * columns) + j)));
    }

    public static Matrix LowerTriangular(int n, string name)
    {
        var matrix = Random(n, n, name);
        for (var i = 0; i < n; i++)
        {
            matrix.Row(i)[(i + 1)..].Clear();
            matrix[i, i] = 1 + Math.Abs(matrix[i, i]);
            for (var j = 0; j < i; j++) matrix[i, j] /= Math.Sqrt(n);
        }

        return matrix;
    }

    /// <summary>A·Aᵀ/n plus a tenth of the identity.</summary>
    public static Matrix PositiveDefinite(int n)
    {
        using var factor = Random(n, n, "positive definite");
        var reference = ToMathNet(factor);
        var product = reference * reference.Transpose() / n;
        return Make(n, n, (i, j) => product[i, j] + (i == j ? 0.1 : 0));
    }

    public static Matrix Make(int rows, int columns, Func<int, int, double> element)
    {
        var matrix = new Matrix(rows, columns);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++) matrix[i, j] = element(i, j);
        }

        return matrix;
    }

    public static Matrix Copy(this Matrix matrix) => Make(matrix.Rows, matrix.Columns, (i, j) => matrix[i, j]);

    public static Matrix<double> ToMathNet(this Matrix matrix) => Matrix<double>.Build.Dense(matrix.Rows, matrix.Columns, (i, j) => matrix[i, j]);

    public static double[] Elements(this Matrix matrix) => [.. Enumerable.Range(0, matrix.Rows).SelectMany(i => matrix.Row(i).ToArray())];
}
