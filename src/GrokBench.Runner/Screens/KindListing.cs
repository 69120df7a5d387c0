using System.Globalization;
using GrokBench.Models.Kinds;
using GrokBench.Runner.Formatting;
using Spectre.Console;

namespace GrokBench.Runner.Screens;

/// <summary>The kinds that a suite can name, each with its settings.</summary>
internal static class KindListing
{
    public static void Show(IAnsiConsole console, IEnumerable<IKind> kinds)
    {
        foreach (var kind in kinds)
        {
            console.Write(new Text(string.Create(CultureInfo.InvariantCulture, $"{kind.Name} (version {kind.Version})"), new Style(decoration: Decoration.Bold)));
            console.WriteLine();
            console.Write(new Padder(new Text(kind.Summary), new Padding(2, 0, 0, 0)));
            if (!kind.Settings.IsEmpty) console.Write(new Padder(Settings(kind), new Padding(2, 0, 0, 0)));
            console.WriteLine();
        }
    }

    private static Table Settings(IKind kind)
    {
        var table = TextTable.Columns("setting", "default", "meaning");
        foreach (var setting in kind.Settings)
        {
            table.Row(setting.Name, setting.Default?.ToString() ?? "(required)", $"{setting.Meaning} Takes {setting.Type.Expectation}.");
        }

        return table;
    }
}
