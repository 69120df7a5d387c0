namespace GrokBench.Suites.Records;

/// <summary>A named part of a run's state at every link of the trajectory.</summary>
/// <param name="Name">A parameter tensor's, or that of what an update rule keeps.</param>
/// <param name="Digests">
/// The first 16 hexadecimal digits of the SHA-256 of its bytes, one for each link in their order, separated by blanks.
/// </param>
public sealed record PartDigest(string Name, string Digests);
