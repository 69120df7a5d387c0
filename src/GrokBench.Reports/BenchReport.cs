using System.Collections.Immutable;
using GrokBench.Reports.Faults;

namespace GrokBench.Reports;

/// <summary>Everything that the outputs show of all suites together (overview, JUnit, JSON): they are pure functions of it.</summary>
/// <param name="Name">Name of the results folder.</param>
/// <param name="Failures">Runs that the harness could not finish.</param>
public sealed record BenchReport(
    string Name, string Profile, DateTimeOffset Generated, ImmutableArray<SuiteReport> Suites, ImmutableArray<RunFailure> Failures, EnvironmentFacts Environment)
{
    /// <summary>What could not be judged, drawn or written.</summary>
    public ImmutableArray<Fault> Faults { get; init; } = [];

    /// <summary>Some of its runs are tried with settings or seeds that are not the suites' own.</summary>
    public bool IsPilot => Suites.Any(suite => suite.Suite.IsPilot);

    /// <summary>What all suites together came to on two engines, in a line; null where no suite has records of another engine.</summary>
    public string? EngineSummary => Engines.EngineSummary.Of([.. Suites.Where(suite => suite.Engines is not null).Select(suite => (suite.Suite.Name, suite.Engines!))]);
}
