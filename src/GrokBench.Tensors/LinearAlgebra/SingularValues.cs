namespace GrokBench.Tensors.LinearAlgebra;

/// <summary>
/// Singular values of a float64 matrix to rounding errors of the largest, without squaring it: Householder's QR, then one-sided Jacobi rotations of the rows of R until they are
/// orthogonal (Golub and Van Loan, Matrix Computations, chapters 5 and 8). One thread and a fixed order of sums: the same bits everywhere.
/// </summary>
public static class SingularValues
{
    /// <summary>Over all pairs of rows; some ten are needed.</summary>
    private const int MostSweeps = 60;

    /// <summary>The exponent of the factor that brings up the smallest numbers; it must be finite.</summary>
    private const int MostScaling = 1000;

    private const double Epsilon = 1.0 / (1L << 52);

    /// <param name="columns">The matrix column by column: count columns of length rows each.</param>
    /// <param name="rows">At least 1.</param>
    /// <param name="count">At least 1.</param>
    /// <returns>As many as there are columns, in descending order; those beyond the number of rows are 0.</returns>
    /// <exception cref="ArgumentException">The matrix does not have rows x count elements, or is not finite.</exception>
    public static double[] Of(ReadOnlySpan<double> columns, int rows, int count)
    {
        if (columns.Length != (long)rows * count)
            throw new ArgumentException(FormattableString.Invariant($"{columns.Length} elements, expected {rows} x {count}"), nameof(columns));
        var largest = 0.0;
        foreach (var element in columns)
        {
            if (!double.IsFinite(element)) throw new ArgumentException("a matrix with an element that is not finite", nameof(columns));
            largest = Math.Max(largest, Math.Abs(element));
        }

        if (largest == 0) return new double[count];

        // A power of two changes no digit, and keeps squares from overflowing and vanishing.
        var scale = Math.ScaleB(1, Math.Min(-Math.ILogB(largest), MostScaling));
        var scaled = columns.ToArray();
        foreach (ref var element in scaled.AsSpan()) element *= scale;
        var triangle = Triangle(scaled, rows, count);
        Orthogonalise(triangle, count);
        double[] values = [.. Enumerable.Range(0, count).Select(i => Math.Sqrt(Square(triangle.AsSpan(i * count, count))) / scale)];
        return [.. values.OrderDescending()];
    }

    /// <summary>R of the QR factorisation, count x count by rows; rows that the matrix has too few of are 0.</summary>
    private static double[] Triangle(double[] columns, int rows, int count)
    {
        for (var k = 0; k < Math.Min(rows - 1, count); k++)
        {
            // H = 1 - β·v·vᵀ takes the column below the diagonal to a multiple of the first unit vector; v₀ = 1.
            var v = columns.AsSpan(k * rows, rows)[k..];
            var (head, rest) = (v[0], DenseVector.Dot(v[1..], v[1..]));
            if (rest == 0) continue;
            var length = Math.Sqrt((head * head) + rest);
            var first = head <= 0 ? head - length : -rest / (head + length);
            var factor = 2 * first * first / (rest + (first * first));
            for (var i = 1; i < v.Length; i++) v[i] /= first;
            v[0] = 1;
            for (var j = k + 1; j < count; j++)
            {
                var column = columns.AsSpan(j * rows, rows)[k..];
                DenseVector.AddScaled(-factor * DenseVector.Dot(v, column), v, column);
            }

            v[0] = length;
        }

        var triangle = new double[count * count];
        for (var i = 0; i < Math.Min(rows, count); i++)
        {
            for (var j = i; j < count; j++) triangle[(i * count) + j] = columns[(j * rows) + i];
        }

        return triangle;
    }

    /// <summary>Rotates pairs of rows in turn until all are orthogonal, or their products too small to move a singular value by more than a rounding error of the largest.</summary>
    private static void Orthogonalise(double[] matrix, int size)
    {
        var negligible = Epsilon * Epsilon * Square(matrix) / size;
        for (var sweep = 0; ; sweep++)
        {
            if (sweep == MostSweeps) throw new InvalidOperationException("the Jacobi method does not converge");
            var rotated = false;
            for (var i = 0; i < size; i++)
            {
                for (var j = i + 1; j < size; j++) rotated |= Rotate(matrix.AsSpan(i * size, size), matrix.AsSpan(j * size, size), negligible);
            }

            if (!rotated) return;
        }
    }

    /// <returns>Whether the rows were not yet orthogonal.</returns>
    private static bool Rotate(Span<double> a, Span<double> b, double negligible)
    {
        var (product, squareA, squareB) = (DenseVector.Dot(a, b), Square(a), Square(b));
        if (Math.Abs(product) <= Math.Max(negligible, a.Length * Epsilon * Math.Sqrt(squareA) * Math.Sqrt(squareB))) return false;
        var cotangent = (squareB - squareA) / (2 * product);
        var tangent = 1 / (Math.Abs(cotangent) + Math.Sqrt(1 + (cotangent * cotangent)));
        if (cotangent < 0) tangent = -tangent;
        var cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        DenseVector.Rotate(a, b, cosine, cosine * tangent);
        return true;
    }

    private static double Square(ReadOnlySpan<double> values) => DenseVector.Dot(values, values);
}
