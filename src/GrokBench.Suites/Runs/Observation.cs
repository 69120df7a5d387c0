using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GrokBench.Suites.Runs;

/// <summary>How a run is watched and how long: never part of its identity.</summary>
/// <param name="Steps">Budget: the run's last step unless it stops early.</param>
/// <param name="Schedule">At which steps the splits are evaluated.</param>
/// <param name="Measures">Names of measures beyond loss and accuracy per split.</param>
/// <param name="Events">Events to derive from the curve.</param>
/// <param name="Stop">Null: run the whole budget.</param>
/// <param name="Phases">How a run's phase is told from its events.</param>
public sealed record Observation(
    long Steps, Schedule Schedule, ImmutableArray<string> Measures, ImmutableArray<EventSpec> Events, StopRule? Stop, PhaseRule Phases)
{
    /// <summary>Whether the answers to the whole table are kept at some of the evaluations.</summary>
    public bool Snapshots { get; init; }
}

/// <summary>When a run may end before its budget: once every named event has held, plus a share more.</summary>
/// <param name="After">Names of events.</param>
/// <param name="Extra">The run goes on to (1 + Extra) times the step at which the last event's hold was complete; 0.2 by default.</param>
public sealed record StopRule(ImmutableArray<string> After, double Extra);

/// <summary>Thresholds of <see cref="Phase"/>.</summary>
/// <param name="Memorised">Event name, <c>t_mem</c>.</param>
/// <param name="Generalised">Event name, <c>t_gen</c>.</param>
/// <param name="GrokkingRatio">Generalised / memorised at or above which a run grokked; 5 by default. Not looked at where there is a delay.</param>
/// <param name="GrokkingDelay">Steps from memorised to generalised at or above which a run grokked; null where the ratio decides.</param>
public sealed record PhaseRule(
    string Memorised, string Generalised, double GrokkingRatio,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? GrokkingDelay = null)
{
    /// <summary>Whether a run that did both grokked. Memorisation at step 0 counts as step 1 in the ratio.</summary>
    public bool IsGrokking(long memorised, long generalised) => GrokkingDelay is { } delay
        ? generalised - memorised >= delay
        : generalised >= GrokkingRatio * Math.Max(1, memorised);
}
