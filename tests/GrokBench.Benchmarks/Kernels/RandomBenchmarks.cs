using BenchmarkDotNet.Attributes;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Benchmarks.Kernels;

/// <summary>Random draws of 64 bits, one Philox block each. Their rate in GB/s is of random bits; memory does not bound it.</summary>
public class RandomBenchmarks : IWork
{
    private const int Draws = 4096;
    private readonly RandomStream stream = new(1, "benchmark");

    Work IWork.Of(string method) => new(0, sizeof(ulong));

    [Benchmark(OperationsPerInvoke = Draws)]
    public ulong Philox()
    {
        var total = 0UL;
        for (var i = 0UL; i < Draws; i++) total ^= stream.Bits(i);
        return total;
    }

    [Benchmark(OperationsPerInvoke = Draws)]
    public double Normal()
    {
        var total = 0.0;
        for (var i = 0UL; i < Draws; i++) total += stream.Normal(i);
        return total;
    }

    [Benchmark(OperationsPerInvoke = Draws)]
    public int Permutation() => stream.Permutation(Draws)[0];
}
