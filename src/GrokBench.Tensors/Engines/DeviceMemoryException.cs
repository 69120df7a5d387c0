namespace GrokBench.Tensors.Engines;

/// <summary>The device has no memory left for what was asked for. What it happened to is unusable and to be disposed.</summary>
/// <param name="message">What was asked for, of which device, and what there is to be done.</param>
/// <param name="canRetry">The engine now stacks fewer runs in such a program: the same run, started anew, may find room.</param>
public sealed class DeviceMemoryException(string message, bool canRetry, Exception? cause = null) : Exception(message, cause)
{
    public bool CanRetry => canRetry;
}
