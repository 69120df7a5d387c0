using GrokBench.Reports.Quantities;
using GrokBench.Suites;

namespace GrokBench.Reports.Judging;

/// <summary>An event of a cell that is predicted to come late, and how many of its runs it came in.</summary>
/// <param name="Reached">Seeds in which it happened.</param>
/// <param name="Seeds">Seeds with a run.</param>
public readonly record struct LateEvent(string Event, int Reached, int Seeds)
{
    /// <summary>'So many times later' needs something that happened, in half of the seeds at least.</summary>
    public bool IsReached => 2 * Reached >= Seeds;

    /// <summary>Half a sentence with a semicolon before it; empty where it was reached.</summary>
    public string Words => IsReached ? "" : FormattableString.Invariant($"; {Event} came in {Reached} of {Figures.Count(Seeds, "seed")}, and a delay is reproduced only if it came in half of them");

    /// <summary>Null where the quantity is no time.</summary>
    public static LateEvent? Of(RunQuantity quantity, Cell cell, Evidence evidence)
    {
        if (EventOf(quantity) is not { } step) return null;
        var readings = evidence.Read(cell, step);
        return new(step.Event, readings.Count(reading => reading.Exact), readings.Length);
    }

    /// <summary>What <see cref="Of"/> reads beside a quantity.</summary>
    public static IEnumerable<RunQuantity> Reads(RunQuantity quantity) => EventOf(quantity) is { } step ? [step] : [];

    private static EventStep? EventOf(RunQuantity quantity) => quantity switch
    {
        EventStep step => step,
        Delay delay => new EventStep(delay.Event),
        _ => null,
    };
}
