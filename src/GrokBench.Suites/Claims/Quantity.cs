namespace GrokBench.Suites.Claims;

/// <summary>A number (or a censored step) read from one run.</summary>
public abstract record Quantity;

/// <summary>The step at which an event held; censored where it did not.</summary>
public sealed record EventStep(string Event) : Quantity;

/// <summary>A series' value at an anchor. Undefined (and the seed inconclusive) where the anchor's event is censored.</summary>
public sealed record ValueAt(string Series, Anchor At) : Quantity;

/// <summary>The largest or smallest value of a series between two anchors, both included.</summary>
public sealed record Extreme(string Series, bool Highest, Anchor From, Anchor To) : Quantity;

/// <summary>Mean change of a series per step between two anchors.</summary>
public sealed record RateOfChange(string Series, Anchor From, Anchor To) : Quantity;

/// <summary>Mean change per step of a series' natural logarithm between two anchors: NaN where either value is not above 0.</summary>
public sealed record LogRate(string Series, Anchor From, Anchor To) : Quantity;

/// <summary>Steps from one event to another, at least 1: at least that many where only the other is censored, unknown where the first one is.</summary>
public sealed record Delay(string Event, string After) : Quantity;

/// <summary>The number that a setting of the run has.</summary>
/// <param name="Path">A section and a key: <c>task.spurious</c>.</param>
public sealed record SettingNumber(string Path) : Quantity;

/// <summary>
/// The power of the step with which a series grows between two anchors: the least-squares slope of its logarithm against that of the step, over the evaluations
/// where both are positive.
/// </summary>
public sealed record Exponent(string Series, Anchor From, Anchor To) : Quantity;

/// <summary>
/// The step at which a series falls most steeply between two anchors, per factor of steps: the later one of the two evaluations between which its change over that of the logarithm of the
/// step is smallest. Step 0 has no logarithm. Unknown where it never falls.
/// </summary>
public sealed record SteepestFall(string Series, Anchor From, Anchor To) : Quantity;

/// <summary>
/// How clearly a series rises twice between two anchors, in its own unit: of two rises over a factor of 1.5 in steps, the smaller one less the rise over a third such
/// stretch between them (a fall counts as none), where that is largest. At most 0, but for noise, where there is one rise.
/// </summary>
public sealed record SecondRise(string Series, Anchor From, Anchor To) : Quantity;

/// <summary>
/// The highest ratio, between two anchors, of an interval's largest step loss to the running median (over <paramref name="Window"/> intervals before it) of the
/// intervals' median step loss: how far training loss spiked.
/// </summary>
public sealed record SpikeRatio(int Window, Anchor From, Anchor To) : Quantity;

/// <summary>A point of a run's time axis.</summary>
/// <param name="Event">Event name, or null for a fixed end or step.</param>
/// <param name="AtEnd">For a fixed end: the last evaluation rather than step 0. For an event: if censored, take the last evaluation instead of being undefined.</param>
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
