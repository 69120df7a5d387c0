namespace GrokBench.Tensors.Engines;

/// <summary>What something takes while it executes.</summary>
/// <param name="Threads">Of the threads on offer, how many a step can keep busy; at least 1.</param>
/// <param name="Bytes">Memory with that many threads.</param>
public readonly record struct ResourceNeeds(int Threads, long Bytes);
