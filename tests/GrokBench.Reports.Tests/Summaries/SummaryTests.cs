using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GrokBench.Reports.Exports;
using GrokBench.Reports.Summaries;
using GrokBench.Reports.Tests.Exports;

namespace GrokBench.Reports.Tests.Summaries;

public sealed class SummaryTests
{
    private const string Hostile = "a|b`c`\n::error::d <script>";

    private static StoredOutcome Outcome(int? code = 0, params RunFailure[] failures) =>
        new(code, "5 claims", "ci", "cpu-1-0", new StoredRunCounts(5, 2, 3, 0), [.. failures], []);

    [Test]
    public void Markdown_OfAReport_CountsVerdictsAndListsThem()
    {
        var verdicts = StoredAnswer.ReadVerdicts(Encoding.UTF8.GetBytes(VerdictsJson.Write(Samples.Report())));

        var text = MarkdownSummary.Of(new StoredAnswer(Outcome(), verdicts));

        Assert.That(text, Does.Contain("| 1 | 1 | 1 | 1 | 1 |\n"), "reproduced, refuted, inconclusive, not run, weak");
        Assert.That(text, Does.Contain(" C1 ").And.Contains("| reproduced |"));
        Assert.That(text, Does.StartWith("## GrokBench: 5 claims\n").And.EndsWith("</details>\n"));
    }

    [Test]
    public void Markdown_HostileNames_StayInTheirCells()
    {
        var claim = new StoredClaim(Hostile, Hostile, "reproduced", Hostile, [Hostile]);
        var outcome = Outcome(3, new RunFailure(Hostile, Hostile, Hostile, Hostile));
        var answer = new StoredAnswer(
            outcome with { Faults = [new StoredFault(Hostile, Hostile)], Outcome = Hostile },
            new StoredVerdicts("ci", DateTimeOffset.UnixEpoch, false, new StoredEnvironment("0.1.0", ""),
                [new StoredSuite(Hostile, Hostile, "x](javascript:y)", [claim])]));

        var text = MarkdownSummary.Of(answer);

        var columns = text.Split('\n').Where(line => line.StartsWith('|')).Select(line => Regex.Count(line, @"(?<!\\)\|")).ToArray();
        Assert.That(columns, Is.EqualTo(new[] { 3, 3, 3, 3, 3, 3, 8, 8, 8, 4, 4, 4 }));
        Assert.That(text, Does.Not.Contain("<script>").And.Not.Contain("](").And.Not.Match(@"(?<!\\)`"));
        Assert.That(text.Split('\n'), Has.None.StartsWith("::"));
    }

    [Test]
    public void Markdown_ManyFailures_SaysHowManyAreLeftOut()
    {
        var failures = Enumerable.Range(0, 70).Select(seed => new RunFailure("s", $"run {seed}", "id", "full disk")).ToArray();

        var text = MarkdownSummary.Of(new StoredAnswer(Outcome(3, failures), null));

        Assert.That(text, Does.Contain("run 49").And.Not.Contains("run 50").And.Contains("and 20 more"));
        Assert.That(text, Does.Contain("Nothing was judged."));
    }

    [Test]
    public void Annotations_AllWell_AreNone() => Assert.That(AnnotationSummary.Of(new StoredAnswer(Outcome(), null)), Is.Empty);

    private static StoredComparison Comparison(params string[] worse) =>
        new("worse", [.. worse], ["s: faster"], new StoredVersion("reference 0.1.0"), "", 20, 14);

    [Test]
    public void Annotations_WorseThanTheReference_AreErrorsEach() =>
        Assert.That(AnnotationSummary.Of(new StoredAnswer(Outcome(), null, Comparison("s a: slower", Hostile))), Is.EqualTo(new[]
    {
        "::error title=GrokBench%3A worse than reference 0.1.0::s a: slower",
        "::error title=GrokBench%3A worse than reference 0.1.0::a|b`c`%0A::error::d <script>",
    }));

    [Test]
    public void Markdown_ComparedWithAReference_SaysWhatMoved()
    {
        var text = MarkdownSummary.Of(new StoredAnswer(Outcome(), null, Comparison("s a: 1.3 times slower")));

        Assert.That(text, Does.Contain("### Against reference 0.1.0: worse\n\n20 runs in both, 14 of them bit for bit."));
        Assert.That(text, Does.Contain("### Got worse\n\n| what |\n|---|\n| s a: 1.3 times slower |\n").And.Contains("| s: faster |"));
    }

    [Test]
    public void Annotations_FailuresFaultsAndStandIns_AreLinesOfTheirOwn()
    {
        var answer = new StoredAnswer(
            Outcome(3, new RunFailure("s", "s cell seed 0", "id", Hostile)) with { Faults = [new StoredFault("s page", "no room")] },
            new StoredVerdicts("ci", DateTimeOffset.UnixEpoch, false, new StoredEnvironment("0.1.0", ""),
                [new StoredSuite("s", "", "",
                [new StoredClaim("C1", "", null, "", ["digits for mnist"]), new StoredClaim("C2", "", null, "", [])])]));

        Assert.That(AnnotationSummary.Of(answer), Is.EqualTo(new[]
        {
            "::error title=GrokBench::5 claims",
            "::error title=GrokBench%3A s cell seed 0 failed::a|b`c`%0A::error::d <script>",
            "::error title=GrokBench%3A s page::no room",
            "::warning title=GrokBench%3A s (stand-in)::C1: decided on digits for mnist",
        }));
    }

    [Test]
    public void Annotations_ManyFailures_AreNoMoreThanTheRunnerShows()
    {
        var failures = Enumerable.Range(0, 40)
            .Select(seed => new RunFailure("s", $"run {seed.ToString(CultureInfo.InvariantCulture)}", "id", "full disk"))
            .ToImmutableArray();

        var lines = AnnotationSummary.Of(new StoredAnswer(Outcome(3, [.. failures]), null)).ToArray();

        Assert.That(lines, Has.Length.EqualTo(10));
        Assert.That(lines[^1], Does.Contain("and 32 more"), "41 with the ending, of which nine are shown");
    }

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("{\"exitCode\": 0, \"outcome\": null, \"profile\": \"ci\", \"engine\": null, \"runs\": null, \"failures\": [], \"faults\": []}")]
    public void ReadOutcome_NotOurs_IsRefused(string text) =>
        Assert.That(() => StoredAnswer.ReadOutcome(Encoding.UTF8.GetBytes(text)), Throws.InstanceOf<JsonException>());
}
