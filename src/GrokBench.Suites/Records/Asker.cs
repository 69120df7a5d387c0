using System.Collections.Immutable;
using GrokBench.Models.Measures;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Records;

/// <summary>Who asked for a run when it was trained, and how it was to be watched: all that readers need to see the run as this asker does.</summary>
/// <param name="Suite">Empty where no suite asked.</param>
/// <param name="Cell">Such as <c>addition[task.train=0.4]</c>.</param>
/// <param name="Pilot">Tried with settings or seeds that are not the suite's own.</param>
/// <param name="Budget">Most updates.</param>
/// <param name="Measures">Versions by name.</param>
/// <param name="Stop">Null: the whole budget.</param>
public sealed record Asker(
    string Suite,
    string Cell,
    string Profile,
    bool Pilot,
    long Budget,
    Schedule Schedule,
    ImmutableSortedDictionary<string, int> Measures,
    ImmutableArray<EventSpec> Events,
    StopRule? Stop,
    PhaseRule Phases)
{
    /// <param name="known">Known measures by name.</param>
    public static Asker Of(string suite, string cell, string profile, bool pilot, Observation observation, IReadOnlyDictionary<string, IMeasure> known) => new(
        suite, cell, profile, pilot, observation.Steps, observation.Schedule,
        observation.Measures.ToImmutableSortedDictionary(name => name, name => known[name].Version, StringComparer.Ordinal),
        observation.Events, observation.Stop, observation.Phases);

    /// <summary>Whether both are the same cell of a suite, perhaps watched differently.</summary>
    public bool IsSameCell(Asker other) => (Suite, Cell, Profile, Pilot) == (other.Suite, other.Cell, other.Profile, other.Pilot);
}
