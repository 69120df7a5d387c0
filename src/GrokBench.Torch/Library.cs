using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>
/// The part of TorchSharp that is not the same in all versions, or whose defaults are not PyTorch's. Written for 0.107.
/// </summary>
internal static class Library
{
    private static readonly string[] OutOfMemory = ["out of memory", "can't allocate memory", "ALLOC_FAILED"];

    /// <summary>TorchSharp's version, as its assembly states it.</summary>
    public static string Version { get; } = typeof(torch).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>Version of libtorch that TorchSharp was built against.</summary>
    public static string LibTorchVersion => __version__;

    /// <summary>Float32 products in float32: without this, newer devices round their factors to ten bits.</summary>
    public static void UseFullPrecision()
    {
        backends.cuda.matmul.allow_tf32 = false;
        backends.cudnn.allow_tf32 = false;
    }

    /// <summary>
    /// Adds the gradients, from that at the output, to those that the leaves have. Of the library's two ways this is the one that reports a device without memory: the other ends the process.
    /// The order of such arguments has changed between versions, hence names.
    /// </summary>
    public static void Backward(Tensor output, Tensor atOutput, IReadOnlyList<Tensor> leaves) =>
        autograd.backward(tensors: [output], grad_tensors: [atOutput], retain_graph: false, create_graph: false, inputs: [.. leaves]);

    /// <summary>A tensor that shares memory with another, and has a gradient of zeros.</summary>
    public static Tensor Leaf(Tensor values)
    {
        using var scope = NewDisposeScope();
        var leaf = values.detach().requires_grad_(true);
        Backward(leaf, zeros_like(values), [leaf]);
        return leaf.DetachFromDisposeScope();
    }

    /// <summary>A tensor with a copy of an array's numbers, on the device.</summary>
    public static Tensor Copy(double[] values, long[] shape, ScalarType type, Device device)
    {
        using var host = tensor(values, shape, dtype: ScalarType.Float64);
        return host.to(type, device, copy: true);
    }

    public static Tensor Copy(long[] values, long[] shape, Device device)
    {
        using var host = tensor(values, shape, dtype: ScalarType.Int64);
        return host.to(ScalarType.Int64, device, copy: true);
    }

    /// <summary>A tensor's numbers, row-major.</summary>
    public static T[] ToArray<T>(Tensor source)
        where T : unmanaged
    {
        using var host = source.detach().cpu().contiguous();
        return MemoryMarshal.Cast<byte, T>(host.bytes).ToArray();
    }

    /// <summary>Whether the library said that memory has run out, of the device or of the host: it has no exception of its own for that.</summary>
    public static bool IsOutOfMemory(Exception exception) =>
        exception is ExternalException && OutOfMemory.Any(words => exception.Message.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first sentence of what the library or its loader says: what follows is where in the sources, and advice on debuggers.</summary>
    public static string Explain(Exception exception) => FirstSentence(exception.Message);

    public static string FirstSentence(string message) => message.Split('\n')[0].Split(". ")[0].TrimEnd('.', ' ', '\r');
}
