using System.Globalization;
using System.Text.RegularExpressions;
using GrokBench.Reports.Comparing;
using GrokBench.Reports.Tests.Versions;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Tests.Comparing;

/// <summary>
/// Compares the worked examples of docs/statistics.md. Their p values follow from the number of sign patterns; shares and medians can be
/// read off the seeds.
/// </summary>
public sealed partial class ComparisonPageTests
{
    [TestCaseSource(nameof(Examples))]
    public void Page_Example_ComparedAsItSays(string example)
    {
        var lines = example.Trim('\n').Split('\n');
        var seeds = lines.TakeWhile(line => line.Contains(':', StringComparison.Ordinal) && (line.StartsWith("older", StringComparison.Ordinal) || line.StartsWith("newer", StringComparison.Ordinal))).ToArray();

        var comparison = SnapshotComparer.Compare(Snapshot(seeds, "newer"), Snapshot(seeds, "older"));

        string[] said = [.. ComparisonText.Lines(comparison)[1..], ComparisonText.Summary(comparison, Gate.Of(comparison, strict: false))];
        Assert.That(string.Join('\n', said), Is.EqualTo(string.Join('\n', lines[seeds.Length..])).NoClip);
    }

    [Test]
    public void Page_Examples_AreThere() => Assert.That(Examples().Count(), Is.EqualTo(3));

    private static IEnumerable<TestCaseData> Examples() =>
        Example().Matches(Page()).Select((example, i) => new TestCaseData(example.Groups["text"].Value).SetArgDisplayNames($"{i + 1}"));

    /// <summary>Lines such as <c>older a: 310 500 -</c>: a version, a cell, and a seed's t_gen each.</summary>
    private static Snapshot Snapshot(IEnumerable<string> lines, string version) => Snapshots.Of(Snapshots.Suite("s",
    [
        .. lines.Select(line => line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries)).Where(words => words[0] == version)
            .Select(words => Snapshots.Cell(words[1], version, [.. words[2..].Select(word => word == "-" ? (long?)null : long.Parse(word, CultureInfo.InvariantCulture))])),
    ]));

    private static string Page()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GrokBench.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "statistics.md")).ReplaceLineEndings("\n");
    }

    [GeneratedRegex("^```comparison\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
