using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Judging.Deciders;

/// <summary>The share of a quantity's variance that lies between cells, ICC(1), is at least a bound.</summary>
internal static class IntraclassDecider
{
    public static Decision Decide(IntraclassCheck check, Evidence evidence)
    {
        var prediction = new Prediction(check.AtLeast, null);
        var cells = evidence.Cells(check.Over);
        var seeds = evidence.CommonSeeds(cells);
        var table = OverCells.Table(cells, seeds, check.Of, evidence);
        var quantity = QuantityText.Of(check.Of);
        var known = cells.Length > 1 && seeds.Length > 1 && table.All(cell => cell.All(value => value.Exact));
        var correlation = known
            ? IntraclassCorrelation.Of([.. table.Select(cell => cell.Select(value => value.Low).ToArray())])
            : new IntraclassCorrelation(double.NaN, double.NegativeInfinity, double.PositiveInfinity);
        var (statistic, isDefined) = (Reading.Exactly(correlation.Value), !double.IsNaN(correlation.Value));

        // The groups are the sample here, so that it is of them that there must be enough.
        var verdict = isDefined ? prediction.Decide(correlation.Low, correlation.High, cells.Length) : Verdict.Inconclusive;
        var estimate = new Estimate(
            $"intraclass correlation of {quantity}", statistic.Value, correlation.Low, correlation.High, IntraclassCorrelation.Coverage, check.AtLeast, null, null,
            seeds.Length, verdict)
        {
            Bound = statistic.Bound,
        };
        var sentence = isDefined
            ? FormattableString.Invariant(
                $"cells account for {PerSeed.Figure(estimate)} of the variance of {quantity}, by {Figures.Count(cells.Length, "cell")} of {Figures.Count(seeds.Length, "seed")}")
            : $"the variance of {quantity} cannot be told: a value is censored or undefined, or all are equal";
        return new Decision(CheckText.Of(check), verdict, sentence, [estimate], [.. cells.Select(cell => OverCells.Show(cell, check.Of, evidence))], []);
    }
}
