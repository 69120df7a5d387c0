using System.Globalization;
using BenchmarkDotNet.Attributes;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Benchmarks.Kernels;

/// <summary>
/// The matrix product by shape: a chunk of 96 rows through a layer, and the layer's weight gradient; the same where half of the rows' elements are zero and left
/// out. 2·rows·inner·columns operations each.
/// </summary>
public unsafe class MatrixProductBenchmarks : IWork, IDisposable
{
    private const int Rows = 96;
    private NativeBlocks<float> blocks = null!;
    private NativeBlocks<int> numbers = null!;
    private float* x, y, gradient;
    private Panels<float> panels = null!, widePanels = null!;
    private ActiveUnits<float> units;

    [Params("128x512", "512x128", "128x128", "128x114", "400x400", "784x400", "194x128", "40x1000", "200x30")]
    public string Weight { get; set; } = "";

    private int Inner => int.Parse(Weight.Split('x')[0], CultureInfo.InvariantCulture);

    private int Columns => int.Parse(Weight.Split('x')[1], CultureInfo.InvariantCulture);

    Work IWork.Of(string method) => new(2.0 * Rows * Inner * Columns, 0);

    [GlobalSetup]
    public void Setup()
    {
        (blocks, numbers) = (new(), new());
        var stream = new RandomStream(1, "benchmark");
        x = blocks.Allocate(Rows * Stride(Inner));
        y = blocks.Allocate(Rows * Stride(Columns));
        gradient = blocks.Allocate(Inner * Stride(Columns));
        var place = Place.Of<float>(new Shape(1, Inner));
        units = new ActiveUnits<float>(numbers.Allocate(ActiveUnits<float>.Count(place, Rows)), place, Rows);
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Inner; j++)
            {
                var value = stream.Uniform((ulong)((i * Inner) + j)) - 0.5;
                if (value <= 0) continue;
                x[(i * Stride(Inner)) + j] = (float)value;
                units.ByRow.Row(i)[j / 64] |= 1UL << (j % 64);
            }
        }

        for (var i = 0; i < Inner * Stride(Columns); i++) gradient[i] = (float)stream.Uniform((ulong)i);
        panels = new Panels<float>(blocks, Inner, Columns);
        panels.Pack(gradient, Stride(Columns), transposed: false);
        widePanels = new Panels<float>(blocks, Inner, Columns, forSparse: true);
        widePanels.Pack(gradient, Stride(Columns), transposed: false);
    }

    [Benchmark]
    public void Product() => MatrixProduct<float>.Multiply(x, Stride(Inner), 1, panels, y, Stride(Columns), Rows, Start.Zero);

    [Benchmark]
    public void WeightGradient() =>
        MatrixProduct<float>.Multiply(x, 1, Stride(Inner), y, Stride(Columns), gradient, Stride(Columns), Inner, panels.Vectors, Rows, Start.Sum);

    [Benchmark]
    public void SparseProduct() => SparseProduct<float>.Multiply(x, Stride(Inner), 1, units.ByRow, widePanels, y, Stride(Columns), Rows, Start.Zero);

    [Benchmark]
    public void SparseWeightGradient() =>
        SparseProduct<float>.Multiply(x, 1, Stride(Inner), units.ByUnit(Rows), y, Stride(Columns), gradient, Stride(Columns), Inner, panels.Vectors, Rows, Start.Sum);

    [GlobalCleanup]
    public void Dispose()
    {
        blocks.Dispose();
        numbers.Dispose();
        GC.SuppressFinalize(this);
    }

    private static int Stride(int columns) => ((columns + 15) / 16 * 16) + 16;
}
