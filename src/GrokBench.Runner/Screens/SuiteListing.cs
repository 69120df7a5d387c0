using GrokBench.Runner.Formatting;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using Spectre.Console;

namespace GrokBench.Runner.Screens;

/// <summary>Suites and their claims.</summary>
internal static class SuiteListing
{
    public static void ShowSuites(IAnsiConsole console, IEnumerable<Suite> suites)
    {
        var table = TextTable.Columns("suite", ">year", "paper", ">runs", ">claims", "title");
        foreach (var suite in suites)
        {
            table.Row(
                suite.Name, Units.Number(suite.Paper.Year), suite.Paper.Arxiv.Length == 0 ? "-" : suite.Paper.Arxiv,
                Units.Number(IncludedRuns(suite)), Units.Number(suite.Claims.Length), suite.Paper.Title);
        }

        console.Write(table);
    }

    public static void ShowClaims(IAnsiConsole console, IEnumerable<Suite> suites)
    {
        var table = TextTable.Columns("suite", "claim", "strength", "profile", "title");
        foreach (var suite in suites)
        {
            foreach (var claim in suite.Claims)
            {
                var strength = claim.Strength switch { Strength.Strong => "strong", Strength.Medium => "medium", _ => "weak" };
                table.Row(suite.Name, claim.Id, strength, IsIncluded(claim, suite) ? suite.Profile : "-", claim.Title);
            }
        }

        console.Write(table);
    }

    /// <summary>In words: <c>12 runs in 3 groups for profile ci, 5 claims</c>.</summary>
    public static string Contents(Suite suite)
    {
        var groups = suite.Groups.Count(group => group.Included);
        return $"{Units.Count(IncludedRuns(suite), "run")} in {Units.Count(groups, "group")} for profile {suite.Profile}, "
            + Units.Count(suite.Claims.Length, "claim");
    }

    private static int IncludedRuns(Suite suite) => suite.Groups.Where(group => group.Included).Sum(group => group.Cells.Sum(cell => cell.Runs.Length));

    private static bool IsIncluded(Claim claim, Suite suite) => claim.Check.Selectors.All(selector => suite.Group(selector.Group).Included);
}
