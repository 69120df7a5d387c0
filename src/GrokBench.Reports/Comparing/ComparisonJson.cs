using System.Text.Encodings.Web;
using System.Text.Json;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Comparing;

/// <summary>
/// <c>compare.json</c>: a comparison with every number that decided it, down to each moved run. Keys in camel case and in a fixed order,
/// lines end in LF, numbers round-trip; an open end, an undefined value and an infinite one are null. Ratios are logarithms, newer over
/// older.
/// </summary>
public static class ComparisonJson
{
    /// <summary>Version of the format.</summary>
    public const int Schema = 1;

    /// <summary>Of all that is told of versions.</summary>
    internal static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(SnapshotComparison comparison, Gate gate) => JsonSerializer.Serialize(
        new
        {
            Schema,
            Outcome = Word(gate.Word),
            Worse = gate.Worse.ToArray(),
            Changed = gate.Other.ToArray(),
            Level = SnapshotComparer.Level,
            Newer = Version(comparison.Newer, comparison.NewerOrigin),
            Older = Version(comparison.Older, comparison.OlderOrigin),
            comparison.Obstacle,
            comparison.Pairs,
            comparison.Identical,
            Suites = comparison.Suites.Select(Suite),
            NewerAlone = comparison.NewerAlone.ToArray(),
            OlderAlone = comparison.OlderAlone.ToArray(),
        },
        Options) + "\n";

    private static object Suite(SuiteComparison suite) => new
    {
        Suite = suite.Name,
        Changes = suite.Changes.Select(ChangeWord.Of),
        StandIns = suite.StandIns.ToArray(),
        Pairs = suite.Pairing.Pairs.Length,
        suite.Identical,
        Obstacles = suite.Pairing.Obstacles.Select(obstacle => new { obstacle.Reason, obstacle.Runs }),
        suite.Pairing.NewerAlone,
        suite.Pairing.OlderAlone,
        Times = Times(suite),
        Rates = new { suite.Rates.Gained, suite.Rates.Lost, suite.Rates.P, Corrected = suite.RatesP },
        CostRatio = suite.CostRatio,
        Verdicts = suite.Verdicts.Select(Verdict),
        ClaimsAlone = suite.ClaimsAlone.ToArray(),
        Cells = suite.Cells.Select(Cell),
    };

    private static object Cell(CellComparison cell) => new
    {
        cell.Cell,
        Pairs = cell.Pairs.Length,
        cell.Identical,
        cell.OlderGeneralise,
        cell.NewerGeneralise,
        LogRatio = Interval(cell.LogRatio),
        Grid = Finite(cell.Grid),
        TimesP = cell.Times.P,
        RatesP = cell.Rates.P,
        cell.CostRatio,
        cell.ControlGeneralises,
        Moved = cell.Pairs.Where(pair => !pair.SameBits).Select(pair => new
        {
            pair.Newer.Seed,
            Run = pair.Newer.Id,
            FromStep = pair.FirstDifference,
            Older = pair.Older.Digest,
            Newer = pair.Newer.Digest,
            OlderTime = Finite(RunPair.Time(pair.Older) is { Exact: true } older ? older.Low : double.NaN),
            NewerTime = Finite(RunPair.Time(pair.Newer) is { Exact: true } newer ? newer.Low : double.NaN),
        }),
    };

    private static object Version(string name, SnapshotOrigin origin) =>
        new { Name = name, origin.Version, origin.Commit, origin.Profile, origin.Engine };

    private static object Times(SuiteComparison suite) => new
    {
        suite.Times.Pairs,
        suite.Times.Direction,
        suite.Times.P,
        Corrected = suite.TimesP,
        LogRatio = Interval(suite.LogRatio),
        Size = Finite(suite.Size.Value),
        suite.Grid,
        LeastVisible = Finite(suite.LeastVisible),
    };

    private static object Verdict(VerdictChange change) => new
    {
        change.Claim,
        Older = Word(change.Older),
        Newer = Word(change.Newer),
        Worse = change.IsWorse,
    };

    private static object? Interval(MedianInterval? interval) => interval is not { } known ? null : new
    {
        Value = Finite(known.Median.Value),
        Bound = known.Median.Bound.ToString().ToLowerInvariant(),
        Low = Finite(known.Low),
        High = Finite(known.High),
        known.Coverage,
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Word(GateWord word) => word switch
    {
        GateWord.Fine => "fine",
        GateWord.Worse => "worse",
        _ => "nothing matched",
    };

    private static string? Word(Judging.Verdict? verdict) => verdict is { } known ? Judging.VerdictWord.Of(known) : null;
}
