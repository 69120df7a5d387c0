namespace GrokBench.Benchmarks.Speed;

/// <summary>One row of the table.</summary>
/// <param name="Name">What <c>CASES</c> selects by.</param>
/// <param name="Title">What is trained.</param>
/// <param name="Threads">Of each side.</param>
/// <param name="Bar">How many times as fast as the other side ours has to be; null where nothing is promised.</param>
/// <param name="Ours">Null while the engine cannot do it.</param>
/// <param name="Other">Gives null where the other side is not installed.</param>
internal sealed record Case(string Name, string Title, int Threads, double? Bar, Func<ISide>? Ours, Func<ISide?> Other)
{
    /// <summary>Where what is timed differs from what the title says; empty where it does not.</summary>
    public string Note { get; init; } = "";
}
