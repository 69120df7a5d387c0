using System.Collections.Concurrent;
using TorchSharp;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>
/// Numbers as the library takes them, each made once and kept. TorchSharp's operations do not keep a scalar alive while they run: one that is converted in
/// the call may be freed by the garbage collector in its midst, and the operation then reads another number. So nothing here passes a bare number, nor calls what does so inside.
/// </summary>
internal static class Scalars
{
    private static readonly ConcurrentDictionary<double, Scalar> Reals = new();
    private static readonly ConcurrentDictionary<long, Scalar> Integers = new();

    public static Scalar Of(double value) => Reals.GetOrAdd(value, number => number.ToScalar());

    public static Scalar Of(long value) => Integers.GetOrAdd(value, number => number.ToScalar());

    /// <summary>a + b.</summary>
    public static Tensor Plus(this Tensor a, Tensor b) => a.add(b, Of(1L));

    /// <summary>0, 1, ... count - 1.</summary>
    public static Tensor Range(long count, Device device) =>
        arange(Of(0L), Of(count), Of(1L), dtype: ScalarType.Int64, device: device);
}
