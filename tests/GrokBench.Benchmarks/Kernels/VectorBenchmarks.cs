using BenchmarkDotNet.Attributes;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Benchmarks;

/// <summary>The optimiser's pass over as many parameters as Nanda's model has (six streams of 4 bytes each), and a normal draw (one Philox block).</summary>
public class VectorBenchmarks : IDisposable
{
    private readonly NativeBlocks<float> blocks = new();
    private readonly Workers workers = new(1);
    private readonly CpuVector<float> parameters, gradient, first, second;

    private readonly RandomStream stream = new(1, "benchmark");
    private ulong index;

    public VectorBenchmarks()
    {
        CpuVector<float> New() => new(blocks, 226816, workers);
        (parameters, gradient, first, second) = (New(), New(), New(), New());
        gradient.CopyFrom(0, [.. Enumerable.Range(0, 226816).Select(i => i * 1e-9)]);
    }

    [Benchmark]
    public void AdamUpdate() => parameters.AdamUpdate(gradient, first, second, 1e-3, 0.9, 0.98, 0.1, 0.02, 1e-8);

    [Benchmark]
    public double Dot() => gradient.Dot(gradient, 0, gradient.Count);

    [Benchmark]
    public double Normal() => stream.Normal(index++);

    [GlobalCleanup]
    public void Dispose()
    {
        workers.Dispose();
        blocks.Dispose();
        GC.SuppressFinalize(this);
    }
}
