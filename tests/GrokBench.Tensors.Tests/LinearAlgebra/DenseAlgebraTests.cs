using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Tensors.Tests.LinearAlgebra;

/// <summary>Against the textbook loops, bit for bit, at several numbers of threads, and against MathNet.Numerics within rounding.</summary>
internal sealed class DenseAlgebraTests
{
    /// <summary>Of residuals relative to the norms of what went in; 300 roundings of 1.1e-16 would be 3.3e-14.</summary>
    private const double Tolerance = 1e-14;

    private static readonly int[] Threads = [1, 2, 7];

    [Test]
    public void Factorise_AnySizeAndThreads_GivesTheBitsOfThePlainLoops()
    {
        foreach (var (algebra, n) in Everything())
        {
            using var matrix = Matrices.PositiveDefinite(n);
            using var plain = PlainAlgebra.Factor(matrix);
            Assert.That(algebra.Factorise(matrix), Is.Null);
            Assert.That(matrix.Elements(), Is.EqualTo(plain.Elements()), $"{n} rows, {algebra.Threads} threads");
        }
    }

    [Test]
    public void Factorise_SizesOneTo300_AgreesWithMathNet()
    {
        using var algebra = new DenseAlgebra(2);
        for (var n = 1; n <= 300; n += n < 70 ? 1 : 23)
        {
            using var matrix = Matrices.PositiveDefinite(n);
            var before = matrix.ToMathNet();
            Assert.That(algebra.Factorise(matrix), Is.Null);
            var factor = matrix.ToMathNet();
            Assert.That((before - (factor * factor.Transpose())).FrobeniusNorm(), Is.LessThan(Tolerance * before.FrobeniusNorm()), $"{n} rows");
            Assert.That((factor - before.Cholesky().Factor).FrobeniusNorm(), Is.LessThan(100 * Tolerance * factor.FrobeniusNorm()), $"{n} rows");
        }
    }

    [Test]
    public void Factorise_TheUpperTriangle_IsNotRead()
    {
        using var algebra = new DenseAlgebra(1);
        using Matrix matrix = Matrices.PositiveDefinite(100), spoilt = matrix.Copy();
        for (var i = 0; i < 100; i++) spoilt.Row(i)[(i + 1)..].Fill(double.NaN);
        algebra.Factorise(matrix);
        Assert.That(algebra.Factorise(spoilt), Is.Null);
        Assert.That(spoilt.Elements(), Is.EqualTo(matrix.Elements()));
    }

    [Test]
    public void Factorise_NotPositiveDefinite_TellsTheRow([Values(0, 63, 64, 150)] int row, [Values(0.0, -1.0, double.NaN, double.PositiveInfinity)] double pivot)
    {
        using var algebra = new DenseAlgebra(2);
        using var matrix = Matrices.Make(200, 200, (i, j) => i == j ? (i == row ? pivot : 1) : 0);
        Assert.That(algebra.Factorise(matrix), Is.EqualTo(row));
    }

    [Test]
    public void SolveLower_AnySizeAndThreads_GivesTheBitsOfThePlainLoops([Values(1, 9, 130)] int columns)
    {
        foreach (var (algebra, n) in Everything())
        {
            using Matrix factor = Matrices.LowerTriangular(n, "factor"), right = Matrices.Random(n, columns, "right"), plain = PlainAlgebra.Forward(factor, right);
            algebra.SolveLower(factor, right);
            Assert.That(right.Elements(), Is.EqualTo(plain.Elements()), $"{n} rows, {algebra.Threads} threads");
        }
    }

    [Test]
    public void SolveLowerTransposed_AnySizeAndThreads_GivesTheBitsOfThePlainLoops([Values(1, 9, 130)] int columns)
    {
        foreach (var (algebra, n) in Everything())
        {
            using Matrix factor = Matrices.LowerTriangular(n, "factor"), right = Matrices.Random(n, columns, "right"), plain = PlainAlgebra.Backward(factor, right);
            algebra.SolveLowerTransposed(factor, right);
            Assert.That(right.Elements(), Is.EqualTo(plain.Elements()), $"{n} rows, {algebra.Threads} threads");
        }
    }

