using GrokBench.Runner.Formatting;
using Spectre.Console;

namespace GrokBench.Runner.Screens;

/// <summary>The profiles that a suite can be run in.</summary>
internal static class ProfileListing
{
    public static void Show(IAnsiConsole console)
    {
        var table = TextTable.Columns("profile", "meaning");
        table.Row("smoke", "Seconds: only the run groups that name this profile, to see that everything works.");
        table.Row("ci", "The default: sizes at which all suites together take minutes on two cores. Claims that need more are not run.");
        table.Row("paper", "The papers' own sizes; hours to days. See the plan verb.");
        console.Write(table);
    }
}
