namespace GrokBench.Runner.Progress;

/// <summary>How a run came to its end.</summary>
public enum RunEnding
{
    /// <summary>Trained, at least in part, by this process.</summary>
    Trained,

    /// <summary>Its record was there already, or another process made it meanwhile.</summary>
    Reused,

    /// <summary>It could not be finished.</summary>
    Failed,
}
