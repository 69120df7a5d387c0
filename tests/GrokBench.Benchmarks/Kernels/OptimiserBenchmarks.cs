using BenchmarkDotNet.Attributes;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Benchmarks.Kernels;

/// <summary>An optimiser's passes over flat vectors on one thread: as many parameters as Nanda's model has, and more than a cache holds.</summary>
public class OptimiserBenchmarks : IWork
{
    private NativeBlocks<float> blocks = null!;
    private Workers workers = null!;
    private CpuVector<float> parameters = null!, gradient = null!, first = null!, second = null!;

    [Params(226_816, 16_000_000)]
    public int Count { get; set; }

    Work IWork.Of(string method) => new(0, (double)sizeof(float) * Count * method switch
    {
        // Adam reads parameters, gradient and two moments and writes all but the gradient.
        nameof(AdamUpdate) => 7,
        nameof(Descent) => 3,
        nameof(Decay) => 2,
        _ => 1,
    });

    [GlobalSetup]
    public void Setup()
    {
        (blocks, workers) = (new(), new Workers(1));
        CpuVector<float> New() => new(blocks, Count, workers);
        (parameters, gradient, first, second) = (New(), New(), New(), New());
        gradient.CopyFrom(0, [.. Enumerable.Range(0, Count).Select(i => i * 1e-9)]);
    }

    [Benchmark]
    public void AdamUpdate() => parameters.AdamUpdate(gradient, first, second, 1e-3, 0.9, 0.98, 0.1, 0.02, 1e-8);

    [Benchmark]
    public void Descent() => parameters.AddScaled(-1e-9, gradient);

    [Benchmark]
    public void Decay() => parameters.Scale(0.9999999);

    [Benchmark]
    public double SquaredNorm() => gradient.Dot(gradient, 0, gradient.Count);

    [GlobalCleanup]
    public void Cleanup()
    {
        workers.Dispose();
        blocks.Dispose();
    }
}
