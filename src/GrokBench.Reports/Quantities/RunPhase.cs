using GrokBench.Reports.Statistics;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Quantities;

/// <summary>
/// The phase in which a run ends, as its place in <see cref="Phase"/>: 0 confusion, 1 memorisation, 2 comprehension, 3 grokking, 4 unstable, 5 diverged. Unknown where it
/// cannot be told, see <see cref="PhaseClassifier"/>.
/// </summary>
public sealed record RunPhase : RunQuantity
{
    public static RunPhase Instance { get; } = new();

    public override string Text => "phase";

    public override Reading Read(RunResult run) =>
        PhaseClassifier.Classify(run.Curve, run.Spec.Observation, run.Record.Status) is { } phase ? Reading.Exactly((int)phase) : Reading.Unknown;

    /// <summary>The phase that a reading stands for; null where it is unknown.</summary>
    public static Phase? Of(Reading reading) => reading.Exact ? (Phase)(int)reading.Low : null;

    /// <summary>In lower case, as suites write it.</summary>
    public static string Name(Phase phase) => phase.ToString().ToLowerInvariant();
}
