namespace GrokBench.Models.Learning;

/// <summary>A named part of the bytes that a learner saves: a parameter tensor, or what an update rule keeps.</summary>
/// <param name="Start">Bytes before it.</param>
/// <param name="Length">In bytes.</param>
public readonly record struct StatePart(string Name, long Start, long Length);
