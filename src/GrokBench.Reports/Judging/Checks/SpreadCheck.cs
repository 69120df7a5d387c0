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
            string.Join("; ", parts.Select(part => part.Sentence)),
            [.. parts.Select(part => part.Estimate)],
            [.. cells.Select(cell => evidence.Show(cell, Of))],
            []);
    }

    private (Estimate Estimate, string Sentence) OfCell(Cell cell, Evidence evidence, string label)
    {
        var seeds = evidence.CommonSeeds([cell]);
        var values = evidence.Table([cell], seeds, Of)[0];
        var statistic = Spread.Of(values);
        var interval = SeedBootstrap.Interval(evidence.Stream, seeds.Length, drawn => Spread.Of([.. drawn.Select(i => values[i])]));
        var (low, high) = (interval.Low, interval.High);
        var estimate = new Estimate(
            PerSeed.Labelled($"smallest {Of.Text} over its median", label), statistic.Value, low, high, SeedBootstrap.Coverage, AtLeast, AtMost, null, seeds.Length,
            Prediction.Decide(low, high, seeds.Length))
        {
            IsNominal = true,
            Bound = statistic.Bound,
            Refutation = Prediction.Refutation(seeds.Length, interval.Below, interval.Above),
        };
        return (estimate, $"{PerSeed.Lead(label)}the smallest {Of.Text} of {Figures.Count(seeds.Length, "seed")} is {PerSeed.Figure(estimate)} times their median");
    }

    private sealed class Kind() : CheckKind("spread", "Over the seeds of every cell: the smallest value divided by the median lies within bounds.", Over, Of, AtLeast, AtMost)
    {
        public override Check? Read(CheckSection text)
        {
            var over = text.Over();
            var (of, (atLeast, atMost)) = (text.Quantity("of", over), text.Bounds());
            text.Positive("of", of);

            // A bootstrap of so few seeds has an upper end of 1 whatever their values are. Fewer than those that any verdict needs are not meant to decide.
            if (over?.Cells.FirstOrDefault(cell => cell.Runs.Length >= Prediction.LeastSeeds && cell.Runs.Length < Spread.LeastSeedsBelowOne) is { } few && (atLeast < 1 || atMost < 1))
            {
                text.Problem(
                    over, FormattableString.Invariant($"a spread over {few.Runs.Length} seeds of {few.Name}, which cannot be {(atMost < 1 ? "reproduced" : "refuted")}"),
                    FormattableString.Invariant($"at least {Spread.LeastSeedsBelowOne} seeds"));
            }

            return over is null || of is null ? null : new SpreadCheck(over.Selector, (RunQuantity)of, atLeast, atMost);
        }
    }
}
