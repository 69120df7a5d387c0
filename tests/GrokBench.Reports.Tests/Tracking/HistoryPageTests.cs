using System.Globalization;
using System.Text.RegularExpressions;
using GrokBench.Reports.Tests.Versions;
using GrokBench.Reports.Tracking;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Tests.Tracking;

/// <summary>Follows the worked example of docs/statistics.md.</summary>
public sealed partial class HistoryPageTests
{
    [Test]
    public void Page_Example_ToldAsItSays()
    {
        var lines = Example().Match(Page()).Groups["text"].Value.Trim('\n').Split('\n');
        var seeds = lines.TakeWhile(line => line.StartsWith("0.", StringComparison.Ordinal)).ToArray();

        var history = VersionHistory.Of([.. seeds.GroupBy(line => line.Split(' ')[0]).Select(Snapshot)]);

        string[] said = [HistoryText.Headline(history), .. HistoryText.Of(history, history.Suites.Single())];
        Assert.That(string.Join('\n', said), Is.EqualTo(string.Join('\n', lines[seeds.Length..])).NoClip);
    }

    /// <summary>Lines such as <c>0.1.0 a: 310 500 -</c>: a version, a cell, and a seed's t_gen each.</summary>
    private static Snapshot Snapshot(IGrouping<string, string> lines)
    {
        var cells = lines.Select(line => line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries))
            .Select(words => Snapshots.Cell(words[1], lines.Key, [.. words[2..].Select(Time)]));
        return Snapshots.Of(Snapshots.Suite("s", [.. cells])) with { Name = $"reference {lines.Key}" };
    }

    private static long? Time(string word) => word == "-" ? null : long.Parse(word, CultureInfo.InvariantCulture);

    private static string Page()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GrokBench.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "statistics.md")).ReplaceLineEndings("\n");
    }

    [GeneratedRegex("^```history\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
