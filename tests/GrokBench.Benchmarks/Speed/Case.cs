namespace GrokBench.Benchmarks.Speed;

/// <summary>One row of the table.</summary>
/// <param name="Name">What <c>CASES</c> selects by.</param>
/// <param name="Title">What is trained.</param>
/// <param name="Threads">Of each side.</param>
/// <param name="Bar">How many times as fast as the other side ours has to be; null where nothing is promised.</param>
/// <param name="Ours">With a number of threads. Null while the engine cannot do it.</param>
/// <param name="Other">Likewise; gives null where the other side is not installed.</param>
internal sealed record Case(string Name, string Title, int Threads, double? Bar, Func<int, ISide>? Ours, Func<int, ISide?> Other)
{
    /// <summary>Where what is timed differs from what the title says; empty where it does not.</summary>
    public string Note { get; init; } = "";

    /// <summary>One thread on each side: told in processor time, which other programs do not lengthen.</summary>
    public bool InProcessorTime => Threads == 1;

    /// <summary>The same on another number of threads, for which nothing is promised.</summary>
    public Case On(int threads) => threads == Threads ? this : this with { Threads = threads, Bar = null };
}
