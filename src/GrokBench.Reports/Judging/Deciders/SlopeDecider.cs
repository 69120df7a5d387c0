using System.Collections.Immutable;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Judging.Deciders;

/// <summary>The least-squares slope of ln(median), or of another quantile, along an axis, or along its logarithm, lies between bounds.</summary>
internal static class SlopeDecider
{
    /// <summary>Cells without a censored seed that a slope needs.</summary>
    public const int LeastCells = 4;

    public static Decision Decide(SlopeCheck check, Evidence evidence)
    {
        var prediction = new Prediction(check.AtLeast, check.AtMost);
        var lines = Evidence.Lines(evidence.Cells(check.Over), check.Axis);
        var parts = lines.Select(line => Line(line, check, prediction, evidence, lines.Length == 1 ? "" : line[0].Name)).ToArray();
        return new Decision(
            CheckText.Of(check),
            Decision.InEvery([.. parts.Select(part => part.Estimate.Verdict)]),
            string.Join("; ", parts.Select(part => part.Sentence)),
            [.. parts.Select(part => part.Estimate)],
            [.. lines.SelectMany(line => line).Select(cell => OverCells.Show(cell, check.Of, evidence))],
            [.. parts.SelectMany(part => part.LeftOut)]);
    }

    private static (Estimate Estimate, string Sentence, IEnumerable<string> LeftOut) Line(
        ImmutableArray<Cell> line, SlopeCheck check, Prediction prediction, Evidence evidence, string label)
    {
        // Cells with a censored or undefined seed have no median that could be fitted.
        var fitted = line.Where(cell => evidence.Read(cell, check.Of).All(value => value.Exact && value.Low > 0)).ToImmutableArray();
        var leftOut = line.Except(fitted).Select(cell => $"{cell.Name} is left out of the slope: a seed is censored, undefined or not positive");
        var name = PerSeed.Labelled($"slope of ln {Name(check.Quantile)} {QuantityText.Of(check.Of)} against {(check.LogAxis ? "ln " : "")}{check.Axis}", label);
        if (fitted.Length < LeastCells)
        {
            var nothing = new Estimate(
                name, double.NaN, double.NegativeInfinity, double.PositiveInfinity, SeedBootstrap.Coverage, check.AtLeast, check.AtMost, null, 0, Verdict.Inconclusive)
            {
                Bound = Bound.Unknown,
            };
            return (nothing, FormattableString.Invariant(
                $"{PerSeed.Lead(label)}no slope: {Figures.Count(fitted.Length, "cell")} of {line.Length} without a censored seed, {LeastCells} needed"), leftOut);
        }

        var seeds = evidence.CommonSeeds(fitted);
        var table = OverCells.Table(fitted, seeds, check.Of, evidence);
        double[] x = [.. fitted.Select(cell => Evidence.Position(cell, check.Axis)).Select(value => check.LogAxis ? Math.Log(value) : value)];
        var statistic = seeds.IsEmpty ? Reading.Unknown : Slope(x, table.Select(cell => cell), check.Quantile);
        var (low, high) = seeds.IsEmpty
            ? (double.NegativeInfinity, double.PositiveInfinity)
            : SeedBootstrap.Interval(evidence.Stream, seeds.Length, drawn => Slope(x, table.Select(cell => drawn.Select(i => cell[i])), check.Quantile));
        var verdict = prediction.Decide(low, high, seeds.Length);
        var estimate = new Estimate(
            name, statistic.Value, low, high, SeedBootstrap.Coverage, check.AtLeast, check.AtMost, null, seeds.Length, verdict)
        {
            Bound = statistic.Bound,
        };
        var (quantity, figure) = ($"{(check.Quantile == 0.5 ? "" : $"{Name(check.Quantile)} ")}{QuantityText.Of(check.Of)}", PerSeed.Figure(estimate));
        var slope = check.LogAxis ? $"{quantity} goes as {check.Axis} to the power of {figure}" : $"ln {quantity} changes by {figure} per unit of {check.Axis}";
        return (estimate, FormattableString.Invariant($"{PerSeed.Lead(label)}{slope}, over {fitted.Length} cells"), leftOut);
    }

    /// <summary>A quantile in words: median, 0.9 quantile of.</summary>
    public static string Name(double quantile) => quantile == 0.5 ? "median" : $"{Figures.Write(quantile)} quantile of";

    private static Reading Slope(double[] x, IEnumerable<IEnumerable<Reading>> cells, double quantile) =>
        Reading.Exactly(LeastSquares.Slope(x, [.. cells.Select(cell => Math.Log(Quantile.Of(cell.Select(value => value.Low), quantile)))]));
}
