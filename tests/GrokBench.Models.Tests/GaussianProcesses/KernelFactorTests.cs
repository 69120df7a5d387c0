using GrokBench.Models.GaussianProcesses;
using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.Tests.GaussianProcesses;

[TestFixture]
public sealed class KernelFactorTests
{
    [Test]
    public void Factorise_PositiveDefinite_AddsTheDiagonalAlone()
    {
        Assert.That(Factorise(2, 1, 3, 0.5, out var factor), Is.Null);
        Assert.That((factor[0, 0], factor[1, 0]), Is.EqualTo((Math.Sqrt(2.5), 1 / Math.Sqrt(2.5))));
    }

    [TestCase(1.0, 1e-6)]
    [TestCase(1.00005, 1e-4)]
    [TestCase(1.005, 1e-2)]
    public void Factorise_NotQuitePositiveDefinite_AddsTheFirstShareOfTheMeanDiagonalThatHelps(double offDiagonal, double share)
    {
        Assert.That(Factorise(1, offDiagonal, 1, 0, out var factor), Is.Null);
        Assert.That(factor[0, 0] * factor[0, 0], Is.EqualTo(1 + share).Within(1e-12));
    }

    [Test]
    public void Factorise_FarFromPositiveDefinite_SaysSo() =>
        Assert.That(Factorise(1, 1.5, 1, 0, out _), Is.EqualTo(
            "the kernel matrix is not positive definite (row 1), not even with 0.01 of its mean diagonal added to the diagonal"));

    [TestCase(double.NaN, "NaN")]
    [TestCase(-3, "-1")]
    public void Factorise_AMeanDiagonalThatIsNotPositive_SaysSo(double element, string mean) =>
        Assert.That(Factorise(element, 0, 1, 0, out _), Is.EqualTo($"the kernel matrix has a mean diagonal of {mean}, where a positive number is expected"));

    private static string? Factorise(double first, double offDiagonal, double second, double diagonal, out Matrix factor)
    {
        using var algebra = new DenseAlgebra(1);
        using var matrix = new Matrix(2, 2);
        (matrix[0, 0], matrix[1, 0], matrix[1, 1]) = (first, offDiagonal, second);
        factor = new Matrix(2, 2);
        return KernelFactor.Factorise(algebra, matrix, diagonal, factor);
    }
}
