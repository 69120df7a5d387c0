namespace GrokBench.Suites.Records;

/// <summary>Where and how a record came about. Never decides a result.</summary>
/// <param name="WallSeconds">Time the run was worked on, all resumptions together.</param>
/// <param name="CpuSeconds">Processor time of the run's own thread.</param>
/// <param name="DatasetChecksum">SHA-256 over the dataset's arrays and splits.</param>
/// <param name="Data">Where examples that are not drawn from the seed come from: <c>MNIST</c>, or <c>drawn digits</c>; null for all others.</param>
public sealed record Provenance(
    string Version, string Commit, string InstructionSet, string Runtime, string OperatingSystem, int Threads,
    string DatasetChecksum, DateTimeOffset Finished, double WallSeconds, double CpuSeconds,
    string? Data = null);
