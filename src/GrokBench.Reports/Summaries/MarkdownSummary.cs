using System.Globalization;
using System.Text;
using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Summaries;

/// <summary>
/// An answer as Markdown for the summary of a CI job: how it ended, what moved, verdicts counted by suite, every verdict with its sentence,
/// and what failed. Tables are GitHub's and GitLab's; lines end in LF.
/// </summary>
public static class MarkdownSummary
{
    /// <summary>Rows of a table of failures, which all may have one cause.</summary>
    private const int MostRows = 50;

    private static readonly string[] Words = [.. Enum.GetValues<Verdict>().Select(VerdictWord.Of)];

    public static string Of(StoredAnswer answer)
    {
        var text = new StringBuilder();
        var (outcome, verdicts, comparison) = answer;
        text.Append("## GrokBench: ").Append(MarkdownText.Escape(outcome.Outcome)).Append("\n\n");
        if (outcome.ExitCode is { } code) text.Append(CultureInfo.InvariantCulture, $"Exit code {code}, profile ");
        else text.Append("No exit code, profile ");
        text.Append(MarkdownText.Escape(outcome.Profile));
        if (outcome.Engine is { } engine) text.Append(", engine ").Append(MarkdownText.Escape(engine));
        if (outcome.Runs is { } runs)
            text.Append(CultureInfo.InvariantCulture,
                $"; runs: {runs.Asked} asked for, {runs.Trained} trained, {runs.Reused} reused, {runs.Unfinished} unfinished");
        text.Append(".\n");
        if (verdicts is { Pilot: true })
            text.Append("\n(pilot) Settings or seeds are not those of the suites: no result about the papers.\n");
        if (comparison is not null) Compared(text, comparison);
        Table(text, "Failed runs", ["run", "message"], [.. outcome.Failures.Select(failure => (string[])[failure.Run, failure.Message])]);
        Table(text, "Could not be judged, drawn or written", ["part", "message"],
            [.. outcome.Faults.Select(fault => (string[])[fault.Place, fault.Message])]);
        if (verdicts is null) text.Append("\nNothing was judged.\n");
        else Verdicts(text, verdicts);
        return text.ToString();
    }

    private static void Compared(StringBuilder text, StoredComparison comparison)
    {
        text.Append("\n### Against ").Append(MarkdownText.Escape(comparison.Older.Name)).Append(": ")
            .Append(MarkdownText.Escape(comparison.Outcome));
        text.Append(CultureInfo.InvariantCulture, $"\n\n{comparison.Pairs} runs in both, {comparison.Identical} of them bit for bit. ");
        text.Append(MarkdownText.Escape(comparison.Obstacle)).Append('\n');
        Table(text, "Got worse", ["what"], [.. comparison.Worse.Select(line => (string[])[line])]);
        Table(text, "Otherwise not as before", ["what"], [.. comparison.Changed.Select(line => (string[])[line])]);
    }

    private static void Verdicts(StringBuilder text, StoredVerdicts verdicts)
    {
        text.Append("\n### Verdicts by suite\n\n| suite | paper |");
        foreach (var word in Words) text.Append(' ').Append(word).Append(" |");
        text.Append(" no verdict |\n|---|---|").Append(string.Concat(Words.Select(_ => "--:|"))).Append("--:|\n");
        foreach (var suite in verdicts.Suites)
        {
            text.Append("| ").Append(MarkdownText.Escape(suite.Suite)).Append(" | ").Append(Paper(suite)).Append(" |");
            foreach (var word in Words)
                text.Append(CultureInfo.InvariantCulture, $" {suite.Claims.Count(claim => claim.Verdict == word)} |");
            text.Append(CultureInfo.InvariantCulture, $" {suite.Claims.Count(claim => claim.Verdict is null)} |\n");
        }

        text.Append("\n<details><summary>Every verdict</summary>\n\n| claim | verdict | finding |\n|---|---|---|\n");
        foreach (var (suite, claim) in verdicts.Suites.SelectMany(suite => suite.Claims, (suite, claim) => (suite, claim)))
        {
            var mark = claim.StandIns.IsEmpty ? "" : " (stand-in)";
            Row(text, $"{suite.Suite} {claim.Id} {claim.Title}", (claim.Verdict ?? "no verdict") + mark, claim.Sentence);
        }

        text.Append("\n</details>\n");
    }

    private static void Table(StringBuilder text, string title, string[] columns, string[][] rows)
    {
        if (rows.Length == 0) return;
        text.Append("\n### ").Append(title).Append("\n\n");
        Row(text, columns);
        text.Append('|').Append(string.Concat(columns.Select(_ => "---|"))).Append('\n');
        foreach (var row in rows.Take(MostRows)) Row(text, row);
        if (rows.Length > MostRows)
            text.Append(CultureInfo.InvariantCulture, $"\nand {rows.Length - MostRows} more: see the files of the result folder\n");
    }

    private static void Row(StringBuilder text, params string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(MarkdownText.Escape)).Append(" |\n");

    /// <summary>A link where the number is one of arXiv's: nothing else gets into an address.</summary>
    private static string Paper(StoredSuite suite)
    {
        var title = MarkdownText.Escape(suite.Title);
        return suite.Arxiv.Length > 0 && suite.Arxiv.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '/' or '-')
            ? $"[{title}](https://arxiv.org/abs/{suite.Arxiv})" : title;
    }
}
