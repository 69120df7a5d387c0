namespace GrokBench.Tensors.LinearAlgebra;

/// <summary>
/// Eigenvalues (to rounding errors of the largest) and orthonormal eigenvectors of a symmetric float64 matrix: Householder's reduction to tridiagonal form, then the implicit QL method (Golub and
/// Van Loan, Matrix Computations, chapter 8). One thread and a fixed order of sums: the same bits everywhere.
/// </summary>
public sealed class SymmetricEigen
{
    /// <summary>Of one eigenvalue; the method needs two or three.</summary>
    private const int MostIterations = 60;

    private const double Epsilon = 1.0 / (1L << 52);

    private readonly int size;

    /// <summary>The matrix, whose rows above the diagonal turn into the Householder vectors.</summary>
    private readonly double[] matrix;
    private readonly double[] factors, diagonal, beside;

    /// <summary>Row i: the i-th column of the orthogonal factor so far.</summary>
    private readonly double[] rows;

    /// <summary>What is too small beside the diagonal to matter. Of the whole matrix: a block of rounding errors has no scale of its own.</summary>
    private double negligible;

    private SymmetricEigen(ReadOnlySpan<double> symmetric, int size)
    {
        this.size = size;
        matrix = symmetric.ToArray();
        (factors, diagonal, beside) = (new double[size], new double[size], new double[size]);
        rows = new double[size * size];
    }

    /// <param name="symmetric">size x size, row-major, finite; squares of its elements neither overflow nor vanish.</param>
    /// <returns>Eigenvalues in ascending order, and their eigenvectors as the rows of a size x size matrix. The sign of an eigenvector has no meaning.</returns>
    /// <exception cref="ArgumentException">The matrix is not size x size, or not finite.</exception>
    public static (double[] Values, double[] Vectors) Decompose(ReadOnlySpan<double> symmetric, int size)
    {
        if (symmetric.Length != size * size)
            throw new ArgumentException(FormattableString.Invariant($"{symmetric.Length} elements, expected {size} x {size}"), nameof(symmetric));
        foreach (var element in symmetric)
        {
            if (!double.IsFinite(element)) throw new ArgumentException("a matrix with an element that is not finite", nameof(symmetric));
        }

        var eigen = new SymmetricEigen(symmetric, size);
        eigen.ReduceToTridiagonal();
        eigen.FormOrthogonalFactor();
        eigen.negligible = Epsilon * (eigen.diagonal.Max(Math.Abs) + eigen.beside.Max(Math.Abs));
        for (var i = 0; i < size; i++) eigen.Isolate(i);
        return eigen.Sorted();
    }

    private void ReduceToTridiagonal()
    {
        var (p, w) = (new double[size], new double[size]);
        for (var k = 0; k + 2 < size; k++)
        {
            // H = 1 - β·v·vᵀ takes the row right of the diagonal to a multiple of the first unit vector; v₀ = 1.
            var v = Row(matrix, k)[(k + 1)..];
            diagonal[k] = matrix[(k * size) + k];
            var rest = DenseVector.Dot(v[1..], v[1..]);
            (beside[k], factors[k]) = (v[0], 0);
            if (rest > 0)
            {
                var length = Math.Sqrt((v[0] * v[0]) + rest);
                var first = v[0] <= 0 ? v[0] - length : -rest / (v[0] + length);
                (beside[k], factors[k]) = (length, 2 * first * first / (rest + (first * first)));
                for (var i = 1; i < v.Length; i++) v[i] /= first;
            }

            v[0] = 1;
            if (factors[k] == 0) continue;

            // H·A·H = A - v·wᵀ - w·vᵀ with p = β·A·v and w = p - (β/2)(pᵀv)·v.
            var part = p.AsSpan(0, v.Length);
            var update = w.AsSpan(0, v.Length);
            for (var i = 0; i < v.Length; i++) part[i] = factors[k] * DenseVector.Dot(Row(matrix, k + 1 + i)[(k + 1)..], v);
            part.CopyTo(update);
            DenseVector.AddScaled(-factors[k] / 2 * DenseVector.Dot(part, v), v, update);
            for (var i = 0; i < v.Length; i++)
            {
                var row = Row(matrix, k + 1 + i)[(k + 1)..];
                DenseVector.AddScaled(-v[i], update, row);
                DenseVector.AddScaled(-update[i], v, row);
            }
        }

        for (var k = Math.Max(0, size - 2); k < size; k++) diagonal[k] = matrix[(k * size) + k];
        if (size > 1) beside[size - 2] = matrix[((size - 2) * size) + size - 1];
    }

    /// <summary>The product of the reflections, last to first, which is the identity where they have not come yet.</summary>
    private void FormOrthogonalFactor()
    {
        for (var i = 0; i < size; i++) rows[(i * size) + i] = 1;
        for (var k = size - 3; k >= 0; k--)
        {
            var v = Row(matrix, k)[(k + 1)..];
            for (var i = k + 1; i < size && factors[k] != 0; i++)
            {
                var row = Row(rows, i)[(k + 1)..];
                DenseVector.AddScaled(-factors[k] * DenseVector.Dot(row, v), v, row);
            }
        }
    }

    /// <summary>Chases what lies beside the diagonal out of the block that begins at an index, until the block is that index alone.</summary>
    private void Isolate(int start)
    {
        for (var iteration = 0; ; iteration++)
        {
            var end = start;
            while (end + 1 < size && Math.Abs(beside[end]) > negligible) end++;
            if (end == start) return;
            if (iteration == MostIterations) throw new InvalidOperationException("the QL method does not converge");
            Sweep(start, end);
        }
    }

    /// <summary>One implicit step with the shift of the upper corner, from the lower end of a block to its upper one.</summary>
    private void Sweep(int start, int end)
    {
        var slope = (diagonal[start + 1] - diagonal[start]) / (2 * beside[start]);
        var root = Math.Sqrt((slope * slope) + 1);
        var bulge = diagonal[end] - diagonal[start] + (beside[start] / (slope + (slope < 0 ? -root : root)));
        var (s, c, taken) = (1.0, 1.0, 0.0);
        for (var i = end - 1; i >= start; i--)
        {
            var (f, b) = (s * beside[i], c * beside[i]);
            var length = Math.Sqrt((f * f) + (bulge * bulge));
            beside[i + 1] = length;
            if (length == 0)
            {
                diagonal[i + 1] -= taken;
                beside[end] = 0;
                return;
            }

            (s, c) = (f / length, bulge / length);
            var corner = diagonal[i + 1] - taken;
            var mixed = ((diagonal[i] - corner) * s) + (2 * c * b);
            taken = s * mixed;
            diagonal[i + 1] = corner + taken;
            bulge = (c * mixed) - b;
            DenseVector.Rotate(Row(rows, i), Row(rows, i + 1), c, s);
        }

        diagonal[start] -= taken;
        (beside[start], beside[end]) = (bulge, 0);
    }

    private (double[] Values, double[] Vectors) Sorted()
    {
        var order = Enumerable.Range(0, size).OrderBy(i => diagonal[i]).ThenBy(i => i).ToArray();
        var vectors = new double[size * size];
        for (var i = 0; i < size; i++) Row(rows, order[i]).CopyTo(Row(vectors, i));
        return ([.. order.Select(i => diagonal[i])], vectors);
    }

    private Span<double> Row(double[] of, int row) => of.AsSpan(row * size, size);
}
