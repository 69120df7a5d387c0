using System.Numerics;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>Vectors without a program, for learners that compute their gradient themselves.</summary>
internal sealed class CpuFlatVectors<T> : IFlatVectors
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NativeBlocks<T> blocks = new();
    private readonly Workers workers;
    private readonly int count;

    public CpuFlatVectors(int count, int threads)
    {
        (workers, this.count) = (new Workers(threads), count);
        (Parameters, Gradient) = (NewVector(), NewVector());
    }

    public Precision Precision => typeof(T) == typeof(float) ? Precision.Float32 : Precision.Float64;

    public int Threads
    {
        get => workers.Degree;
        set => workers.Degree = value;
    }

    public int Stack => 1;

    public long Bytes => blocks.Bytes;

    public IVector Parameters { get; }

    public IVector Gradient { get; }

    public IVector NewVector() => new CpuVector<T>(blocks, count, workers);

    public void Dispose()
    {
        workers.Dispose();
        blocks.Dispose();
    }
}
