using TorchSharp;

namespace GrokBench.Torch.Tests;

/// <summary>How many tensors hold native memory, in the whole process.</summary>
internal static class LiveTensors
{
    public static long Count => torch.Tensor.TotalCount;

    /// <summary>Without those that other tests have left to the garbage collector.</summary>
    public static long AfterCollection()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Count;
    }
}
