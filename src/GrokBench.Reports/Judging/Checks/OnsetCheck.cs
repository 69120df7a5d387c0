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
/// The smallest value of an axis from which at least half of the seeds reach the event ("f50") in A is at most <paramref name="Factor"/>
/// times that in B; an interval between grid points.
/// </summary>
public sealed record OnsetCheck(CellSelector Of, CellSelector Than, string Axis, EventStep Event, double Factor) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Of, Than];

    public override IEnumerable<RunQuantity> Quantities => [Event, LastStep.Instance];

    public override string Text =>
        $"half of the seeds reach {Event.Text} at a {Axis} in {Of} that is at most {(Factor == 1 ? "" : $"{Figures.Write(Factor)} times ")}that in {Than}";

    public override Decision Decide(Evidence evidence)
    {
        var (of, than) = (Line(Of, evidence), Line(Than, evidence));
        var seeds = evidence.CommonSeeds(of.Concat(than));
        var (left, right) = (Sweep.Of(of, seeds, this, evidence), Sweep.Of(than, seeds, this, evidence));
        int[] all = [.. Enumerable.Range(0, seeds.Length)];
        var ratio = seeds.IsEmpty ? Reading.Unknown : Onset.Ratio(left.Onset(all), right.Onset(all));
        var interval = seeds.IsEmpty ? null : SeedBootstrap.Interval(evidence.Stream, seeds.Length, drawn => Onset.Ratio(left.Onset(drawn), right.Onset(drawn)));
        var (low, high) = (interval?.Low ?? double.NegativeInfinity, interval?.High ?? double.PositiveInfinity);
        var isEnough = seeds.Length >= Prediction.LeastSeeds;
        var estimate = new Estimate(
            $"onset of {Event.Text} along {Axis}, {Of} / {Than}", double.IsFinite(ratio.High) ? ratio.High : ratio.Value, low, high,
            SeedBootstrap.Coverage, null, Factor, null, seeds.Length, isEnough && high <= Factor ? Verdict.Reproduced : Verdict.Inconclusive)
        {
            IsNominal = true,
            Bound = ratio.Exact ? Bound.None : double.IsFinite(ratio.High) ? Bound.Below : ratio.Bound,

            // The lower end is never reached itself (an onset lies above the last grid value that fails), so equality there refutes.
            Refutation = isEnough ? interval!.Above(Math.BitDecrement(Factor)) : null,
        };
        var onsets = seeds.IsEmpty ? "no seed is shared by all cells"
            : $"half of the seeds reach {Event.Text} from {Axis} {Range(left.Onset(all))} in {Of} and {Range(right.Onset(all))} in {Than}, " +
              $"a ratio within {Figures.Interval(low, high)}";
        return new Decision(Text, onsets, [estimate], [.. of.Concat(than).Select(cell => evidence.Show(cell, Event))], []);
    }

    /// <summary><c>above 0.3 and at most 0.4</c>.</summary>
    private static string Range(Reading onset) => (double.IsFinite(onset.Low), double.IsFinite(onset.High)) switch
    {
        (true, true) => $"above {Figures.Write(onset.Low)} and at most {Figures.Write(onset.High)}",
        (true, false) => $"above {Figures.Write(onset.Low)}",
        (false, true) => $"at most {Figures.Write(onset.High)}",
        _ => "unknown",
    };

    private ImmutableArray<Cell> Line(CellSelector selector, Evidence evidence) =>
        Evidence.Lines(evidence.Cells(selector), Axis) is [var line] ? line : throw new ArgumentException($"'{selector}' is more than one sweep along {Axis}");

    /// <param name="Grid">Values of the axis, ascending.</param>
    /// <param name="Reached">Which seeds reach the event at each of them; null where a run ended amid a hold.</param>
    private sealed record Sweep(double[] Grid, bool?[][] Reached)
    {
        public static Sweep Of(ImmutableArray<Cell> line, ImmutableArray<ulong> seeds, OnsetCheck check, Evidence evidence)
        {
            var (steps, ends) = (evidence.Table(line, seeds, check.Event), evidence.Table(line, seeds, LastStep.Instance));
            return new(
                [.. line.Select(cell => Evidence.Position(cell, check.Axis))],
                [.. steps.Zip(ends).Select(row => row.First.Zip(row.Second).Select(run => Reaches(run.First, run.Second)).ToArray())]);
        }

        /// <summary>The earliest onset if all runs that ended amid a hold reach the event, and the latest if none does.</summary>
        public Reading Onset(IReadOnlyList<int> drawn) => new(At(drawn, unknown: true).Low, At(drawn, unknown: false).High);

        private Reading At(IReadOnlyList<int> drawn, bool unknown) =>
            Statistics.Onset.Of(Grid, [.. Reached.Select(row => drawn.Count(i => row[i] ?? unknown) / (double)drawn.Count)]);

        private static bool? Reaches(Reading step, Reading end) => step.Exact ? true : step.Low < end.Low ? null : false;
    }

    private sealed class Kind() : CheckKind(
        "onset", "The smallest value of a swept setting from which half of the seeds reach an event is smaller in one group than in another.",
        Event, Across, Cells("in", "The cells that need less."), Cells("against", "The cells that need more."),
        new Key("at-most", "Their ratio is at most this.", SettingType.Number(0, leastExcluded: true), Required: true))
    {
        public override Check? Read(CheckSection text)
        {
            var (of, than) = (text.Cells("in"), text.Cells("against"));
            var (name, axis, factor) = (text.Event("event", of, than), text.Axis(of, than), text.Number("at-most"));
            text.OneSeries(of, axis, 2, positive: true);
            text.OneSeries(than, axis, 2, positive: true);
            text.Differ(of, than);
            text.CommonSeeds(of, than, Prediction.LeastSeeds);
            return of is null || than is null || axis is null || factor is null || name is null
                ? null : new OnsetCheck(of.Selector, than.Selector, axis, new EventStep(name), factor.Value);
        }
    }
}
