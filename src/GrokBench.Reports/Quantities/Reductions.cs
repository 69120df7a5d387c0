using System.Collections.Immutable;
using GrokBench.Reports.Statistics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Quantities;

/// <summary>Every way to make one number of a series between two moments. A new one is an entry here and its test.</summary>
public static class Reductions
{
    public static Reduction Highest { get; } = new(
        "highest", "The largest value of a series between two moments.", of => $"highest {of.Series}",
        stretch => stretch.Values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Max());

    public static Reduction Lowest { get; } = new(
        "lowest", "The smallest value of a series between two moments.", of => $"lowest {of.Series}",
        stretch => stretch.Values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Min());

    public static Reduction Rate { get; } = new(
        "rate", "Mean change per step of a series between two moments.", of => $"change of {of.Series} per step", stretch => PerStep(stretch, value => value))
    {
        Signed = true,
        IsOfChange = true,
    };

    /// <summary>NaN where either value is not above 0.</summary>
    public static Reduction LogRate { get; } = new(
        "log-rate", "Mean change per step of a series' natural logarithm between two moments.", of => $"change of ln {of.Series} per step",
        stretch => PerStep(stretch, value => value > 0 ? SpecialFunctions.Log(value) : double.NaN))
    {
        Signed = true,
        IsOfChange = true,
    };

    /// <summary>
    /// The least-squares slope of the series' logarithm against that of the step, over the evaluations where both are positive.
    /// </summary>
    public static Reduction Exponent { get; } = new(
        "exponent", "The power of the step with which a series grows between two moments.", of => $"power of the step with which {of.Series} grows", Growth)
    {
        Signed = true,
        IsOfChange = true,
    };

    /// <summary>
    /// The later one of the two evaluations between which the change of the series over that of the logarithm of the step is smallest.
    /// Step 0 has no logarithm. NaN where the
    /// series never falls.
    /// </summary>
    public static Reduction SteepestFall { get; } = new(
        "steepest-fall", "The step at which a series falls most steeply, per factor of steps, between two moments.", of => $"step of the steepest fall of {of.Series}", Fall)
    {
        IsOfChange = true,
    };

    /// <summary>See <see cref="OnsetOfChange"/>.</summary>
    public static Reduction RiseOnset { get; } = new(
        "rise-onset", "The step from which a series has, for good, gone a tenth of its way from the first moment to its largest value.",
        of => $"onset of the rise of {of.Series}",
        stretch => OnsetOfChange.Of(stretch.Steps.AsSpan(), stretch.Values.AsSpan(), rising: true))
    {
        IsOfChange = true,
    };

    /// <summary>See <see cref="OnsetOfChange"/>.</summary>
    public static Reduction FallOnset { get; } = new(
        "fall-onset", "The step from which a series has, for good, gone a tenth of its way from the first moment to its smallest value.",
        of => $"onset of the fall of {of.Series}",
        stretch => OnsetOfChange.Of(stretch.Steps.AsSpan(), stretch.Values.AsSpan(), rising: false))
    {
        IsOfChange = true,
    };

    /// <summary>See <see cref="TwoRises"/>.</summary>
    public static Reduction SecondRise { get; } = new(
        "second-rise", "How clearly a series rises twice between two moments: the smaller rise less what it rises between.", of => $"second rise of {of.Series}",
        stretch => TwoRises.Of(stretch.Steps.AsSpan(), stretch.Values.AsSpan()))
    {
        Signed = true,
        IsOfChange = true,
    };

    /// <summary>
    /// The highest ratio of an interval's largest step loss to the running median (over the window) of the median step losses of the
    /// intervals before it: how far training
    /// loss spiked.
    /// </summary>
    public static Reduction Spikes { get; } = new(
        "spikes", "How far the losses of single steps rose over their running median.",
        of => FormattableString.Invariant($"highest step loss over its running median of {of.Window} intervals,"), Spike)
    {
        Word = "step-loss",
        HasWindow = true,
        IsOfChange = true,
    };

    public static ImmutableArray<Reduction> All { get; } =
        [Highest, Lowest, Rate, LogRate, Exponent, SteepestFall, RiseOnset, FallOnset, SecondRise, Spikes];

    private static double PerStep(Stretch stretch, Func<double, double> scale)
    {
        var (steps, values) = (stretch.Steps, stretch.Values);
        return steps.Length == 1 ? double.NaN : (scale(values[^1]) - scale(values[0])) / (steps[^1] - steps[0]);
    }

    private static double Growth(Stretch stretch)
    {
        var points = stretch.Steps.Zip(stretch.Values).Where(point => point is { First: > 0, Second: > 0 }).ToArray();
        return points.Length < 2
            ? double.NaN
            : LeastSquares.Slope([.. points.Select(point => SpecialFunctions.Log(point.First))], [.. points.Select(point => SpecialFunctions.Log(point.Second))]);
    }

    private static double Fall(Stretch stretch)
    {
        var (steps, values) = (stretch.Steps, stretch.Values);
        var (steepest, place) = (0.0, double.NaN);
        for (var i = 1; i < steps.Length; i++)
        {
            if (steps[i - 1] == 0) continue;
            var slope = (values[i] - values[i - 1]) / (SpecialFunctions.Log(steps[i]) - SpecialFunctions.Log(steps[i - 1]));
            if (slope < steepest) (steepest, place) = (slope, steps[i]);
        }

        return place;
    }

    private static double Spike(Stretch stretch)
    {
        var (peaks, middles) = (stretch.Whole(".max"), stretch.Whole(".median"));
        var (from, to) = stretch.Ends;
        var highest = double.NaN;

        // Interval i covers the steps since evaluation i - 1: the first one between the moments ends one evaluation after the first moment.
        for (var i = from + 1; i <= to; i++)
        {
            var before = middles[Math.Max(1, i - stretch.Window)..i];
            if (before.IsEmpty) continue;
            var ratio = peaks[i] / MedianInterval.MedianOf(before.Select(Reading.Exactly)).Value;
            if (!(ratio <= highest)) highest = double.IsNaN(ratio) ? highest : ratio;
        }

        return highest;
    }
}
