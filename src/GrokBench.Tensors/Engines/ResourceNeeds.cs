namespace GrokBench.Tensors.Engines;

/// <summary>What something takes while it executes.</summary>
/// <param name="Threads">Of the threads that it is made for, how many a step can keep busy; at least 1.</param>
/// <param name="Bytes">Memory when it is made for all of them.</param>
public readonly record struct ResourceNeeds(int Threads, long Bytes)
{
    /// <summary>Of a program: what each further flat vector takes.</summary>
    public long VectorBytes { get; init; }
}
