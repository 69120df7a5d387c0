namespace GrokBench.Tensors.Engines;

/// <summary>An engine cannot be used here: a library or a device is missing, or does not do.</summary>
/// <param name="message">What happened, and what there is to be done.</param>
public sealed class EngineException(string message, Exception? cause = null) : Exception(message, cause);
