using System.Collections.Immutable;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Records;

/// <summary>Derives events from curves: the only place that says when something happened.</summary>
public static class Events
{
    /// <summary>
    /// When the event happened. An evaluation that is NaN never meets a threshold; a hold that the curve's end leaves unfinished is censored.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The curve lacks the event's series.</exception>
    public static EventOutcome Locate(Curve curve, EventSpec spec)
    {
        var (held, first, pending) = Crossings(curve, spec);
        return new EventOutcome(At(held), At(first), curve.Steps[^1], At(pending));

        long? At(int? index) => index is { } i ? curve.Steps[i] : null;
    }

    /// <summary>Every event of an observation, by name.</summary>
    public static ImmutableSortedDictionary<string, EventOutcome> LocateAll(Curve curve, IEnumerable<EventSpec> specs) =>
        specs.ToImmutableSortedDictionary(spec => spec.Name, spec => Locate(curve, spec), StringComparer.Ordinal);

    /// <summary>The evaluation that completed the event's hold, <see cref="EventSpec.Hold"/> - 1 evaluations after it began; null while censored.</summary>
    internal static long? HoldComplete(Curve curve, EventSpec spec) =>
        Crossings(curve, spec).Held is { } index ? curve.Steps[index + spec.Hold - 1] : null;

    /// <summary>Indices of the evaluations at which the held and the plain crossing begin, and a hold that is unfinished at the end.</summary>
    private static (int? Held, int? First, int? Pending) Crossings(Curve curve, EventSpec spec)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Hold, 1);
        if (!curve.Series.TryGetValue(spec.Series, out var values))
            throw new KeyNotFoundException($"event {spec.Name} needs the series '{spec.Series}', which the curve lacks");
        int? first = null;
        var run = 0;
        for (var i = 0; i < values.Length; i++)
        {
            // Comparisons with NaN are false, so an undefined value ends a hold.
            var met = spec.Comparison == Comparison.AtLeast ? values[i] >= spec.Threshold : values[i] <= spec.Threshold;
            run = met ? run + 1 : 0;
            if (met) first ??= i;
            if (run == spec.Hold) return (i - spec.Hold + 1, first, null);
        }

        return (null, first, run > 0 ? values.Length - run : null);
    }
}