    [Test]
    public void Solves_OfTriangles_GiveTheSameWithHalfTheWork()
    {
        foreach (var (algebra, n) in Everything())
        {
            using Matrix factor = Matrices.LowerTriangular(n, "factor"), right = Matrices.LowerTriangular(n, "right");
            using Matrix forward = right.Copy(), backward = right.Copy(), plainForward = PlainAlgebra.Forward(factor, right), plainBackward = PlainAlgebra.Backward(factor, right);
            algebra.SolveLower(factor, forward, lower: true);
            algebra.SolveLowerTransposed(factor, backward, lower: true);
            for (var i = 0; i < n; i++) plainBackward.Row(i)[(i + 1)..].Clear();
            Assert.That(forward.Elements(), Is.EqualTo(plainForward.Elements()), $"forward, {n} rows, {algebra.Threads} threads");
            Assert.That(backward.Elements(), Is.EqualTo(plainBackward.Elements()), $"backward, {n} rows, {algebra.Threads} threads");
        }
    }

    [Test]
    public void Solves_ManyRightSides_AgreeWithMathNet([ValueSource(typeof(Matrices), nameof(Matrices.Sizes))] int n)
    {
        using var algebra = new DenseAlgebra(2);
        using Matrix matrix = Matrices.PositiveDefinite(n), right = Matrices.Random(n, 33, "right");
        var (before, rightBefore) = (matrix.ToMathNet(), right.ToMathNet());
        algebra.Factorise(matrix);
        algebra.SolveLower(matrix, right);
        algebra.SolveLowerTransposed(matrix, right);
        var solution = right.ToMathNet();
        Assert.That((rightBefore - (before * solution)).FrobeniusNorm(), Is.LessThan(Tolerance * before.FrobeniusNorm() * solution.FrobeniusNorm()));
        var reference = before.Cholesky().Solve(rightBefore);
        Assert.That((solution - reference).FrobeniusNorm(), Is.LessThan(100 * Tolerance * reference.FrobeniusNorm()));
    }

    [Test]
    public void SymmetricProduct_AnySizeAndThreads_IsTheLowerTriangleOfThePlainProduct([Values] bool lower)
    {
        foreach (var (algebra, n) in Everything())
        {
            using Matrix a = lower ? Matrices.LowerTriangular(n, "a") : Matrices.Random(n, 70, "a"), result = new(n, n);
            using Matrix transposed = Matrices.Make(a.Columns, n, (i, j) => a[j, i]), plain = PlainAlgebra.Product(a, transposed);
            for (var i = 0; i < n; i++) plain.Row(i)[(i + 1)..].Clear();
            algebra.SymmetricProduct(a, result, lower);
            Assert.That(result.Elements(), Is.EqualTo(plain.Elements()), $"{n} rows, {algebra.Threads} threads");
        }
    }

    [Test]
    public void Multiply_AnySizeAndThreads_GivesTheBitsOfThePlainLoops([Values] bool transposed)
    {
        foreach (var (algebra, n) in Everything())
        {
            using Matrix a = Matrices.Random(n, 70, "a"), b = Matrices.Random(transposed ? n : 70, 41, "b"), result = new(transposed ? 70 : n, 41);
            using Matrix left = transposed ? Matrices.Make(70, n, (i, j) => a[j, i]) : a.Copy(), plain = PlainAlgebra.Product(left, b);
            algebra.Multiply(a, b, result, transposed);
            Assert.That(result.Elements(), Is.EqualTo(plain.Elements()), $"{n} rows, {algebra.Threads} threads");
        }
    }

    [Test]
    public void Calls_WithShapesThatDoNotFit_SayWhatIsExpected()
    {
        using var algebra = new DenseAlgebra(1);
        using Matrix wide = new(3, 5), square = new(3, 3), four = new(4, 4);
        Assert.Multiple(() =>
        {
            Assert.That(() => algebra.Factorise(wide), Throws.ArgumentException.With.Message.Contain("a square matrix is expected, not 3 x 5"));
            Assert.That(() => algebra.SolveLower(square, four), Throws.ArgumentException.With.Message.Contain("a right side of 3 rows is expected, not of 4"));
            Assert.That(() => algebra.SolveLowerTransposed(square, wide, lower: true), Throws.ArgumentException.With.Message.Contain("a square matrix is expected"));
            Assert.That(() => algebra.SymmetricProduct(wide, four), Throws.ArgumentException.With.Message.Contain("a result of 3 rows is expected"));
            Assert.That(() => algebra.Multiply(wide, square, four), Throws.ArgumentException.With.Message.Contain("3 x 5 times 3 x 3 does not give 4 x 4"));
        });
    }

    private static IEnumerable<(DenseAlgebra Algebra, int Size)> Everything()
    {
        foreach (var threads in Threads)
        {
            using var algebra = new DenseAlgebra(threads);
            foreach (var n in Matrices.Sizes) yield return (algebra, n);
        }
    }
}
