using System.Security.Cryptography;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.LinearAlgebra;

public sealed class SingularValuesTests
{
    [TestCase(1, 1)]
    [TestCase(1, 4)]
    [TestCase(4, 1)]
    [TestCase(7, 7)]
    [TestCase(30, 8)]
    [TestCase(8, 30)]
    [TestCase(120, 67)]
    public void Of_RandomNumbers_AreTheRootsOfTheGramMatrixsEigenvalues(int rows, int count)
    {
        var matrix = Normal(rows, count);
        var gram = new double[count * count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++) gram[(i * count) + j] = DenseVector.Dot(matrix.AsSpan(i * rows, rows), matrix.AsSpan(j * rows, rows));
        }

        var values = SingularValues.Of(matrix, rows, count);
        var expected = SymmetricEigen.Decompose(gram, count).Values.Reverse().ToArray();
        Assert.That(values, Is.Ordered.Descending);
        Assert.That(values.Select(value => value * value), Is.EqualTo(expected).Within(1e-13 * expected[0]));
        Assert.That(values.Skip(rows), Has.All.LessThan(1e-14 * values[0]));
    }

    /// <summary>Of two orthogonal factors with stated values between them, down to where their squares would be lost.</summary>
    [TestCase(1)]
    [TestCase(1e200)]
    [TestCase(1e-200)]
    [TestCase(1e-305)]
    public void Of_StatedValues_AreFoundBelowTheRootOfTheRounding(double scale)
    {
        const int rows = 40, count = 12;
        var stated = Enumerable.Range(0, count).Select(i => scale * Math.Pow(10, -i)).ToArray();
        var (left, right) = (Orthonormal(rows, "left"), Orthonormal(count, "right"));
        var matrix = new double[rows * count];
        for (var column = 0; column < count; column++)
        {
            for (var row = 0; row < rows; row++)
                matrix[(column * rows) + row] = Enumerable.Range(0, count).Sum(i => left[i][row] * stated[i] * right[i][column]);
        }

        Assert.That(SingularValues.Of(matrix, rows, count), Is.EqualTo(stated).Within(1e-14 * scale));
    }

    [Test]
    public void Of_TheSecondDifference_HasItsClosedForm()
    {
        const int size = 50;
        var matrix = new double[size * size];
        for (var i = 0; i < size * size; i++) matrix[i] = Math.Abs((i / size) - (i % size)) switch { 0 => 2, 1 => -1, _ => 0 };
        var expected = Enumerable.Range(1, size).Select(j => 2 - (2 * Math.Cos(j * Math.PI / (size + 1)))).Reverse();
        Assert.That(SingularValues.Of(matrix, size, size), Is.EqualTo(expected).Within(size * 4 * 2.3e-16), "a unit in the last place of the largest for each row");
    }

    [Test]
    public void Of_ColumnsThatRepeat_AreAsManyAsThereAreDifferentOnes()
    {
        var column = Normal(25, 1);
        var values = SingularValues.Of([.. column, .. column, .. column, .. column], 25, 4);
        Assert.That(values[0], Is.EqualTo(2 * Math.Sqrt(DenseVector.Dot(column, column))).Within(1e-13));
        Assert.That(values.Skip(1), Has.All.LessThan(1e-14));
    }

    [Test]
    public void Of_Zeros_AreZeros() => Assert.That(SingularValues.Of(new double[12], 4, 3), Is.EqualTo(new double[3]));

    // Taken on an AVX-512 machine.
    [Test]
    public void Of_RandomNumbers_HaveThePinnedBits()
    {
        var hash = SHA256.HashData([.. SingularValues.Of(Normal(90, 67), 90, 67).SelectMany(BitConverter.GetBytes)]);
        Assert.That(Convert.ToHexStringLower(hash)[..16], Is.EqualTo("6ac5e573e9c853af"));
    }

    [Test]
    public void Of_AnotherNumberOfElements_SaysHowManyThereAre() =>
        Assert.That(() => SingularValues.Of(new double[7], 3, 2), Throws.ArgumentException.With.Message.StartsWith("7 elements, expected 3 x 2"));

    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    public void Of_NotFinite_SaysSo(double element) =>
        Assert.That(() => SingularValues.Of([1, element], 2, 1), Throws.ArgumentException.With.Message.StartsWith("a matrix with an element that is not finite"));

    private static double[] Normal(int rows, int count)
    {
        var draws = new RandomStream(5, "matrix");
        return [.. Enumerable.Range(0, rows * count).Select(i => draws.Normal((ulong)i))];
    }

    /// <summary>The eigenvectors of a random symmetric matrix.</summary>
    private static double[][] Orthonormal(int size, string name)
    {
        var draws = new RandomStream(5, name);
        var symmetric = Enumerable.Range(0, size * size).Select(i => draws.Normal((ulong)((Math.Max(i / size, i % size) * size) + Math.Min(i / size, i % size)))).ToArray();
        return [.. SymmetricEigen.Decompose(symmetric, size).Vectors.Chunk(size)];
    }
}
