using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Tests.Maths;

/// <summary>Against the framework's conversion to <see cref="Half"/> and back.</summary>
internal sealed class HalfRoundingTests
{
    /// <summary>Every binary16 number, the midpoint to its neighbour, and the floats beside both.</summary>
    [Test]
    public void Nearest_AroundEveryNumberAndMidpoint_IsTheFrameworksConversion()
    {
        for (var bits = 0; bits < 1 << 16; bits++)
        {
            var value = BitConverter.UInt16BitsToHalf((ushort)bits);
            var midpoint = (float)(((double)(float)value + (float)Half.BitIncrement(value)) / 2);
            foreach (var x in new[] { (float)value, midpoint })
            {
                Same(x);
                Same(float.BitIncrement(x));
                Same(float.BitDecrement(x));
            }
        }
    }

    [TestCase(65519.996f, 65504f)]
    [TestCase(65520f, float.PositiveInfinity)]
    [TestCase(-65520f, float.NegativeInfinity)]
    [TestCase(2.9802322e-8f, 0f)]
    [TestCase(-2.9802322e-8f, -0f)]
    [TestCase(2.9802326e-8f, 5.9604645e-8f)]
    [TestCase(1.00048828125f, 1f)]
    [TestCase(1.00146484375f, 1.001953125f)]
    public void Nearest_AtTheEdges_IsWhatTheStandardSays(float x, float expected) =>
        Assert.That(BitConverter.SingleToUInt32Bits(HalfRounding.Nearest(x)), Is.EqualTo(BitConverter.SingleToUInt32Bits(expected)));

    [Test]
    public void Nearest_EveryThousandthFloat_IsTheFrameworksConversion() => Check(997);

    [Test, Category("Long")]
    public void Nearest_EveryFloat_IsTheFrameworksConversion() => Check(1);

    private static void Check(uint stride)
    {
        Span<float> rounded = stackalloc float[16];
        for (var first = 0L; first < 1L << 32; first += 16L * stride)
        {
            var x = (Vector512.Create((uint)first) + (Vector512<uint>.Indices * stride)).AsSingle();
            HalfRounding.Nearest(x).CopyTo(rounded);
            for (var i = 0; i < 16; i++)
            {
                var expected = (float)(Half)x[i];
                if (BitConverter.SingleToUInt32Bits(expected) != BitConverter.SingleToUInt32Bits(rounded[i]) && !(float.IsNaN(expected) && float.IsNaN(rounded[i])))
                    Assert.Fail(FormattableString.Invariant($"{x[i]:R}: {rounded[i]:R}, expected {expected:R}"));
            }
        }
    }

    private static void Same(float x)
    {
        var (rounded, expected) = (HalfRounding.Nearest(x), (float)(Half)x);
        if (float.IsNaN(expected)) Assert.That(rounded, Is.NaN);
        else Assert.That(BitConverter.SingleToUInt32Bits(rounded), Is.EqualTo(BitConverter.SingleToUInt32Bits(expected)), FormattableString.Invariant($"{x:R}"));
    }
}
