using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>Over runs of all cells: Spearman's rank correlation of two quantities is at least (or at most) a number.</summary>
public sealed record CorrelationCheck(CellSelector Over, RunQuantity Of, RunQuantity With, double? AtLeast, double? AtMost) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Over];

    public override IEnumerable<RunQuantity> Quantities => [Of, With];

    public override string Text => $"{Label} {Prediction}, over the runs of {Over}";

    private string Label => $"Spearman correlation of {Of.Text} with {With.Text}";

    private Prediction Prediction => new(AtLeast, AtMost);

    public override Decision Decide(Evidence evidence)
    {
        var cells = evidence.Cells(Over);
        var seeds = evidence.CommonSeeds(cells);

        // Cell by cell, seed by seed: run (c, i) is number c * seeds + i.
        var a = RankCorrelation.Rankable([.. evidence.Table(cells, seeds, Of).SelectMany(row => row)]);
        var b = RankCorrelation.Rankable([.. evidence.Table(cells, seeds, With).SelectMany(row => row)]);
        var known = a is not null && b is not null && !seeds.IsEmpty;
        var correlation = known
            ? SeedJackknife.Interval(seeds.Length, kept =>
            {
                int[] runs = [.. Enumerable.Range(0, cells.Length).SelectMany(c => kept.Select(i => (c * seeds.Length) + i))];
                return RankCorrelation.Spearman([.. runs.Select(run => a![run])], [.. runs.Select(run => b![run])]);
            })
            : CorrelationInterval.Unknown;

        var statistic = known ? Reading.Exactly(RankCorrelation.Spearman(a!, b!)) : Reading.Unknown;
        var estimate = new Estimate(
            Label, statistic.Value, correlation.Low, correlation.High, CorrelationInterval.Coverage, AtLeast, AtMost, null, seeds.Length,
            Prediction.Decide(correlation.Low, correlation.High, seeds.Length))
        {
            IsNominal = true,
            Bound = statistic.Bound,
            Refutation = Prediction.Refutation(seeds.Length, correlation.Below, correlation.Above),
        };
        var sentence = known
            ? $"{Of.Text} correlates with {With.Text} by rank at {PerSeed.Figure(estimate)} over {Figures.Count(cells.Length * seeds.Length, "run")}"
            : $"{Of.Text} and {With.Text} cannot be ranked: a value is undefined, or censored below one that was observed";
        return new Decision(Text, sentence, [estimate], [.. cells.SelectMany(cell => new[] { evidence.Show(cell, Of), evidence.Show(cell, With) })], []);
    }

    private sealed class Kind() : CheckKind(
        "correlation", "Over runs of all cells: Spearman's rank correlation of two quantities lies within bounds.",
        Over, Of, new Key("with", "The other quantity.", Shape: "quantity", Required: true), AtLeast, AtMost)
    {
        public override Check? Read(CheckSection text)
        {
            var over = text.Over();
            var (of, with, (atLeast, atMost)) = (text.Quantity("of", over), text.Quantity("with", over), text.Bounds());
            text.Differ("with", of, with);
            text.Varies("of", of, over);
            text.Varies("with", with, over);
            return over is null || of is null || with is null ? null : new CorrelationCheck(over.Selector, (RunQuantity)of, (RunQuantity)with, atLeast, atMost);
        }
    }
}
