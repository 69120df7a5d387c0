using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Tensors.Tests.LinearAlgebra;

/// <summary>The textbook loops, every element one chain of fused multiply-adds.</summary>
internal static class PlainAlgebra
{
    /// <returns>The lower factor, zeros above it.</returns>
    public static Matrix Factor(Matrix matrix)
    {
        var factor = new Matrix(matrix.Rows, matrix.Rows);
        for (var i = 0; i < matrix.Rows; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++) sum = Math.FusedMultiplyAdd(-factor[i, k], factor[j, k], sum);
                factor[i, j] = i == j ? Math.Sqrt(sum) : sum / factor[j, j];
            }
        }

        return factor;
    }

    /// <returns>L⁻¹·B.</returns>
    public static Matrix Forward(Matrix factor, Matrix right)
    {
        var result = right.Copy();
        for (var column = 0; column < right.Columns; column++)
        {
            for (var i = 0; i < right.Rows; i++)
            {
                var sum = right[i, column];
                for (var k = 0; k < i; k++) sum = Math.FusedMultiplyAdd(-factor[i, k], result[k, column], sum);
                result[i, column] = sum / factor[i, i];
            }
        }

        return result;
    }

    /// <returns>L⁻ᵀ·B.</returns>
    public static Matrix Backward(Matrix factor, Matrix right)
    {
        var result = right.Copy();
        for (var column = 0; column < right.Columns; column++)
        {
            for (var i = right.Rows - 1; i >= 0; i--)
            {
                var sum = right[i, column];
                for (var k = right.Rows - 1; k > i; k--) sum = Math.FusedMultiplyAdd(-factor[k, i], result[k, column], sum);
                result[i, column] = sum / factor[i, i];
            }
        }

        return result;
    }

    /// <returns>A·B.</returns>
    public static Matrix Product(Matrix a, Matrix b)
    {
        var result = new Matrix(a.Rows, b.Columns);
        for (var i = 0; i < a.Rows; i++)
        {
            for (var j = 0; j < b.Columns; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < a.Columns; k++) sum = Math.FusedMultiplyAdd(a[i, k], b[k, j], sum);
                result[i, j] = sum;
            }
        }

        return result;
    }
}
