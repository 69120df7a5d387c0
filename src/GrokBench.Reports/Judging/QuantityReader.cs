using System.Collections.Immutable;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Judging;

/// <summary>Reads a claim's quantities from a run.</summary>
public static class QuantityReader
{
    /// <summary>
    /// The quantity's value. A censored event step is more than the last step; an event already met at step 0 counts as step 1, since times are compared by
    /// ratios. A quantity is unknown where an anchor is censored, where its anchors are out of order, and where its value is NaN.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The run lacks the series.</exception>
    /// <exception cref="ArgumentException">The run's observation lacks the event.</exception>
    public static Reading Read(Quantity quantity, RunResult run) => quantity switch
    {
        EventStep step => Step(Outcome(run, step.Event)),
        ValueAt value => Index(run, value.At) is { } i ? Reading.Exactly(Series(run, value.Series)[i]) : Reading.Unknown,
        Extreme extreme => Highest(run, extreme),
        RateOfChange rate => Rate(run, rate.Series, rate.From, rate.To, value => value),
        LogRate rate => Rate(run, rate.Series, rate.From, rate.To, value => value > 0 ? Math.Log(value) : double.NaN),
        Exponent exponent => Growth(run, exponent),
        SteepestFall fall => Fall(run, fall),
        SecondRise rise => Rise(run, rise),
        Delay delay => Delay(run, delay),
        SettingNumber setting => Reading.Exactly(SettingPath.Number(run.Spec.Training, setting.Path) ?? double.NaN),
        SpikeRatio spike => Spike(run, spike),
        _ => throw new ArgumentException($"{quantity.GetType().Name} is not a known quantity", nameof(quantity)),
    };

    public static EventOutcome Outcome(RunResult run, string name) => Events.Locate(
        run.Curve,
        run.Spec.Observation.Events.FirstOrDefault(spec => spec.Name == name) ?? throw new ArgumentException($"no event is called '{name}'", nameof(name)));

    public static Reading Step(EventOutcome outcome) =>
        outcome.Held is { } held ? Reading.Exactly(Math.Max(1, held)) : Reading.MoreThan(outcome.LastStep);

    private static Reading Highest(RunResult run, Extreme extreme)
    {
        if (Between(run, extreme.From, extreme.To) is not var (from, to)) return Reading.Unknown;
        var values = Series(run, extreme.Series)[from..(to + 1)].Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN);
        return Reading.Exactly(extreme.Highest ? values.Max() : values.Min());
    }

    private static Reading Rate(RunResult run, string series, Anchor start, Anchor end, Func<double, double> scale)
    {
        if (Between(run, start, end) is not var (from, to) || from == to) return Reading.Unknown;
        var values = Series(run, series);
        return Reading.Exactly((scale(values[to]) - scale(values[from])) / (run.Curve.Steps[to] - run.Curve.Steps[from]));
    }

    private static Reading Delay(RunResult run, Delay delay)
    {
        var (late, early) = (Step(Outcome(run, delay.Event)), Step(Outcome(run, delay.After)));
        if (!early.Exact) return Reading.Unknown;
        return late.Exact ? Reading.Exactly(Math.Max(1, late.Value - early.Value)) : Reading.MoreThan(Math.Max(1, late.Value - early.Value));
    }

    private static Reading Growth(RunResult run, Exponent exponent)
    {
        if (Between(run, exponent.From, exponent.To) is not var (from, to)) return Reading.Unknown;
        var points = run.Curve.Steps[from..(to + 1)].Zip(Series(run, exponent.Series)[from..(to + 1)]).Where(point => point is { First: > 0, Second: > 0 }).ToArray();
        return points.Length < 2
            ? Reading.Unknown
            : Reading.Exactly(LeastSquares.Slope([.. points.Select(point => Math.Log(point.First))], [.. points.Select(point => Math.Log(point.Second))]));
    }

    private static Reading Fall(RunResult run, SteepestFall fall)
    {
        if (Between(run, fall.From, fall.To) is not var (from, to)) return Reading.Unknown;
        var (steps, values) = (run.Curve.Steps, Series(run, fall.Series));
        var (steepest, place) = (0.0, Reading.Unknown);
        for (var i = from + 1; i <= to; i++)
        {
            if (steps[i - 1] == 0) continue;
            var slope = (values[i] - values[i - 1]) / (Math.Log(steps[i]) - Math.Log(steps[i - 1]));
            if (slope < steepest) (steepest, place) = (slope, Reading.Exactly(steps[i]));
        }

        return place;
    }

    private static Reading Rise(RunResult run, SecondRise rise) => Between(run, rise.From, rise.To) is var (from, to)
        ? Reading.Exactly(TwoRises.Of(run.Curve.Steps.AsSpan()[from..(to + 1)], Series(run, rise.Series).AsSpan()[from..(to + 1)]))
        : Reading.Unknown;

    private static Reading Spike(RunResult run, SpikeRatio spike)
    {
        if (Between(run, spike.From, spike.To) is not var (from, to)) return Reading.Unknown;
        var (peaks, middles) = (Series(run, "step-loss.max"), Series(run, "step-loss.median"));
        var highest = double.NaN;

        // Interval i covers the steps since evaluation i - 1: the first one between the anchors ends one evaluation after the first anchor.
        for (var i = from + 1; i <= to; i++)
        {
            var before = middles[Math.Max(1, i - spike.Window)..i];
            if (before.IsEmpty) continue;
            var ratio = peaks[i] / MedianInterval.MedianOf(before.Select(Reading.Exactly)).Value;
            if (!(ratio <= highest)) highest = double.IsNaN(ratio) ? highest : ratio;
        }

        return Reading.Exactly(highest);
    }

    private static ImmutableArray<double> Series(RunResult run, string name) =>
        run.Curve.Series.TryGetValue(name, out var values)
            ? values
            : throw new KeyNotFoundException($"run {run.Spec.Id} has no series '{name}'");

    private static (int From, int To)? Between(RunResult run, Anchor from, Anchor to) =>
        Index(run, from) is { } first && Index(run, to) is { } last && first <= last ? (first, last) : null;

    /// <summary>The anchor's evaluation; null where its event is censored and the end does not stand in for it.</summary>
    private static int? Index(RunResult run, Anchor anchor)
    {
        var end = run.Curve.Steps.Length - 1;
        if (anchor.Step is { } step) return step <= run.Curve.Steps[end] ? UpTo(step) : null;
        if (anchor.Event is null) return anchor.AtEnd ? end : 0;
        if (Outcome(run, anchor.Event).Held is { } held) return UpTo((long)Math.Floor(anchor.Fraction * held));
        return anchor.AtEnd ? end : null;

        // The last evaluation at or before a step; the first one is at step 0.
        int UpTo(long step) => run.Curve.Steps.AsSpan().BinarySearch(step) is >= 0 and var exact ? exact : ~run.Curve.Steps.AsSpan().BinarySearch(step) - 1;
    }
}
