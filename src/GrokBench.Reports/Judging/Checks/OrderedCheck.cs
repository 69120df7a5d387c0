using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>
/// Over cells: the medians rise (or fall) strictly along an axis: the smallest ratio of neighbouring medians, in the predicted direction,
/// exceeds 1.
/// </summary>
public sealed record OrderedCheck(CellSelector Over, RunQuantity Of, string Axis, bool Increasing) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Over];

    public override IEnumerable<RunQuantity> Quantities => [Of];

    public override string Text => $"median {Of.Text} strictly {(Increasing ? "increasing" : "decreasing")} along {Axis}, over {Over}";

    public override Decision Decide(Evidence evidence)
    {
        var lines = Evidence.Lines(evidence.Cells(Over), Axis);
        var parts = lines.Select(line => Line(line, evidence, lines.Length == 1 ? "" : line[0].Name)).ToArray();
        return new Decision(
            Text,
            string.Join("; ", parts.Select(part => part.Sentence)),
            [.. parts.Select(part => part.Estimate)],
            [.. lines.SelectMany(line => line).Select(cell => evidence.Show(cell, Of))],
            []);
    }

    private (Estimate Estimate, string Sentence) Line(ImmutableArray<Cell> line, Evidence evidence, string label)
    {
        var seeds = evidence.CommonSeeds(line);
        var name = PerSeed.Labelled($"smallest ratio of neighbouring medians of {Of.Text} along {Axis}", label);
        if (seeds.IsEmpty) return (new Prediction(1, null).Undecided(name), $"{PerSeed.Lead(label)}no seed is shared by all cells");
        var table = evidence.Table(line, seeds, Of);
        Reading[] medians = [.. table.Select(MedianInterval.MedianOf)];
        var statistic = Ratios(medians).DefaultIfEmpty(Reading.Unknown).Aggregate(Reading.Min);
        var order = line.Length < 2
            ? new NeighbourOrder(double.NegativeInfinity, double.PositiveInfinity, 1)
            : NeighbourOrder.Of(
                evidence.Stream, seeds.Length, line.Length - 1, drawn => Ratios([.. table.Select(cell => MedianInterval.MedianOf(drawn.Select(i => cell[i])))]));
        var isEnough = seeds.Length >= Prediction.LeastSeeds;
        var estimate = new Estimate(
            name, statistic.Value, order.Low, order.High, SeedBootstrap.Coverage, 1, null, null, seeds.Length,
            isEnough && order.IsInOrder ? Verdict.Reproduced : Verdict.Inconclusive)
        {
            IsNominal = true,
            Bound = statistic.Bound,
            Refutation = isEnough ? order.Reversal : null,
        };
        var positions = string.Join(", ", line.Select(cell => Evidence.Along(cell, Axis)));
        var change = $"its smallest {(Increasing ? "rise" : "fall")} is";
        var size = statistic.Bound == Bound.Unknown
            ? $"{change} unknown: a median is censored or undefined beside another"
            : $"{change} by a factor of {PerSeed.Figure(estimate)}";
        var values = string.Join(", ", medians.Select(Figures.Write));
        return (estimate, $"{PerSeed.Lead(label)}the median of {Of.Text} is {values} at {Axis} {positions}; {size}");
    }

    /// <summary>Of neighbouring medians, above 1 where they are in the predicted order.</summary>
    private Reading[] Ratios(Reading[] medians)
    {
        var ratios = new Reading[Math.Max(0, medians.Length - 1)];
        for (var i = 1; i < medians.Length; i++)
        {
            var (later, earlier) = Increasing ? (medians[i], medians[i - 1]) : (medians[i - 1], medians[i]);
            ratios[i - 1] = later.Low < 0 || earlier.Low < 0 ? Reading.Unknown : later / earlier;
        }

        return ratios;
    }

    private sealed class Kind() : CheckKind(
        "ordered", "Over cells: medians strictly rise or fall along a swept setting.",
        Over, Of, Across, new Key("direction", "Along growing values.", SettingType.OneOf("increasing", "decreasing"), Required: true))
    {
        public override Check? Read(CheckSection text)
        {
            var over = text.Over();
            var (of, axis) = (text.Quantity("of", over), text.Axis(over));
            text.OneSeries(over, axis, 2, positive: false);
            text.Positive("of", of);
            return over is null || of is null || axis is null ? null : new OrderedCheck(over.Selector, (RunQuantity)of, axis, text.Text("direction") == "increasing");
        }
    }
}
