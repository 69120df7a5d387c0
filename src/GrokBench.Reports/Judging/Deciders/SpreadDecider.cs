using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Judging.Deciders;

/// <summary>In every cell, the smallest value over the seeds divided by their median lies between bounds.</summary>
internal static class SpreadDecider
{
    public static Decision Decide(SpreadCheck check, Evidence evidence)
    {
        var cells = evidence.Cells(check.Over);
        var parts = cells.Select(cell => OfCell(cell, check, evidence, Evidence.ShortName(cell, cells))).ToArray();
        return new Decision(
            CheckText.Of(check),
            Decision.InEvery([.. parts.Select(part => part.Estimate.Verdict)]),
            string.Join("; ", parts.Select(part => part.Sentence)),
            [.. parts.Select(part => part.Estimate)],
            [.. cells.Select(cell => OverCells.Show(cell, check.Of, evidence))],
            []);
    }

    private static (Estimate Estimate, string Sentence) OfCell(Cell cell, SpreadCheck check, Evidence evidence, string label)
    {
        var seeds = evidence.CommonSeeds([cell]);
        var values = OverCells.Table([cell], seeds, check.Of, evidence)[0];
        var statistic = Spread(values);
        var (low, high) = seeds.IsEmpty
            ? (double.NegativeInfinity, double.PositiveInfinity)
            : SeedBootstrap.Interval(evidence.Stream, seeds.Length, drawn => Spread([.. drawn.Select(i => values[i])]));
        var prediction = new Prediction(check.AtLeast, check.AtMost);
        var verdict = prediction.Decide(low, high, seeds.Length);
        var name = PerSeed.Labelled($"smallest {QuantityText.Of(check.Of)} over its median", label);
        var estimate = new Estimate(name, statistic.Value, low, high, SeedBootstrap.Coverage, check.AtLeast, check.AtMost, null, seeds.Length, verdict)
        {
            Bound = statistic.Bound,
        };
        return (estimate, $"{PerSeed.Lead(label)}the smallest {QuantityText.Of(check.Of)} of {Figures.Count(seeds.Length, "seed")} is {PerSeed.Figure(estimate)} times their median");
    }

    private static Reading Spread(Reading[] values) => values.Aggregate(Reading.Min) / MedianInterval.MedianOf(values);
}
