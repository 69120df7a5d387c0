namespace GrokBench.Benchmarks.Kernels;

/// <summary>What one call of a benchmark amounts to: arithmetic or traffic, whichever bounds it; the other is 0.</summary>
/// <param name="Operations">Floating-point operations; a multiply-add is two.</param>
/// <param name="Bytes">Read and written.</param>
internal readonly record struct Work(double Operations, double Bytes);

/// <summary>Benchmarks that can say what they amount to.</summary>
internal interface IWork
{
    /// <param name="method">Name of a benchmark method, at the present parameters.</param>
    Work Of(string method);
}
