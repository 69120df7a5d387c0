namespace GrokBench.Suites.Claims;

/// <summary>A point of a run's time axis.</summary>
/// <param name="Event">Event name, or null for a fixed end or step.</param>
/// <param name="AtEnd">For a fixed end: the last evaluation rather than step 0. For an event: if censored, take the last evaluation
/// instead of being undefined.</param>
/// <param name="Fraction">Of the event's step: the last evaluation up to there.</param>
/// <param name="Step">A fixed step: the last evaluation up to there; undefined where the run is shorter. Null for the others.</param>
public sealed record Anchor(string? Event, bool AtEnd, double Fraction = 1, long? Step = null)
{
    public static Anchor Start { get; } = new(null, false);

    public static Anchor End { get; } = new(null, true);

    public override string ToString() => (Event, AtEnd, Step) switch
    {
        (null, _, { } step) => FormattableString.Invariant($"step {step}"),
        (null, false, _) => "start",
        (null, true, _) => "end",
        (var name, true, _) => $"{name} or end",
        (var name, false, _) => Fraction == 1 ? name : FormattableString.Invariant($"{Fraction} of {name}"),
    };
}
