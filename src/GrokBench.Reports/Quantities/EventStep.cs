using GrokBench.Reports.Statistics;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Quantities;

/// <summary>
/// The step at which an event held; more than the last step where it did not, at least the step at which its hold began where the run
/// ended before that was complete.
/// An event that is met at step 0 counts as step 1, since times are compared by ratios.
/// </summary>
public sealed record EventStep(string Event) : RunQuantity
{
    public override string Text => Event;

    public override Reading Read(RunResult run) => Of(Moments.Outcome(run, Event));

    /// <summary>What is known of the step of an event.</summary>
    public static Reading Of(EventOutcome outcome) => outcome switch
    {
        { Held: { } held } => Reading.Exactly(Math.Max(1, held)),

        // Steps are whole: more than half a step less is the same as at least this one.
        { Pending: { } begun } => Reading.MoreThan(Math.Max(1, begun) - 0.5),
        _ => Reading.MoreThan(outcome.LastStep),
    };
}
