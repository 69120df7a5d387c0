using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Models.Measures;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Records;

/// <summary>
/// Whether a run holds what an observer asked for, and what that observer would have seen had the run been trained for it alone. A run serves several observers
/// with one training; a verdict must not depend on who else asked.
/// </summary>
public static class Coverage
{
    /// <summary>Training losses of the steps between evaluations.</summary>
    public const string StepLossLowest = "step-loss.min", StepLossMedian = "step-loss.median", StepLossHighest = "step-loss.max";

    private const string TrainLoss = "train.loss";

    /// <summary>Names of the series that an observation asks for, in ordinal order.</summary>
    /// <param name="measures">Known measures by name.</param>
    /// <exception cref="KeyNotFoundException">A measure is unknown.</exception>
    public static ImmutableSortedSet<string> SeriesOf(RunSpec spec, IReadOnlyDictionary<string, IMeasure> measures)
    {
        var splits = ((ITask)spec.Training.Task.Kind).Shape(spec.Training.Task).Splits;
        IEnumerable<string> series =
        [
            StepLossLowest, StepLossMedian, StepLossHighest,
            .. splits.SelectMany(split => new[] { $"{split}.loss", $"{split}.accuracy" }),
            .. spec.Observation.Measures.SelectMany(name => measures[name].Series(spec.Training)),
        ];
        return series.ToImmutableSortedSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// The step at which the observer's own run ends: its budget, or its first evaluation at or after the stop that its rule sets. Null while the curve does
    /// not reach so far, or where it lacks one of the observer's evaluations.
    /// </summary>
    /// <param name="curve">Needs the series of the stop rule's events only.</param>
    public static long? End(Curve curve, Observation observation)
    {
        // The observer's evaluations, as far as the curve goes without a gap: its stop depends on these alone.
        var wanted = observation.Schedule.Expand(observation.Steps);
        var evaluated = curve.Steps.ToHashSet();
        var reached = wanted.TakeWhile(evaluated.Contains).ToImmutableArray();
        if (reached.IsEmpty) return null;
        var until = Stopping.Until(reached.Length == curve.Steps.Length ? curve : Thin(curve, reached), observation);
        return reached.FirstOrDefault(step => step >= until, -1) is >= 0 and var end ? end : null;
    }

    /// <summary>
    /// The run as this observer would have trained it; null when it holds too little, of another version of a measure, or failed.
    /// </summary>
    public static RunResult? Project(RunSpec spec, StoredRun run, IReadOnlyDictionary<string, IMeasure> measures)
    {
        var (record, curve) = run;
        if (record.Status == RunStatus.Failed || !SeriesOf(spec, measures).All(curve.Series.ContainsKey)) return null;
        if (spec.Observation.Snapshots && record.Snapshots is null) return null;
        if (!MeasureVersions.AreOfToday(MeasureVersions.Of(record), spec.Observation.Measures.Select(name => measures[name]))) return null;

        var wanted = spec.Observation.Schedule.Expand(spec.Observation.Steps);
        var end = End(curve, spec.Observation);
        if (end is null)
        {
            // A run that a step's loss ended has no more to give than what came before, and where it diverged. (One that only its last evaluation shows to
            // have diverged might be trained further.)
            if (!EndedByStep(run) || record.Steps > spec.Observation.Steps) return null;
            if (!wanted.Where(step => step < record.Steps).All(step => curve.Steps.BinarySearch(step) >= 0)) return null;
            end = record.Steps;
        }

        ImmutableArray<long> kept = [.. wanted.Where(step => step < end), end.Value];
        if (kept.Length < curve.Steps.Length) curve = Thin(curve, kept);
        var divergence = record.Status == RunStatus.Diverged && record.Steps == end ? record.Message : Divergence(curve);
        return new RunResult(spec, record with
        {
            Status = divergence is null ? RunStatus.Complete : RunStatus.Diverged,
            Message = divergence,
            Steps = end.Value,
            Budget = spec.Observation.Steps,
            Events = Events.LocateAll(curve, spec.Observation.Events),
            Final = LastValues(curve),
            Trajectory = [.. record.Trajectory.Where(point => point.Step <= end)],
            Parts = [],
            Stages = [.. record.Stages.Where(start => start < end)],
            SeriesDigests = SeriesDigest.Of(curve),
            Mistakes = record.Steps == end ? record.Mistakes : null,
            Snapshots = spec.Observation.Snapshots ? [.. record.Snapshots!.Value.Where(snapshot => snapshot.Step <= end)] : null,
        }, curve);
    }

    /// <summary>Whether the loss of a step ended the run, and not what its last evaluation shows.</summary>
    internal static bool EndedByStep(StoredRun run) =>
        run.Record.Status == RunStatus.Diverged && !double.IsFinite(run.Curve.Series[StepLossHighest][^1]);

    /// <summary>Whether a series is of the steps between evaluations.</summary>
    internal static bool IsStepLoss(string series) => series is StepLossLowest or StepLossMedian or StepLossHighest;

    /// <summary>What is wrong with a run that ends with this curve: a training loss that is not finite at its last evaluation. Null when nothing is.</summary>
    public static string? Divergence(Curve curve) =>
        curve.Series[TrainLoss][^1] is var loss && double.IsFinite(loss) ? null : Divergence(curve.Steps[^1], loss);

    /// <summary>Says that the training loss was not finite at a step.</summary>
    public static string Divergence(long step, double loss) =>
        string.Create(CultureInfo.InvariantCulture, $"diverged: the training loss was {loss} at step {step}");

    /// <summary>Every series' value at the last evaluation.</summary>
    public static ImmutableSortedDictionary<string, double> LastValues(Curve curve) =>
        curve.Series.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value[^1], StringComparer.Ordinal);

    /// <summary>
    /// The curve at some of its steps. Step losses of joined intervals: smallest, largest, and the median of the intervals' medians, each counted once per step
    /// of its interval (the lower of two), which is the median itself where nothing is joined.
    /// </summary>
    private static Curve Thin(Curve curve, ImmutableArray<long> steps)
    {
        var indices = steps.Select(step => curve.Steps.BinarySearch(step)).ToArray();
        return new Curve(steps, curve.Series.ToImmutableSortedDictionary(pair => pair.Key, pair => Thin(pair.Key, pair.Value), StringComparer.Ordinal));

        ImmutableArray<double> Thin(string name, ImmutableArray<double> values) => name switch
        {
            StepLossLowest => [.. indices.Select((index, i) => Joined(i).Min(part => values[part]))],
            StepLossHighest => [.. indices.Select((index, i) => Joined(i).Max(part => values[part]))],
            StepLossMedian => [.. indices.Select((index, i) => WeightedMedian([.. Joined(i).Select(part => (values[part], Length(part)))]))],
            _ => [.. indices.Select(index => values[index])],
        };

        // The recorded intervals that make up the i-th kept one; the first evaluation stands alone.
        IEnumerable<int> Joined(int i) => i == 0 ? [indices[0]] : Enumerable.Range(indices[i - 1] + 1, indices[i] - indices[i - 1]);

        long Length(int index) => index == 0 ? 1 : curve.Steps[index] - curve.Steps[index - 1];
    }

    private static double WeightedMedian((double Value, long Weight)[] parts)
    {
        Array.Sort(parts);
        var total = parts.Sum(part => part.Weight);
        long passed = 0;
        return parts.First(part => 2 * (passed += part.Weight) >= total).Value;
    }
}
