using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>
/// Over cells: the least-squares slope of ln(median) against an axis, or its logarithm, lies between two numbers (either may be null).
/// </summary>
/// <param name="LogAxis">True: power law. False: exponential rate per unit of the axis.</param>
public sealed record SlopeCheck(CellSelector Over, RunQuantity Of, string Axis, bool LogAxis, double? AtLeast, double? AtMost) : JudgedCheck
{
    /// <summary>Cells with a known median that a slope needs: a line through fewer says little.</summary>
    private const int LeastCells = 4;

    /// <summary>The quantile of the seeds that takes the median's place, between 0 and 1.</summary>
    public double Quantile { get; init; } = 0.5;

    public override IEnumerable<CellSelector> Selectors => [Over];

    public override IEnumerable<RunQuantity> Quantities => [Of];

    public override string Text => $"least-squares slope of {Line} {Prediction}, over {Over}";

    private Prediction Prediction => new(AtLeast, AtMost);

    /// <summary>median, 0.9 quantile of.</summary>
    private string QuantileName => Quantile == 0.5 ? "median" : $"{Figures.Write(Quantile)} quantile of";

    private string Line => $"ln {QuantileName} {Of.Text} against {(LogAxis ? "ln " : "")}{Axis}";

    public override Decision Decide(Evidence evidence)
    {
        var lines = Evidence.Lines(evidence.Cells(Over), Axis);
        var parts = lines.Select(line => Along(line, evidence, lines.Length == 1 ? "" : line[0].Name)).ToArray();
        return new Decision(
            Text,
            string.Join("; ", parts.Select(part => part.Sentence)),
            [.. parts.Select(part => part.Estimate)],
            [.. lines.SelectMany(line => line).Select(cell => evidence.Show(cell, Of))],
            [.. parts.SelectMany(part => part.LeftOut)]);
    }

    private (Estimate Estimate, string Sentence, IEnumerable<string> LeftOut) Along(ImmutableArray<Cell> line, Evidence evidence, string label)
    {
        // A median is known as long as the seeds in the middle are, whatever is censored beyond.
        var fitted = line
            .Where(cell =>
                Statistics.Quantile.Of(evidence.Read(cell, Of), Quantile) is { Exact: true, Low: > 0 and < double.PositiveInfinity })
            .ToImmutableArray();
        var leftOut = line.Except(fitted).Select(cell => $"{cell.Name} is left out of the slope: its {(Quantile == 0.5 ? "median" : "quantile")} is censored, undefined or not positive");
        var name = PerSeed.Labelled($"slope of {Line}", label);
        if (fitted.Length < LeastCells)
        {
            return (Prediction.Undecided(name), FormattableString.Invariant(
                $"{PerSeed.Lead(label)}no slope: {Figures.Count(fitted.Length, "cell")} of {line.Length} whose {(Quantile == 0.5 ? "median" : "quantile")} is known, {LeastCells} needed"), leftOut);
        }

        var seeds = evidence.CommonSeeds(fitted);
        var table = evidence.Table(fitted, seeds, Of);
        double[] x = [.. fitted.Select(cell => Evidence.Position(cell, Axis)).Select(value => LogAxis ? SpecialFunctions.Log(value) : value)];
        var statistic = seeds.IsEmpty ? Reading.Unknown : Slope(x, table.Select(cell => cell));
        var interval = seeds.IsEmpty ? null : SeedBootstrap.Interval(evidence.Stream, seeds.Length, drawn => Slope(x, table.Select(cell => drawn.Select(i => cell[i]))));
        var (low, high) = (interval?.Low ?? double.NegativeInfinity, interval?.High ?? double.PositiveInfinity);
        var estimate = new Estimate(
            name, statistic.Value, low, high, SeedBootstrap.Coverage, AtLeast, AtMost, null, seeds.Length, Prediction.Decide(low, high, seeds.Length))
        {
            IsNominal = true,
            Bound = statistic.Bound,
            Refutation = interval is null ? null : Prediction.Refutation(seeds.Length, interval.Below, interval.Above),
        };
        var (quantity, figure) = ($"{(Quantile == 0.5 ? "" : $"{QuantileName} ")}{Of.Text}", PerSeed.Figure(estimate));
        var slope = LogAxis ? $"{quantity} goes as {Axis} to the power of {figure}" : $"ln {quantity} changes by {figure} per unit of {Axis}";
        return (estimate, FormattableString.Invariant($"{PerSeed.Lead(label)}{slope}, over {fitted.Length} cells"), leftOut);
    }

    private Reading Slope(double[] x, IEnumerable<IEnumerable<Reading>> cells) =>
        LeastSquares.Slope(x, [.. cells.Select(cell => Log(Statistics.Quantile.Of([.. cell], Quantile)))]);

    private static Reading Log(Reading value) => new(
        value.Low > 0 ? SpecialFunctions.Log(value.Low) : double.NegativeInfinity, value.High > 0 ? SpecialFunctions.Log(value.High) : double.PositiveInfinity);

    private static SlopeCheck? Read(CheckSection text, bool logAxis)
    {
        var over = text.Over();
        var (of, axis, (atLeast, atMost)) = (text.Quantity("of", over), text.Axis(over), text.Bounds());
        text.OneSeries(over, axis, LeastCells, positive: logAxis);
        text.Positive("of", of);
        return over is null || of is null || axis is null
            ? null : new SlopeCheck(over.Selector, (RunQuantity)of, axis, logAxis, atLeast, atMost) { Quantile = text.Number("quantile") ?? 0.5 };
    }

    private abstract class Kind(string name, string meaning) : CheckKind(
        name, meaning, Over, Of, Across, AtLeast, AtMost,
        new Key("quantile", "The quantile of the seeds that takes the median's place; 0.5 where not stated.", SettingType.Number(0, 1)));

    private sealed class PowerLaw() : Kind("power-law", "Over cells: the exponent of the medians in a swept setting lies within bounds.")
    {
        public override Check? Read(CheckSection text) => SlopeCheck.Read(text, logAxis: true);
    }

    private sealed class Exponential() : Kind("exponential", "Over cells: the rate, per unit of a swept setting, of the medians' logarithm lies within bounds.")
    {
        public override Check? Read(CheckSection text) => SlopeCheck.Read(text, logAxis: false);
    }
}
