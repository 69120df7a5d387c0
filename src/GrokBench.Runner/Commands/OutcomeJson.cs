using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrokBench.Reports;
using GrokBench.Reports.Judging;
using GrokBench.Runner.Answers;
using GrokBench.Runner.Hosting;
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

    /// <summary>Of a command that came to its end.</summary>
    /// <param name="report">Null where nothing was judged.</param>
    /// <param name="stated">The answer that is written where nothing was judged: the one that lies there.</param>
    public static string Answered(Ending ending, Bench bench, SchedulerResult? training, BenchReport? report, StatedAnswer stated)
    {
        var failures = report?.Failures ?? [.. (training?.Failures ?? []).Select(failure =>
            new RunFailure(failure.Run.AskedBy[0].Suite, failure.Run.Name, failure.Run.Id.Text, failure.Message))];
        return Write((int)ending.Code, ending.Text, bench.Question, bench.Request, bench, training, failures, report?.Faults ?? [], report is null ? stated.Claims : Claims(report),
            report is null ? stated.StandIns : StandIns(report), null);
    }

    /// <summary>Of a command that is under way or broke off.</summary>
    /// <param name="exitCode">Null while it is under way.</param>
    /// <param name="bench">Null where it did not come so far.</param>
    /// <param name="fault">Of this program; null where there is none.</param>
    public static string Unanswered(int? exitCode, string outcome, BenchRequest request, Bench? bench, StatedAnswer stated, Exception? fault = null) =>
        Write(exitCode, outcome, stated.Question, request, bench, null, [], [], stated.Claims, stated.StandIns, fault is null ? null : ProgramFault.Trace(fault));

    private static string Write(
        int? exitCode, string outcome, object? question, BenchRequest request, Bench? bench, SchedulerResult? training, ImmutableArray<RunFailure> failures,
        ImmutableArray<Reports.Faults.Fault> faults, object? claims, object? standIns, string[]? trace) => JsonSerializer.Serialize(
            new
            {
                Schema,
                ExitCode = exitCode,
                Outcome = outcome,
                Question = question,
                request.Profile,
                Engine = bench?.Engines.Asked.Identity.ToString(),
                Engines = bench?.RunsByEngine,
                Runs = bench is null ? null : new { Asked = bench.Plan.Runs.Length, Trained = training?.Trained ?? 0, Reused = training?.Reused ?? 0, Unfinished = training?.Unfinished ?? 0 },
                Failures = failures,
                Faults = faults.Select(fault => new { fault.Place, fault.Message }),
                Claims = claims,
                StandIns = standIns,
                Trace = trace,
            },
            Format) + "\n";

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
