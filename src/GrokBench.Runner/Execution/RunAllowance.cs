namespace GrokBench.Runner.Execution;

/// <summary>What a run may take of the machine. Read by the run, changed by whoever divides the machine up, from another thread. Never changes a result.</summary>
/// <param name="mostThreads">At least 1; the run has all of them until told otherwise.</param>
/// <param name="tryTakeMemory">See <see cref="TryTakeMemory"/>; null: there is always enough.</param>
public sealed class RunAllowance(int mostThreads, Func<bool>? tryTakeMemory = null)
{
    private volatile int threads = mostThreads;

    /// <summary>The run must be ready for as many.</summary>
    public int MostThreads { get; } = mostThreads;

    /// <summary>Threads that the next step may use, 1 to <see cref="MostThreads"/>.</summary>
    public int Threads
    {
        get => threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostThreads);
            threads = value;
        }
    }

    /// <summary>Takes the memory that the run needs, for as long as it goes on. To be called once, before anything large is made.</summary>
    /// <returns>False when there is not enough.</returns>
    public bool TryTakeMemory() => tryTakeMemory?.Invoke() ?? true;
}
