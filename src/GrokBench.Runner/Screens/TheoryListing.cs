using GrokBench.Runner.Formatting;
using GrokBench.Suites;
using Spectre.Console;

namespace GrokBench.Runner.Screens;

/// <summary>The theories that a suite can name.</summary>
internal static class TheoryListing
{
    public static void Show(IAnsiConsole console)
    {
        var table = TextTable.Columns("theory", "meaning");
        foreach (var theory in Theory.Known) table.Row(theory.Name, theory.Meaning);
        console.Write(table);
    }
}
