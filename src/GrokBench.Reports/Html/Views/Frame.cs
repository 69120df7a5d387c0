using System.Collections.Immutable;
using GrokBench.Suites;

namespace GrokBench.Reports.Html.Views;

/// <summary>What stands around every page, known before any suite is judged.</summary>
/// <param name="Name">Of the report.</param>
/// <param name="Suites">Name and page of every suite.</param>
public sealed record Frame(string Name, string Profile, bool IsPilot, DateTimeOffset Generated, EnvironmentFacts Environment, ImmutableArray<(string Name, string File)> Suites)
{
    public string Title => $"{Name}, profile {Profile}{(IsPilot ? " (pilot)" : "")}";

    public static Frame Of(string name, string profile, DateTimeOffset generated, EnvironmentFacts environment, IReadOnlyCollection<Suite> suites) => new(
        name, profile, suites.Any(suite => suite.IsPilot), generated, environment, [.. suites.Select(suite => (suite.Name, SuiteView.PageOf(suite)))]);

    public static Frame Of(BenchReport report) => Of(report.Name, report.Profile, report.Generated, report.Environment, [.. report.Suites.Select(suite => suite.Suite)]);
}
