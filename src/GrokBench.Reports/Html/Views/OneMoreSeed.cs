using System.Collections.Immutable;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Html.Views;

/// <summary>What to expect of one more seed than those behind an estimate.</summary>
/// <param name="Label">The estimate's.</param>
public sealed record OneMoreSeed(string Label, PredictionInterval Interval)
{
    /// <summary>One per estimate over the seeds of a cell; none where fewer than two were run, where seeds are not to be told, or where the interval is open on both sides.</summary>
    public static ImmutableArray<OneMoreSeed> Of(ClaimResult claim) =>
    [
        .. from estimate in claim.Estimates
           let cell = SeedsBehind.Of(claim, estimate)
           where cell is not null
           let readings = SeedsBehind.Readings(cell)
           where readings.Length > 1
           let interval = PredictionInterval.Of(readings)
           where double.IsFinite(interval.Low) || double.IsFinite(interval.High)
           select new OneMoreSeed(SeedsBehind.Label(claim, estimate), interval),
    ];

    /// <summary>"One more seed lies between 12 and 40 in 67 % of cases", "between 12 and ∞ (open)", "is 1 again".</summary>
    public string Text => Interval.Low == Interval.High
        ? $"One more seed is {NumberText.Short(Interval.Low)} again in {NumberText.WholePercent(Interval.Coverage)} of cases or more"
        : $"One more seed lies between {NumberText.End(Interval.Low)} and {NumberText.End(Interval.High)} in {NumberText.WholePercent(Interval.Coverage)} of cases";
}
