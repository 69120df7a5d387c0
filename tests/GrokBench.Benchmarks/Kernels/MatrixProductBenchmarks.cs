using System.Globalization;
using BenchmarkDotNet.Attributes;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Benchmarks.Kernels;

/// <summary>The matrix product by shape: a chunk of 96 rows through a layer, and the layer's weight gradient. 2·rows·inner·columns operations each.</summary>
public unsafe class MatrixProductBenchmarks : IWork, IDisposable
{
    private const int Rows = 96;
    private NativeBlocks<float> blocks = null!;
    private float* x, y, gradient;
    private Panels<float> panels = null!;

    [Params("128x512", "512x128", "128x128", "128x114", "400x400", "784x400", "194x128", "40x1000", "200x30")]
    public string Weight { get; set; } = "";

    private int Inner => int.Parse(Weight.Split('x')[0], CultureInfo.InvariantCulture);

    private int Columns => int.Parse(Weight.Split('x')[1], CultureInfo.InvariantCulture);

    Work IWork.Of(string method) => new(2.0 * Rows * Inner * Columns, 0);

    [GlobalSetup]
    public void Setup()
    {
        blocks = new();
        var stream = new RandomStream(1, "benchmark");
        x = blocks.Allocate(Rows * Stride(Inner));
        y = blocks.Allocate(Rows * Stride(Columns));
        gradient = blocks.Allocate(Inner * Stride(Columns));
        for (var i = 0; i < Rows * Stride(Inner); i++) x[i] = (float)stream.Uniform((ulong)i);
        for (var i = 0; i < Inner * Stride(Columns); i++) gradient[i] = (float)stream.Uniform((ulong)i);
        panels = new Panels<float>(blocks, Inner, Columns);
        panels.Pack(gradient, Stride(Columns), transposed: false);
    }

    [Benchmark]
    public void Product() => MatrixProduct<float>.Multiply(x, Stride(Inner), 1, panels, y, Stride(Columns), Rows, Start.Zero);

    [Benchmark]
    public void WeightGradient() =>
        MatrixProduct<float>.Multiply(x, 1, Stride(Inner), y, Stride(Columns), gradient, Stride(Columns), Inner, panels.Vectors, Rows, Start.Sum);

    [GlobalCleanup]
    public void Dispose()
    {
        blocks.Dispose();
        GC.SuppressFinalize(this);
    }

    private static int Stride(int columns) => ((columns + 15) / 16 * 16) + 16;
}
