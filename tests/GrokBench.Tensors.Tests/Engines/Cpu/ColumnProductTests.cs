using System.Numerics;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>The products of a linear map with one output against plain scalar loops, bit for bit, at sizes 1 to 67 and beyond a strip.</summary>
internal sealed unsafe class ColumnProductTests
{
    private const int Pitch = 320;

    private static readonly int[] Widths = [.. Enumerable.Range(1, 67), 129, 300], Rows = [1, 2, 3, 4, 5, 9, 32];

    /// <summary>Element i goes to lane i mod 16 (8 in float64), then the upper half of the lanes is added to the lower; the bias last.</summary>
    [Test]
    public void Multiply_AnySize_IsTheSumOfItsLanesAndTheBias()
    {
        Forward<float>(lanes: 16);
        Forward<double>(lanes: 8);
    }

    /// <summary>One chain of fused multiply-adds over the rows, from 0 or from what is there; nothing between the results is touched.</summary>
    [Test]
    public void Transposed_AnySize_IsOneChainOverTheRows()
    {
        Gradient<float>();
        Gradient<double>();
    }

    private static void Forward<T>(int lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var blocks = new NativeBlocks<T>();
        T* x = blocks.Allocate(32 * Pitch), w = blocks.Allocate(Pitch), y = blocks.Allocate(32 * 16);
        foreach (var width in Widths)
        {
            foreach (var rows in Rows)
            {
                Fill(x, rows, width, "x");
                Fill(w, 1, width, "w");
                var bias = Lanes.Round<T>(0.3);
                ColumnProduct<T>.Multiply(x, Pitch, w, bias, y, 16, rows, (width + lanes - 1) / lanes);
                for (var row = 0; row < rows; row++)
                {
                    var sums = new T[lanes];
                    for (var i = 0; i < width; i++) sums[i % lanes] = T.FusedMultiplyAdd(x[(row * Pitch) + i], w[i], sums[i % lanes]);
                    for (var half = lanes / 2; half >= 1; half /= 2)
                    {
                        for (var i = 0; i < half; i++) sums[i] += sums[i + half];
                    }

                    Assert.That(y[row * 16], Is.EqualTo(sums[0] + bias), $"{rows} rows of {width}, row {row}");
                }
            }
        }
    }

    private static void Gradient<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int apart = 16;
        var lanes = System.Runtime.Intrinsics.Vector512<T>.Count;
        using var blocks = new NativeBlocks<T>();
        T* x = blocks.Allocate(32 * Pitch), dy = blocks.Allocate(32 * apart), dw = blocks.Allocate(Pitch * apart);
        foreach (var width in Widths)
        {
            foreach (var rows in Rows)
            {
                foreach (var start in new[] { Start.Zero, Start.Sum })
                {
                    Fill(x, rows, width, "x");
                    for (var row = 0; row < rows; row++) dy[row * apart] = Lanes.Round<T>((row * 0.37) - 1);
                    for (var i = 0; i < Pitch * apart; i++) dw[i] = Lanes.Round<T>(i * 0.01);
                    ColumnProduct<T>.Transposed(x, Pitch, dy, apart, dw, apart, width, (width + lanes - 1) / lanes, rows, start);
                    for (var i = 0; i < Pitch * apart; i++)
                    {
                        var expected = Lanes.Round<T>(i * 0.01);
                        if (i % apart == 0 && i / apart < width)
                        {
                            if (start == Start.Zero) expected = T.Zero;
                            for (var row = 0; row < rows; row++) expected = T.FusedMultiplyAdd(x[(row * Pitch) + (i / apart)], dy[row * apart], expected);
                        }

                        if (dw[i] != expected) Assert.Fail($"{rows} rows of {width}, {start}, element {i}: {dw[i]}, expected {expected}");
                    }
                }
            }
        }
    }

    /// <summary>Pads are zeros.</summary>
    private static void Fill<T>(T* target, int rows, int width, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var draws = new RandomStream(17, name);
        for (var i = 0; i < rows * Pitch; i++) target[i] = i % Pitch < width ? Lanes.Round<T>(draws.Normal((ulong)i)) : T.Zero;
    }
}
