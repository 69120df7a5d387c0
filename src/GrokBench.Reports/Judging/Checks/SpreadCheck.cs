using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Claims;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>Over the seeds of a cell: the smallest value divided by the median lies between two numbers (either may be null). Several cells: in every one.</summary>
public sealed record SpreadCheck(CellSelector Over, RunQuantity Of, double? AtLeast, double? AtMost) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Over];

    public override IEnumerable<RunQuantity> Quantities => [Of];

    public override string Text => $"smallest {Of.Text} of all seeds over their median {Prediction}, in every cell of {Over}";

    private Prediction Prediction => new(AtLeast, AtMost);

    public override Decision Decide(Evidence evidence)
    {
        var cells = evidence.Cells(Over);
        var parts = cells.Select(cell => OfCell(cell, evidence, Evidence.ShortName(cell, cells))).ToArray();
        return new Decision(
            Text,
            Decision.InEvery([.. parts.Select(part => part.Estimate.Verdict)]),
            string.Join("; ", parts.Select(part => part.Sentence)),
            [.. parts.Select(part => part.Estimate)],
            [.. cells.Select(cell => evidence.Show(cell, Of))],
            []);
    }

    private (Estimate Estimate, string Sentence) OfCell(Cell cell, Evidence evidence, string label)
    {
        var seeds = evidence.CommonSeeds([cell]);
        var values = evidence.Table([cell], seeds, Of)[0];
        var statistic = Spread(values);
        var (low, high) = seeds.IsEmpty
            ? (double.NegativeInfinity, double.PositiveInfinity)
            : SeedBootstrap.Interval(evidence.Stream, seeds.Length, drawn => Spread([.. drawn.Select(i => values[i])]));
        var estimate = new Estimate(
            PerSeed.Labelled($"smallest {Of.Text} over its median", label), statistic.Value, low, high, SeedBootstrap.Coverage, AtLeast, AtMost, null, seeds.Length,
            Prediction.Decide(low, high, seeds.Length))
        {
            Bound = statistic.Bound,
        };
        return (estimate, $"{PerSeed.Lead(label)}the smallest {Of.Text} of {Figures.Count(seeds.Length, "seed")} is {PerSeed.Figure(estimate)} times their median");
    }

    private static Reading Spread(Reading[] values) => values.Aggregate(Reading.Min) / MedianInterval.MedianOf(values);

    private sealed class Kind() : CheckKind("spread", "Over the seeds of every cell: the smallest value divided by the median lies within bounds.", Over, Of, AtLeast, AtMost)
    {
        public override Check? Read(CheckSection text)
        {
            var over = text.Over();
            var (of, (atLeast, atMost)) = (text.Quantity("of", over), text.Bounds());
            return over is null || of is null ? null : new SpreadCheck(over.Selector, (RunQuantity)of, atLeast, atMost);
        }
    }
}
