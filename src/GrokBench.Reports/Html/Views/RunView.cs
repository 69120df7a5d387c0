using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Html.Views;

/// <summary>A run as the pages see it: events and phase derived from its curve.</summary>
/// <param name="Memorised">Null when not run, or when its curve lacks the event's series.</param>
/// <param name="Generalised">As <paramref name="Memorised"/>.</param>
/// <param name="Phase">Null when not run, or when it cannot be told.</param>
public sealed record RunView(ulong Seed, RunSpec Spec, RunResult? Result, EventOutcome? Memorised, EventOutcome? Generalised, Phase? Phase)
{
    public static RunView Of(RunSpec spec, ResultSet results)
    {
        if (results.Find(spec) is not { } result) return new RunView(spec.Training.Seed, spec, null, null, null, null);
        var rule = spec.Observation.Phases;
        var memorised = Locate(result, rule.Memorised);
        var generalised = Locate(result, rule.Generalised);
        var phase = PhaseClassifier.Classify(result.Curve, spec.Observation, result.Record.Status);
        return new RunView(spec.Training.Seed, spec, result, memorised, generalised, phase);
    }

    /// <summary>t_mem; more than the last evaluation where it is censored.</summary>
    public Reading MemorisedStep => StepOf(Memorised);

    public Reading GeneralisedStep => StepOf(Generalised);

    /// <summary>t_gen / t_mem; memorisation at step 0 counts as step 1, as in the phases.</summary>
    public Reading Delay => GeneralisedStep / new Reading(Math.Max(1, MemorisedStep.Low), Math.Max(1, MemorisedStep.High));

    /// <summary>When an event held; unknown when not run, or when nothing is known of the event.</summary>
    public Reading Step(string name) => StepOf(Result is null ? null : Locate(Result, name));

    public static EventSpec? Event(RunSpec spec, string name) => spec.Observation.Events.FirstOrDefault(item => item.Name == name);

    public static Reading StepOf(EventOutcome? outcome) => outcome switch
    {
        null => Reading.Unknown,
        { Held: { } step } => Reading.Exactly(step),
        { } censored => EventStep.Of(censored),
    };

    private static EventOutcome? Locate(RunResult result, string name) =>
        Event(result.Spec, name) is { } item && result.Curve.Series.ContainsKey(item.Series) && !result.Curve.Steps.IsEmpty ? Events.Locate(result.Curve, item) : null;
}
