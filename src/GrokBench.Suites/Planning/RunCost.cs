namespace GrokBench.Suites.Planning;

/// <summary>What a run is expected to take.</summary>
/// <param name="Seconds">On one core. Upper bound as far as steps go: a run that stops early takes less.</param>
/// <param name="Bytes">Memory while training on as many threads, dataset and curve included.</param>
/// <param name="Threads">Most threads that it is worth giving it; at least 1.</param>
public readonly record struct RunCost(double Seconds, long Bytes, int Threads)
{
    /// <summary>Whether it is computed by threads of its own on the machine's cores; else by its engine's.</summary>
    public bool TakesCores { get; init; } = true;
}
