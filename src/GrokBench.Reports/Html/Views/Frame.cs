using System.Collections.Immutable;
using GrokBench.Reports.Html.Text;
using GrokBench.Suites;

namespace GrokBench.Reports.Html.Views;

/// <summary>What stands around every page, known before any suite is judged.</summary>
/// <param name="Name">Of the report.</param>
/// <param name="Suites">Name and page of every suite.</param>
public sealed record Frame(string Name, string Profile, bool IsPilot, DateTimeOffset Generated, EnvironmentFacts Environment, ImmutableArray<(string Name, string File)> Suites)
{
    /// <summary>Whether a page of history stands beside the others.</summary>
    public bool HasHistory { get; init; }

    public string Title => $"{Name}, profile {Profile}{(IsPilot ? " (pilot)" : "")}";

    public static Frame Of(string name, string profile, DateTimeOffset generated, EnvironmentFacts environment, IReadOnlyCollection<Suite> suites) => new(
        name, profile, suites.Any(suite => suite.IsPilot), generated, environment, PagesOf(suites));

    /// <summary>The file of a suite's page.</summary>
    public string FileOf(Suite suite) => Suites.First(item => item.Name == suite.Name).File;

    public static Frame Of(BenchReport report) => Of(report.Name, report.Profile, report.Generated, report.Environment, [.. report.Suites.Select(suite => suite.Suite)]);

    private static ImmutableArray<(string Name, string File)> PagesOf(IEnumerable<Suite> suites)
    {
        ImmutableArray<string> names = [.. suites.Select(suite => suite.Name)];
        var files = PageNames.Of(names);
        return [.. names.Select(name => (name, files[name]))];
    }
}
