using System.Globalization;
using System.Text.RegularExpressions;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Judging;

/// <summary>
/// Judges the worked examples of docs/statistics.md. Their medians, ranks and ends can be read off the seeds; slopes and the rank correlation were computed once with
/// numpy, and the bootstrap's ends agree with 10,000 draws of numpy's own generator to the digits shown. The ends of the rank
/// correlation were computed once in Python from its formula.
/// </summary>
public sealed partial class StatisticsPageTests
{
    private static readonly EventStep Gen = new("t_gen"), Mem = new("t_mem");

    private static readonly ThresholdCheck Ratio = new(Bench.Of("a"), Gen, Mem, 10, null);

    private static readonly PhaseCheck Groks = new(Bench.Of("a"), [Phase.Grokking]);

    /// <summary>What the page says each example checks, by the heading above it.</summary>
    private static readonly Dictionary<string, Check> Checks = new()
    {
        ["value"] = new ThresholdCheck(Bench.Of("a"), Gen, null, null, 600),
        ["ratio"] = Ratio,
        ["phase"] = Groks,
        ["phase-map"] = new PhaseMapCheck(Bench.Of("a"), [Phase.Memorisation, Phase.Comprehension, Phase.Grokking], [], 0.25),
        ["never"] = new NeverCheck(Bench.Of("twin"), new EventStep("t_gen"), Bench.Of("a")),
        ["greater"] = new PairedCheck(Bench.Of("a"), Bench.Of("b"), Gen, 2),
        ["ordered"] = new OrderedCheck(Bench.Of("a"), Gen, "task.train", Increasing: false),
        ["power-law"] = new SlopeCheck(Bench.Of("a"), Gen, "task.train", LogAxis: true, null, -2),
        ["exponential"] = new SlopeCheck(Bench.Of("a"), Gen, "task.train", LogAxis: false, -5, null),
        ["correlation"] = new CorrelationCheck(Bench.Of("a"), Mem, Gen, 0.5, null),
        ["intraclass-correlation"] = new IntraclassCheck(Bench.Of("a"), Gen, 0.5),
        ["spread"] = new SpreadCheck(Bench.Of("a"), Gen, 0.3, null),
        ["onset"] = new OnsetCheck(Bench.Of("a"), Bench.Of("b"), "task.train", new EventStep("t_gen"), 1),
        ["all"] = new AllCheck([Ratio, Groks]),
    };

    [TestCaseSource(nameof(Examples))]
    public void Page_Example_JudgedAsItSays(string kind, string example)
    {
        var lines = example.Trim().Split('\n');
        var result = Build(lines[..^1]).Decide(Checks[kind]);

        Assert.That($"{VerdictWord.Of(result.Verdict!.Value)}: {result.Sentence}", Is.EqualTo(lines[^1]).NoClip);
    }

    [Test]
    public void Page_EveryKind_HasAnExample() =>
        Assert.That(Examples().Select(example => example.Arguments[0]).Distinct().Order(), Is.EqualTo(Checks.Keys.Order()));

    [TestCase("DifferenceCheck.cs")]
    [TestCase("EvaluationsAbove.cs")]
    public void Page_ExampleOfAKind_IsTheFileThatTheTestsRun(string file)
    {
        var run = File.ReadAllText(Path.Combine(Root(), "tests", "GrokBench.Reports.Tests", "Judging", "OwnKinds", file)).ReplaceLineEndings("\n");
        Assert.That(Code().Matches(Page()).Select(block => block.Groups["text"].Value), Has.Member(run[run.IndexOf("/// <summary>", StringComparison.Ordinal)..]));
    }

    [Test]
    public void Page_ExampleOfAReduction_IsTheOneThatTheTestsRun()
    {
        var run = File.ReadAllText(Path.Combine(Root(), "tests", "GrokBench.Reports.Tests", "Judging", "OwnKinds", "OwnKindsTests.cs"));
        Assert.That(run, Does.Contain(Code().Matches(Page()).Select(block => block.Groups["text"].Value.TrimEnd()).Single(text => text.StartsWith("public static Reduction", StringComparison.Ordinal))));
    }

    private static IEnumerable<TestCaseData> Examples() => Section().Matches(Page())
        .SelectMany(section => Example().Matches(section.Groups["body"].Value).Select((example, i) =>
            new TestCaseData(section.Groups["kind"].Value, example.Groups["text"].Value).SetArgDisplayNames(section.Groups["kind"].Value, $"{i + 1}")));

    /// <summary>Lines such as <c>a 0.4: 310 20/500 -</c>: group, training fraction where there is one, and a seed's t_gen or t_mem/t_gen each.</summary>
    private static Bench Build(IEnumerable<string> lines)
    {
        var cells = lines.Select(line => line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries)).Select(words =>
        {
            var swept = words[1].Contains('.', StringComparison.Ordinal);
            return (Group: words[0], Train: swept ? double.Parse(words[1], CultureInfo.InvariantCulture) : double.NaN, Seeds: words[(swept ? 2 : 1)..].Select(Seed).ToArray());
        });
        return cells.GroupBy(cell => cell.Group).Aggregate(
            new Bench(4000), (bench, group) => bench.Sweep(group.Key, [.. group.Select(cell => (cell.Train, cell.Seeds))]));
    }

    private static Outcomes Seed(string text)
    {
        var times = text.Split('/').Select(part => part == "-" ? (long?)null : long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return times is [var memorised, var generalised] ? new Outcomes(memorised, generalised) : new Outcomes(10, times[0]);
    }

    private static string Page() => File.ReadAllText(Path.Combine(Root(), "docs", "statistics.md")).ReplaceLineEndings("\n");

    private static string Root()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GrokBench.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("^### `(?<kind>[a-z-]+)`\n(?<body>.*?)(?=^##|\\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("^```csharp\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("^```example\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
