using System.Collections.Immutable;
using GrokBench.Reports.Commands;
using GrokBench.Reports.Engines;
using GrokBench.Reports.Images;
using GrokBench.Reports.Readings;
using GrokBench.Suites;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Judging;

/// <summary>Everything that the outputs (HTML, JUnit, JSON) show: they are pure functions of it.</summary>
/// <param name="Name">Name of the results folder.</param>
/// <param name="Failures">Runs that the harness could not finish.</param>
public sealed record BenchReport(
    string Name, string Profile, DateTimeOffset Generated, ImmutableArray<SuiteReport> Suites, ImmutableArray<RunFailure> Failures, EnvironmentFacts Environment)
{
    /// <summary>Some of its runs are tried with settings or seeds that are not the suites' own.</summary>
    public bool IsPilot => Suites.Any(suite => suite.Suite.IsPilot);

    /// <summary>Images of the first finished run of every cell that has some, by run id.</summary>
    public ImmutableSortedDictionary<string, RunImages> Images { get; init; } = ImmutableSortedDictionary<string, RunImages>.Empty;
}

/// <summary>A suite with its runs and verdicts, claims in the suite's order.</summary>
public sealed record SuiteReport(Suite Suite, ResultSet Results, ImmutableArray<ClaimResult> Claims)
{
    /// <summary>What the claims were decided from.</summary>
    public ReadingTable Readings { get; init; } = ReadingTable.Empty;

    /// <summary>Composes the commands that train and decide parts of it again.</summary>
    public RerunCommand Rerun { get; init; } = new();

    /// <summary>Tasks that stand in for those whose files are missing, such as <c>digits for mnist</c>; empty where none does.</summary>
    public ImmutableArray<string> StandIns => Suite.StandIns;

    /// <summary>The same on another engine whose records lie in the folder too; null where there are none.</summary>
    public TwoEngines? Engines { get; init; }
}

/// <param name="Run">Cell and seed: <c>nanda-2023 addition[task.train=0.4] seed 3</c>.</param>
public sealed record RunFailure(string Suite, string Run, string Id, string Message);

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
