using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.LinearAlgebra;

/// <summary>Every loop against plain ones with the documented order, bit for bit, at sizes around the vectors'.</summary>
public sealed class DenseVectorTests
{
    [Test]
    public void Dot_OfAnyLength_IsTheDocumentedSum([Range(0, 67)] int length)
    {
        var (a, b, chains) = (Draw("a", length), Draw("b", length), new double[8]);
        for (var i = 0; i < length; i++) chains[i % 8] = Math.FusedMultiplyAdd(a[i], b[i], chains[i % 8]);
        var four = Enumerable.Range(0, 4).Select(i => chains[i] + chains[i + 4]).ToArray();
        Assert.That(DenseVector.Dot(a, b), Is.EqualTo((four[0] + four[2]) + (four[1] + four[3])));
    }

    [Test]
    public void AddScaled_OfAnyLength_IsOneFusedMultiplyAddEach([Range(0, 67)] int length)
    {
        var (x, y) = (Draw("x", length), Draw("y", length));
        var expected = x.Zip(y, (one, other) => Math.FusedMultiplyAdd(0.37, one, other)).ToArray();
        DenseVector.AddScaled(0.37, x, y);
        Assert.That(y, Is.EqualTo(expected));
    }

    [Test]
    public void Rotate_OfAnyLength_IsTheDocumentedProduct([Range(0, 67)] int length)
    {
        var (a, b) = (Draw("a", length), Draw("b", length));
        var first = a.Zip(b, (one, other) => Math.FusedMultiplyAdd(0.6, one, -(0.8 * other))).ToArray();
        var second = a.Zip(b, (one, other) => Math.FusedMultiplyAdd(0.8, one, 0.6 * other)).ToArray();
        DenseVector.Rotate(a, b, 0.6, 0.8);
        Assert.Multiple(() =>
        {
            Assert.That(a, Is.EqualTo(first));
            Assert.That(b, Is.EqualTo(second));
        });
    }

    [Test]
    public void Dot_OfTwoLengths_SaysSo() =>
        Assert.That(() => DenseVector.Dot(new double[3], new double[4]), Throws.ArgumentException.With.Message.EqualTo("spans of 3 and 4 elements, expected one length"));

    private static double[] Draw(string name, int length) => [.. Enumerable.Range(0, length).Select(i => new RandomStream(5, name).Normal((ulong)i))];
}
