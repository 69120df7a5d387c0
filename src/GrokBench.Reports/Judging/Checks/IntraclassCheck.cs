using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Claims;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>
/// Over cells, each a group of runs: the intraclass correlation ICC(1), the share of a quantity's variance that lies between the cells,
/// is at least a number.
/// </summary>
public sealed record IntraclassCheck(CellSelector Over, RunQuantity Of, double AtLeast) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Over];

    public override IEnumerable<RunQuantity> Quantities => [Of];

    public override string Text => $"intraclass correlation ICC(1) of {Of.Text} {Prediction}, by the cells of {Over}";

    private Prediction Prediction => new(AtLeast, null);

    public override Decision Decide(Evidence evidence)
    {
        var cells = evidence.Cells(Over);
        var seeds = evidence.CommonSeeds(cells);
        var table = evidence.Table(cells, seeds, Of);
        var known = cells.Length > 1 && seeds.Length > 1 && table.All(cell => cell.All(value => value.Exact));
        var correlation = known
            ? IntraclassCorrelation.Of([.. table.Select(cell => cell.Select(value => value.Low).ToArray())])
            : new IntraclassCorrelation(double.NaN, double.NegativeInfinity, double.PositiveInfinity);
        var (statistic, isDefined) = (Reading.Exactly(correlation.Value), !double.IsNaN(correlation.Value));

        // The groups are the sample here, so that it is of them that there must be enough.
        var verdict = isDefined ? Prediction.Decide(correlation.Low, correlation.High, cells.Length) : Verdict.Inconclusive;
        var estimate = new Estimate(
            $"intraclass correlation of {Of.Text}", statistic.Value, correlation.Low, correlation.High, IntraclassCorrelation.Coverage, AtLeast, null, null,
            seeds.Length, verdict)
        {
            Bound = statistic.Bound,
            Refutation = Prediction.Refutation(cells.Length, correlation.Below, _ => 1),
        };
        var sentence = isDefined
            ? FormattableString.Invariant(
                $"cells account for {PerSeed.Figure(estimate)} of the variance of {Of.Text}, by {Figures.Count(cells.Length, "cell")} of {Figures.Count(seeds.Length, "seed")}")
            : $"the variance of {Of.Text} cannot be told: a value is censored or undefined, or all are equal";
        return new Decision(Text, sentence, [estimate], [.. cells.Select(cell => evidence.Show(cell, Of))], []);
    }

    private sealed class Kind() : CheckKind(
        "intraclass-correlation", "Over cells: the share of a quantity's variance that lies between the cells, ICC(1), is at least a bound.", Over, Of, AtLeast with { Required = true })
    {
        public override Check? Read(CheckSection text)
        {
            var over = text.Over();
            var (of, atLeast) = (text.Quantity("of", over), text.Number("at-least"));
            if (atLeast > 1) text.Problem("at-least", FormattableString.Invariant($"a share of {atLeast}"), "a number of at most 1");
            text.Varies("of", of, over);
            if (over is { Cells.Length: 1 }) text.Problem(over, $"one cell in {over.Selector}", "at least 2: groups of runs to tell from each other");
            if (over is { Cells.Length: > 1 and < Prediction.LeastSeeds } && over.Cells.All(cell => cell.Runs.Length >= Prediction.LeastSeeds))
                text.Problem(over, $"{Figures.Count(over.Cells.Length, "cell")} in {over.Selector}", FormattableString.Invariant($"at least {Prediction.LeastSeeds}: the cells are the sample"));
            if (over?.Cells.FirstOrDefault(cell => cell.Runs.Length == 1) is { } single)
                text.Problem(over, $"one seed in {single.Name}", "at least 2: runs to tell from each other within a group");
            return over is null || of is null || atLeast is null ? null : new IntraclassCheck(over.Selector, (RunQuantity)of, atLeast.Value);
        }
    }
}
