using System.Globalization;
using GrokBench.Reports;
using GrokBench.Reports.Judging;
using GrokBench.Runner.Answers;
using GrokBench.Runner.Formatting;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Scheduling;
using GrokBench.Suites.Text;

namespace GrokBench.Runner.Screens;

/// <summary>What happened, what failed, where the report lies, and the exit code, on one screen.</summary>
internal static class ClosingScreen
{
    /// <summary>Failures and faults beyond these are in the report and in <c>outcome.json</c>.</summary>
    private const int MostFailures = 10;

    /// <param name="index">The report's first page; null when none was written.</param>
    /// <param name="compared">What moved since the newest reference; null when nothing was compared.</param>
    /// <param name="verdicts">The file of verdicts; null when none was written.</param>
    public static void Show(
        Host host, Bench bench, AnswerPlace place, SchedulerResult? training, BenchReport? report, string? index, string? verdicts, string? compared, Ending ending, TimeSpan elapsed)
    {
        host.Say($"Profile {bench.Request.Profile}, engine {bench.Engines.Asked.Identity}, {Units.Duration(elapsed.TotalSeconds)}");
        foreach (var (engine, count) in bench.RunsByEngine.Where(pair => pair.Key != bench.Engines.Asked.Identity.ToString()))
            host.Say($"On engine {engine}, which computes all learners that are no tensor programs: {Units.Count(count, "run", "runs")}");
        if (training is not null) host.Say(Runs(training));
        if (report is not null)
        {
            host.Say("");
            ShowVerdicts(host, report);
            host.Say("");
            if (report.EngineSummary is { } engines) host.Say($"Two engines, {engines}");
        }

        var failures = report?.Failures.Select(failure => (failure.Run, failure.Message))
            ?? training?.Failures.Select(failure => (failure.Run.Name, failure.Message)) ?? [];
        Show(host, "Failed:", failures);
        Show(host, "Not judged, drawn or written:", report?.Faults.Select(fault => (fault.Place, fault.Message)) ?? []);
        if (place.Part is not null) host.Say(Part(bench, place));
        if (index is not null) host.Say($"Report: {index}");
        if (verdicts is not null) host.Say($"Verdicts: {verdicts}");
        if (compared is not null) host.Say(TerminalText.Line(compared));
        host.Say(LastLine(ending));
    }

    /// <summary>The last line of every verb that trains or judges.</summary>
    public static string LastLine(Ending ending) => TerminalText.Line(string.Create(CultureInfo.InvariantCulture, $"Exit code {(int)ending.Code}: {ending.Text}"));

    private static string Part(Bench bench, AnswerPlace place) => bench.Question.IsPilot
        ? $"(pilot) Settings or seeds are not the suite's own; the answer is in {place.Folder}"
        : $"{bench.Folder} keeps its answer to another question; the answer to this one is in {place.Folder}";

    private static string Runs(SchedulerResult training)
    {
        var unfinished = training.Unfinished == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {training.Unfinished} unfinished");
        return string.Create(
            CultureInfo.InvariantCulture, $"Runs: {training.Trained} trained, {training.Reused} reused, {training.Failures.Length} failed{unfinished}");
    }

    private static void ShowVerdicts(Host host, BenchReport report)
    {
        var table = TextTable.Columns("suite", ">reproduced", ">refuted", ">inconclusive", ">not run", ">no verdict");
        foreach (var suite in report.Suites)
        {
            string Count(Verdict? verdict) => Units.Number(suite.Claims.Count(claim => claim.Verdict == verdict));
            table.Row(
                suite.Suite.Name + suite.Suite.Mark, Count(Verdict.Reproduced), Count(Verdict.Refuted), Count(Verdict.Inconclusive), Count(Verdict.NotRun), Count(null));
        }

        host.Output.Write(table);
    }

    private static void Show(Host host, string heading, IEnumerable<(string What, string Message)> items)
    {
        var all = items.ToArray();
        if (all.Length == 0) return;
        host.Say(heading);
        foreach (var (what, message) in all.Take(MostFailures)) host.Say(TerminalText.Line($"  {what}: {message}"));
        if (all.Length > MostFailures) host.Say(string.Create(CultureInfo.InvariantCulture, $"  and {all.Length - MostFailures} more"));
        host.Say("");
    }
}
