using System.Collections.Immutable;

namespace GrokBench.Suites.Records;

/// <summary>Where and how a record came about. Never decides a result.</summary>
/// <param name="Commit">Empty where the program was not built from a repository.</param>
/// <param name="WallSeconds">Time the run was worked on, all resumptions together.</param>
/// <param name="CpuSeconds">Processor time of the run's own thread; NaN where the system does not tell.</param>
/// <param name="DatasetChecksum">SHA-256 over the dataset's arrays and splits.</param>
/// <param name="Threads">Of the run itself; those of another engine are told by <paramref name="EngineFacts"/>.</param>
/// <param name="Data">Where examples that are not drawn from the seed come from: <c>MNIST</c>, or <c>drawn digits</c>; null for all others.</param>
/// <param name="Stack">Of how many runs' program it was one; results may depend on it.</param>
/// <param name="EngineFacts">What computed, as the engine tells: versions of libraries, device, switches. Null where its identity says it all.</param>
/// <param name="Dirty">Whether the work tree differed from <paramref name="Commit"/> when the program was built; null where that is not known.</param>
/// <param name="Sources">SHA-256 of the sources that decide bits, see <c>Build.Sources</c>; null in records of schema 1.</param>
/// <param name="Processor">Model of the processor, as the system names it; null where it does not tell, and in older records.</param>
public sealed record Provenance(
    string Version, string Commit, string InstructionSet, string Runtime, string OperatingSystem, int Threads,
    string DatasetChecksum, DateTimeOffset Finished, double WallSeconds, double CpuSeconds,
    string? Data = null, int Stack = 1, ImmutableSortedDictionary<string, string>? EngineFacts = null,
    bool? Dirty = null, string? Sources = null, string? Processor = null);
