using System.Collections.Immutable;

namespace GrokBench.Reports;

/// <summary>The machine and program behind a report.</summary>
public sealed record EnvironmentFacts(
    string Version, string Commit, string Engine, string InstructionSet, string Runtime, string OperatingSystem, int Processors, int Jobs, double WallSeconds, double CpuSeconds,
    int RunsTrained, int RunsReused)
{
    /// <summary>What the engine says that it computes with; empty for the built-in one.</summary>
    public ImmutableSortedDictionary<string, string> EngineFacts { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Identity of the engine that computes learners which are no tensor programs; null where it is the same.</summary>
    public string? BuiltInEngine { get; init; }
}
