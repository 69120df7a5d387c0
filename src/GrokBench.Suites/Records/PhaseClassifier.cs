using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Records;

/// <summary>Tells what became of a run from its curve.</summary>
public static class PhaseClassifier
{
    /// <summary>Test accuracy below which a run that had generalised has lost it again: so much, or where generalising asks for less than that, this share of what it asks for.</summary>
    public const double UsualLoss = 0.9;

    private const string TestAccuracy = "test.accuracy";

    /// <summary>As <see cref="Classify"/>; null where the run is failed, or has not the events that tell, or not their series.</summary>
    public static Phase? TryClassify(Curve curve, Observation observation, RunStatus status)
    {
        var told = status == RunStatus.Diverged || (status != RunStatus.Failed && Has(observation.Phases.Memorised) && Has(observation.Phases.Generalised));
        return told ? Classify(curve, observation, status) : null;

        bool Has(string name) => observation.Events.Any(item => item.Name == name && curve.Series.ContainsKey(item.Series));
    }

    /// <remarks>
    /// Memorisation at step 0 counts as step 1 in the ratio. Tasks without accuracy (NaN, or no such series) are never unstable.
    /// </remarks>
    /// <exception cref="ArgumentException">The run failed, or its observation lacks one of the rule's events.</exception>
    public static Phase Classify(Curve curve, Observation observation, RunStatus status)
    {
        if (status == RunStatus.Failed) throw new ArgumentException("a failed run has no phase", nameof(status));
        if (status == RunStatus.Diverged) return Phase.Diverged;

        var rule = observation.Phases;
        if (Outcome(rule.Memorised).Held is not { } memorised) return Phase.Confusion;
        if (Outcome(rule.Generalised).Held is not { } generalised) return Phase.Memorisation;
        if (LostAt(curve, generalised, LostBelow(observation)) is not null) return Phase.Unstable;
        return generalised >= rule.GrokkingRatio * Math.Max(1, memorised) ? Phase.Grokking : Phase.Comprehension;

        EventOutcome Outcome(string name) => Events.Locate(
            curve, observation.Events.FirstOrDefault(spec => spec.Name == name) ?? throw new ArgumentException($"no event is called '{name}'", nameof(observation)));
    }

    /// <summary>Test accuracy below which a run has lost its generalisation again; see <see cref="UsualLoss"/>.</summary>
    public static double LostBelow(Observation observation) =>
        observation.Events.FirstOrDefault(spec => spec.Name == observation.Phases.Generalised) is { Series: TestAccuracy, Comparison: Comparison.AtLeast, Threshold: < UsualLoss } low
            ? UsualLoss * low.Threshold
            : UsualLoss;

    /// <summary>The first evaluation after a step at which test accuracy lies below a bound; null if none does.</summary>
    private static long? LostAt(Curve curve, long generalised, double bound)
    {
        if (!curve.Series.TryGetValue(TestAccuracy, out var accuracy)) return null;
        for (var i = 0; i < accuracy.Length; i++)
        {
            if (curve.Steps[i] > generalised && accuracy[i] < bound) return curve.Steps[i];
        }

        return null;
    }
}
