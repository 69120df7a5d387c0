using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Judging.Deciders;

/// <summary>Spearman's rank correlation of two quantities over the runs of all cells lies between bounds.</summary>
internal static class CorrelationDecider
{
    public static Decision Decide(CorrelationCheck check, Evidence evidence)
    {
        var prediction = new Prediction(check.AtLeast, check.AtMost);
        var cells = evidence.Cells(check.Over);
        var seeds = evidence.CommonSeeds(cells);
        var (of, with) = (QuantityText.Of(check.Of), QuantityText.Of(check.With));

        // Cell by cell, seed by seed: run (c, i) is number c * seeds + i.
        var a = RankCorrelation.Rankable([.. OverCells.Table(cells, seeds, check.Of, evidence).SelectMany(row => row)]);
        var b = RankCorrelation.Rankable([.. OverCells.Table(cells, seeds, check.With, evidence).SelectMany(row => row)]);
        var known = a is not null && b is not null && !seeds.IsEmpty;
        var statistic = known ? Reading.Exactly(RankCorrelation.Spearman(a!, b!)) : Reading.Unknown;
        var (low, high) = known
            ? SeedJackknife.Interval(seeds.Length, kept =>
            {
                int[] runs = [.. Enumerable.Range(0, cells.Length).SelectMany(c => kept.Select(i => (c * seeds.Length) + i))];
                return RankCorrelation.Spearman([.. runs.Select(run => a![run])], [.. runs.Select(run => b![run])]);
            })
            : (double.NegativeInfinity, double.PositiveInfinity);

        var estimate = new Estimate(
            $"Spearman correlation of {of} with {with}", statistic.Value, low, high, SeedJackknife.Coverage, check.AtLeast, check.AtMost, null, seeds.Length,
            prediction.Decide(low, high, seeds.Length))
        {
            Bound = statistic.Bound,
        };
        var sentence = known
            ? $"{of} correlates with {with} by rank at {PerSeed.Figure(estimate)} over {Figures.Count(cells.Length * seeds.Length, "run")}"
            : $"{of} and {with} cannot be ranked: a value is undefined, or censored below one that was observed";
        return new Decision(
            CheckText.Of(check),
            estimate.Verdict,
            sentence,
            [estimate],
            [.. cells.SelectMany(cell => new[] { OverCells.Show(cell, check.Of, evidence), OverCells.Show(cell, check.With, evidence) })],
            []);
    }
}
