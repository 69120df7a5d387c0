using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Tensors.Tests.LinearAlgebra;

internal sealed class MatrixTests
{
    [Test]
    public void Construction_ARowOrAColumnTooFew_Throws([Values(0, -1)] int few)
    {
        Assert.That(() => new Matrix(few, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new Matrix(1, few), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Row_OutsideTheMatrix_Throws([Values(-1, 3)] int row)
    {
        using var matrix = new Matrix(3, 5);
        Assert.That(() => matrix.Row(row).Length, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contain("below 3 is expected"));
    }

    [Test]
    public void Mirror_OfATriangle_GivesASymmetricMatrix([Values(1, 31, 33, 70)] int n)
    {
        using var matrix = Matrices.LowerTriangular(n, "mirror");
        var before = matrix.ToMathNet();
        matrix.Mirror();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) Assert.That(matrix[i, j], Is.EqualTo(before[Math.Max(i, j), Math.Min(i, j)]));
        }
    }

    [Test]
    public void CopyFrom_AnotherShape_Throws()
    {
        using var matrix = new Matrix(3, 5);
        using var other = new Matrix(5, 3);
        Assert.That(() => matrix.CopyFrom(other), Throws.ArgumentException.With.Message.Contain("3 x 5 is expected"));
    }
}
