using System.Collections.Immutable;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Quantities;

/// <summary>Finds series, events and moments in a run.</summary>
public static class Moments
{
    /// <exception cref="KeyNotFoundException">The run lacks the series.</exception>
    public static ImmutableArray<double> Series(RunResult run, string name) =>
        run.Curve.Series.TryGetValue(name, out var values)
            ? values
            : throw new KeyNotFoundException($"run {run.Spec.Id} has no series '{name}'");

    /// <exception cref="ArgumentException">The run's observation lacks the event.</exception>
    public static EventOutcome Outcome(RunResult run, string name) => Events.Locate(
        run.Curve,
        run.Spec.Observation.Events.FirstOrDefault(spec => spec.Name == name) ?? throw new ArgumentException($"no event is called '{name}'", nameof(name)));

    /// <summary>The evaluations of two moments, the first not after the second; null where one is missing or they are out of order.</summary>
    public static (int From, int To)? Between(RunResult run, Anchor from, Anchor to) =>
        Index(run, from) is { } first && Index(run, to) is { } last && first <= last ? (first, last) : null;

    /// <summary>The moment's evaluation; null where its event is censored and the end does not stand in for it, and where the run is shorter than a fixed step.</summary>
    public static int? Index(RunResult run, Anchor anchor)
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
