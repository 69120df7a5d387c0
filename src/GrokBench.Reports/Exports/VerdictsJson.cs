using System.Text.Encodings.Web;
using System.Text.Json;
using GrokBench.Reports.Judging;
using GrokBench.Suites;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Exports;

/// <summary>
/// <c>verdicts.json</c>: every verdict with every number that decided it, down to each seed's value with its run's id and digest. Keys in camel
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
            Outcome = Outcome.Of(report),
            report.Environment,
            Failures = report.Failures.ToArray(),
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
        Runs = report.Suite.Groups.SelectMany(group => group.Cells)
            .SelectMany(cell => cell.Runs.Select(spec => (Cell: cell, Run: report.Results.Find(spec))))
            .Where(pair => pair.Run is not null)
            .Select(pair => Run(pair.Cell, pair.Run!, !report.Suite.Group(pair.Cell.Group).StandIns.IsEmpty)),
    };

    private static object Claim(ClaimResult result) => new
    {
        result.Claim.Id,
        result.Claim.Title,
        Strength = Word(result.Claim.Strength),
        Verdict = result.Verdict is { } verdict ? Outcome.Name(verdict) : null,
        result.Predicate,
        result.Sentence,
        Scaled = result.Scaled.ToArray(),
        StandIns = result.StandIns.ToArray(),
        PredictedHours = result.PredictedHours is { } hours ? Finite(hours) : null,
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
        estimate.AtLeast,
        estimate.AtMost,
        estimate.SeedsHolding,
        estimate.Seeds,
        Verdict = Outcome.Name(estimate.Verdict),
    };

    private static object Evidence(CellEvidence evidence) => new
    {
        Cell = evidence.Cell.Name,
        evidence.Quantity,
        Seeds = evidence.Seeds.Select(seed => new
        {
            seed.Seed,
            Run = seed.Run?.Spec.Id.Text,
            Digest = seed.Run?.Record.Digest,
            Value = Finite(seed.Value),
            Bound = Word(seed.Bound),
            seed.Holds,
        }),
    };

    private static object Run(Cell cell, RunResult run, bool standIn) => new
    {
        Cell = cell.Name,
        run.Spec.Training.Seed,
        Id = run.Spec.Id.Text,
        run.Record.Engine,
        run.Record.Provenance.Stack,
        run.Record.Provenance.Data,
        StandIn = standIn,
        Status = Word(run.Record.Status),
        Phase = Word(PhaseClassifier.Classify(run.Curve, run.Spec.Observation, run.Record.Status)),
        LastStep = run.Curve.Steps[^1],
        run.Record.Digest,
        Events = Events.LocateAll(run.Curve, run.Spec.Observation.Events).ToDictionary(
            item => item.Key, item => new { item.Value.Held, item.Value.First }, StringComparer.Ordinal),
    };

    internal static double? Finite(double value) => double.IsFinite(value) ? value : null;

    internal static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
