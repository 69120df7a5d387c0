using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Records;

/// <summary>Tells what became of a run from its curve.</summary>
public static class PhaseClassifier
{
    /// <summary>Test accuracy below which a run that had generalised has lost it again: so much, or where generalising asks for less than that, this share of what it asks for.</summary>
    public const double UsualLoss = 0.9;

    private const string TestAccuracy = "test.accuracy";

    /// <remarks>
    /// Tasks without accuracy (NaN, or no such series) are never unstable.
    /// </remarks>
    /// <returns>
    /// Null where it cannot be told: the run failed, it has not the events of the rule or not their series, or it ended amid a hold
    /// of the one that decides, which going on might have completed.
    /// </returns>
    public static Phase? Classify(Curve curve, Observation observation, RunStatus status)
    {
        if (status == RunStatus.Failed) return null;
        if (status == RunStatus.Diverged) return Phase.Diverged;

        var rule = observation.Phases;
        if (Outcome(rule.Memorised) is not { } memorisation || Outcome(rule.Generalised) is not { } generalisation) return null;
        if (memorisation.Held is not { } memorised) return memorisation.Pending is null ? Phase.Confusion : null;
        if (generalisation.Held is not { } generalised) return generalisation.Pending is null ? Phase.Memorisation : null;
        if (LostAt(curve, generalised, LostBelow(observation)) is not null) return Phase.Unstable;
        return rule.IsGrokking(memorised, generalised) ? Phase.Grokking : Phase.Comprehension;

        EventOutcome? Outcome(string name) =>
            observation.Events.FirstOrDefault(spec => spec.Name == name) is { } spec && curve.Series.ContainsKey(spec.Series) ? Events.Locate(curve, spec) : null;
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
