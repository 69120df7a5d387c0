using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrokBench.Reports;
using GrokBench.Reports.Judging;
using GrokBench.Runner.Answers;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Scheduling;

namespace GrokBench.Runner.Commands;

/// <summary><c>outcome.json</c>: the exit code and how it came about, for whoever called through something that cannot pass a code on.</summary>
internal static class OutcomeJson
{
    private const int Schema = 1;

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="report">Null where nothing was judged.</param>
    /// <param name="stated">The verdicts that are written where nothing was judged: those of the answer that lies there.</param>
    public static string Write(Ending ending, Bench bench, SchedulerResult? training, BenchReport? report, StatedVerdicts stated)
    {
        var failures = report?.Failures ?? [.. (training?.Failures ?? []).Select(failure =>
            new RunFailure(failure.Run.AskedBy[0].Suite, failure.Run.Name, failure.Run.Id.Text, failure.Message))];
        return JsonSerializer.Serialize(
            new
            {
                Schema,
                ExitCode = (int)ending.Code,
                Outcome = ending.Text,
                bench.Question,
                bench.Request.Profile,
                Engine = bench.Engines.Asked.Identity.ToString(),
                Engines = bench.RunsByEngine,
                Runs = new { Asked = bench.Plan.Runs.Length, Trained = training?.Trained ?? 0, Reused = training?.Reused ?? 0, Unfinished = training?.Unfinished ?? 0 },
                Failures = failures,
                Faults = (report?.Faults ?? []).Select(fault => new { fault.Place, fault.Message }),
                Claims = report is null ? (object?)stated.Claims : Claims(report),
                StandIns = report is null ? (object?)stated.StandIns : StandIns(report),
            },
            Format) + "\n";
    }

    /// <summary>Claims that rest on stand-ins, by suite; suites without any are left out.</summary>
    private static ImmutableSortedDictionary<string, string[]> StandIns(BenchReport report) =>
        report.Suites.Where(suite => suite.Claims.Any(claim => !claim.StandIns.IsEmpty)).ToImmutableSortedDictionary(
            suite => suite.Suite.Name, suite => suite.Claims.Where(claim => !claim.StandIns.IsEmpty).Select(claim => claim.Claim.Id).ToArray(), StringComparer.Ordinal);

    /// <summary>Verdict by claim, by suite; null for claims that get none.</summary>
    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string?>> Claims(BenchReport report) =>
        report.Suites.ToImmutableSortedDictionary(
            suite => suite.Suite.Name,
            suite => suite.Claims.ToImmutableSortedDictionary(
                claim => claim.Claim.Id, claim => claim.Verdict is { } verdict ? VerdictWord.Of(verdict) : null, StringComparer.Ordinal),
            StringComparer.Ordinal);
}
