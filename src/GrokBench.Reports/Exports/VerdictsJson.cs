using System.Text.Encodings.Web;
using System.Text.Json;
using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Exports;

/// <summary>
/// <c>verdicts.json</c>: every verdict with every number that decided it, down to each seed's value with its run's id and digest. Keys in
/// camel
/// case and in a fixed order, lines
/// end in LF, numbers round-trip. An open end of an interval, an undefined value and a missing run are null.
/// </summary>
public static class VerdictsJson
{
    /// <summary>Version of the format.</summary>
    public const int Schema = 2;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(BenchReport report) => JsonSerializer.Serialize(
        new
        {
            Schema,
            report.Name,
            report.Profile,
            report.Generated,
            Pilot = report.IsPilot,
            Outcome = Outcome.Of(report),
            report.Environment,
            Failures = report.Failures.ToArray(),
            Faults = report.Faults.Select(fault => new { fault.Place, fault.Message }),
            Suites = report.Suites.Select(Suite),
        },
        Options) + "\n";

    private static object Suite(SuiteReport report) => new
    {
        Suite = report.Suite.Name,
        report.Suite.File,
        report.Suite.Paper.Title,
        report.Suite.Paper.Arxiv,
        StandIns = report.StandIns.ToArray(),
        Claims = report.Claims.Select(Claim),
        Engines = report.Engines is { } engines ? EnginesJson.Of(engines, Estimate) : null,
        Runs = report.Runs.Select(Run),
    };

    private static object Claim(ClaimResult result) => new
    {
        result.Claim.Id,
        result.Claim.Title,
        Strength = Word(result.Claim.Strength),
        result.Claim.Looks,
        result.Claim.ChecksBench,
        Verdict = result.Verdict is { } verdict ? VerdictWord.Of(verdict) : null,
        result.Predicate,
        result.Sentence,
        Scaled = result.Scaled.ToArray(),
        StandIns = result.StandIns.ToArray(),
        Pilot = result.IsPilot,
        PredictedHours = Finite(result.PredictedHours),
        result.Command,
        Estimates = result.Estimates.Select(Estimate),
        Evidence = result.Cells.Select(Evidence),
        Warnings = result.Warnings.ToArray(),
    };

    private static object Estimate(Estimate estimate) => new
    {
        estimate.Label,
        Value = Finite(estimate.Value),
        Bound = Word(estimate.Bound),
        Low = Finite(estimate.Low),
        High = Finite(estimate.High),
        estimate.Coverage,
        Nominal = estimate.IsNominal,
        AtLeast = Finite(estimate.AtLeast),
        AtMost = Finite(estimate.AtMost),
        estimate.SeedsHolding,
        Share = estimate.Share is { } share ? new { Value = share.Share, share.Low, share.High } : null,
        estimate.Seeds,
        Refutation = Finite(estimate.Refutation),
        Corrected = Finite(estimate.Corrected),
        Verdict = VerdictWord.Of(estimate.Verdict),
    };

    private static object Evidence(CellEvidence evidence) => new
    {
        evidence.Cell,
        evidence.Quantity,
        Seeds = evidence.Seeds.Select(seed => new
        {
            seed.Seed,
            seed.Run,
            seed.Digest,
            Value = Finite(seed.Value),
            Bound = Word(seed.Bound),
            seed.Holds,
        }),
    };

    private static object Run(RunSummary run) => new
    {
        run.Cell,
        run.Seed,
        run.Id,
        run.Engine,
        run.Provenance.Stack,
        run.Provenance.Data,
        StandIn = run.IsStandIn,
        Status = Word(run.Status),
        Phase = run.Phase is { } phase ? Word(phase) : null,
        run.LastStep,
        run.Digest,
        Events = run.Events.ToDictionary(item => item.Key, item => new { item.Value.Held, item.Value.First }, StringComparer.Ordinal),
    };

    internal static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    internal static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
