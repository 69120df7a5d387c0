using GrokBench.Reports.Engines;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Exports;

/// <summary>
/// A suite on two engines, as <see cref="VerdictsJson"/> has it: <c>here</c> is the report's engine, <c>there</c> the other.
/// </summary>
internal static class EnginesJson
{
    /// <param name="estimate">How an estimate is written.</param>
    public static object Of(TwoEngines engines, Func<Estimate, object> estimate) => new
    {
        Here = engines.Here.ToString(),
        There = engines.There.ToString(),
        engines.FactsThere,
        engines.Runs,
        engines.SharedRuns,
        engines.SharedClaims,
        engines.Decided,
        Differing = engines.Differing.Select(claim => new { claim.Here.Claim.Id, Here = Side(claim.Here, estimate), There = Side(claim.There, estimate), claim.Cause }),
        Cells = engines.Cells.Select(cell => new
        {
            Cell = cell.Cell.Name,
            Seeds = cell.Seeds.ToArray(),
            Generalised = Times(cell.Generalised),
            Memorised = Times(cell.Memorised),
            TestAccuracy = cell.Accuracy is var (here, there) ? new { Here = VerdictsJson.Finite(here), There = VerdictsJson.Finite(there) } : null,
        }),
    };

    private static object? Times(PairedTimes? times) => times is null ? null : new
    {
        Here = Bounded(times.Here),
        There = Bounded(times.There),
        LogRatio = Bounded(times.LogRatio.Median),
        Interval = times.Pairs < Prediction.LeastSeeds ? null : new { Low = VerdictsJson.Finite(times.LogRatio.Low), High = VerdictsJson.Finite(times.LogRatio.High), times.LogRatio.Coverage },
        times.Pairs,
        times.Ties,
        Agreement = times.Agreement switch
        {
            Agreement.Agree => "agree",
            Agreement.Differ => "differ",
            Agreement.TooFewSeeds => "too few seeds",
            _ => "never on either",
        },
    };

    private static object Bounded(Reading reading) => new { Value = VerdictsJson.Finite(reading.Value), Bound = VerdictsJson.Word(reading.Bound) };

    private static object Side(ClaimResult result, Func<Estimate, object> estimate) => new
    {
        Verdict = result.Verdict is { } verdict ? VerdictWord.Of(verdict) : null,
        result.Sentence,
        Estimates = result.Estimates.Select(estimate),
    };
}
