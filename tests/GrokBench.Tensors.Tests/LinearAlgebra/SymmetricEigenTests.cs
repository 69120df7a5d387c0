using System.Security.Cryptography;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.LinearAlgebra;

public sealed class SymmetricEigenTests
{
    private static IEnumerable<TestCaseData> Matrices()
    {
        foreach (var size in (int[])[1, 2, 3, 5, 8, 17, 64, 67, 120]) yield return Case($"covariance {size}", Covariance(size, 2 * size), size);
        yield return Case("fewer examples than columns", Covariance(60, 20), 60);
        yield return Case("diagonal", Make(9, (i, j) => i == j ? 9 - i : 0), 9);
        yield return Case("identity", Make(12, (i, j) => i == j ? 1 : 0), 12);
        yield return Case("zero", new double[25], 5);
        yield return Case("ones", Make(10, (_, _) => 1), 10);
        yield return Case("of both signs", Make(30, (i, j) => new RandomStream(3, "signs").Normal((ulong)((Math.Max(i, j) * 30) + Math.Min(i, j)))), 30);
        yield return Case("of very different sizes", Make(20, (i, j) => Math.ScaleB(i == j ? 1 : 0.25, -(i + j))), 20);
    }

    [TestCaseSource(nameof(Matrices))]
    public void Decompose_Vectors_AreOrthonormal(double[] matrix, int size)
    {
        var vectors = SymmetricEigen.Decompose(matrix, size).Vectors;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++) Assert.That(DenseVector.Dot(Row(vectors, i, size), Row(vectors, j, size)), Is.EqualTo(i == j ? 1 : 0).Within(1e-13));
        }
    }

    [TestCaseSource(nameof(Matrices))]
    public void Decompose_AMatrixTimesAVector_IsTheVectorTimesItsValue(double[] matrix, int size)
    {
        var (values, vectors) = SymmetricEigen.Decompose(matrix, size);
        var scale = Math.Max(1e-300, matrix.Max(Math.Abs)) * size;
        Assert.That(values, Is.Ordered);
        for (var i = 0; i < size; i++)
        {
            for (var row = 0; row < size; row++)
            {
                var product = DenseVector.Dot(Row(matrix, row, size), Row(vectors, i, size));
                Assert.That(product, Is.EqualTo(values[i] * vectors[(i * size) + row]).Within(2e-15 * scale));
            }
        }
    }

    // λⱼ = 2 - 2cos(jπ/(n+1)) of the second difference matrix.
    [Test]
    public void Decompose_TheSecondDifference_HasItsClosedForm()
    {
        const int size = 50;
        var values = SymmetricEigen.Decompose(Make(size, (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0), size).Values;
        Assert.That(values, Is.EqualTo(Enumerable.Range(1, size).Select(j => 2 - (2 * Math.Cos(j * Math.PI / (size + 1))))).Within(1e-14));
    }

    // Taken on an AVX-512 machine; the end-to-end tests of families repeat it under other instruction sets.
    [Test]
    public void Decompose_ACovariance_HasThePinnedBits()
    {
        var (values, vectors) = SymmetricEigen.Decompose(Covariance(67, 90), 67);
        var hash = SHA256.HashData([.. values.Concat(vectors).SelectMany(BitConverter.GetBytes)]);
        Assert.That(Convert.ToHexStringLower(hash)[..16], Is.EqualTo("8c15ee1efd192b3b"));
    }

    [Test]
    public void Decompose_NotSquare_SaysHowManyElementsThereAre() =>
        Assert.That(() => SymmetricEigen.Decompose(new double[7], 3), Throws.ArgumentException.With.Message.StartsWith("7 elements, expected 3 x 3"));

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Decompose_NotFinite_SaysSo(double element) =>
        Assert.That(() => SymmetricEigen.Decompose([1, element, element, 1], 2), Throws.ArgumentException.With.Message.StartsWith("a matrix with an element that is not finite"));

    private static double[] Covariance(int size, int examples)
    {
        var draws = new RandomStream(9, "covariance");
        var x = Enumerable.Range(0, size * examples).Select(i => draws.Normal((ulong)i)).ToArray();
        return Make(size, (i, j) => DenseVector.Dot(x.AsSpan(i * examples, examples), x.AsSpan(j * examples, examples)) / examples);
    }

    private static double[] Make(int size, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, size * size).Select(i => element(i / size, i % size))];

    private static ReadOnlySpan<double> Row(double[] matrix, int row, int size) => matrix.AsSpan(row * size, size);

    private static TestCaseData Case(string name, double[] matrix, int size) => new TestCaseData(matrix, size).SetArgDisplayNames(name);
}
