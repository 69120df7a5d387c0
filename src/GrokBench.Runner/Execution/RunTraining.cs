using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Snapshots;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Runner.Execution;

/// <summary>
/// One run being trained, from its beginning or from a checkpoint. All that decides the result (curve, pending step losses, digest, the learner's state) goes
/// through checkpoints unchanged, so an interruption cannot be told from the result.
/// </summary>
internal sealed class RunTraining
{
    private const string TrainSplit = "train", TestSplit = "test";
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(500);

    private readonly RunSpec spec;
    private readonly RunDemand demand;
    private readonly ILearner learner;
    private readonly RunAllowance allowance;
    private readonly TimeProvider clock;
    private readonly CurveBuilder curve;
    private readonly TrajectoryDigest digest;
    private readonly StepLosses losses = new();

    /// <summary>With the names of their series, which take making a graph to tell.</summary>
    private readonly ImmutableArray<(IMeasure Measure, ImmutableArray<string> Names)> measures;
    private readonly double wallBefore;
    private readonly double cpuBefore;
    private readonly long wallStart;
    private readonly double cpuStart = ThreadProcessorTime.Seconds();
    private readonly ImmutableArray<TableSnapshot>.Builder snapshots = ImmutableArray.CreateBuilder<TableSnapshot>();
    private double trainAccuracy;
    private double testAccuracy;

    /// <param name="learner">At step 0, or restored from the checkpoint.</param>
    /// <param name="checkpoint">Null for a new run.</param>
    public RunTraining(RunSpec spec, RunDemand demand, ILearner learner, RunAllowance allowance, Checkpoint? checkpoint, TimeProvider clock)
    {
        (this.spec, this.demand, this.learner, this.allowance, this.clock) = (spec, demand, learner, allowance, clock);
        measures = [.. demand.Measures.Select(measure => (measure, measure.Series(spec.Training)))];
        wallStart = clock.GetTimestamp();
        curve = checkpoint is null ? new CurveBuilder(demand.Series) : new CurveBuilder(checkpoint.Curve);
        digest = new TrajectoryDigest(checkpoint?.Trajectory ?? [], learner.StateParts, checkpoint?.Parts ?? []);
        foreach (var loss in checkpoint?.StepLosses ?? []) losses.Add(loss);
        snapshots.AddRange(checkpoint?.Snapshots ?? []);
        (trainAccuracy, testAccuracy) = (LastAccuracy(TrainSplit), LastAccuracy(TestSplit));
        (wallBefore, cpuBefore) = (checkpoint?.WallSeconds ?? 0, checkpoint?.CpuSeconds ?? 0);

        double LastAccuracy(string split) =>
            checkpoint is not null && checkpoint.Curve.Series.TryGetValue($"{split}.accuracy", out var values) ? values[^1] : double.NaN;
    }

    /// <summary>Where and how training diverged; null when it did not.</summary>
    public string? Divergence { get; private set; }

    private string Reason => learner.Trouble is { } trouble ? $": {trouble}" : "";

    /// <summary>The most threads that it had at a time.</summary>
    public int Threads { get; private set; }

    /// <summary>See <see cref="ILearner.Stack"/>.</summary>
    public int Stack => learner.Stack;

    public Curve Curve => curve.ToCurve();

    public ImmutableArray<TrajectoryPoint> Trajectory => digest.Points;

    /// <summary>Of the links of <see cref="Trajectory"/>.</summary>
    public ImmutableArray<PartDigest> Parts => digest.Parts;

    /// <summary>Null where nobody asked for them.</summary>
    public ImmutableArray<TableSnapshot>? Snapshots => demand.Snapshots ? snapshots.ToImmutable() : null;

    public double WallSeconds => wallBefore + clock.GetElapsedTime(wallStart).TotalSeconds;

    public double CpuSeconds => cpuBefore + ThreadProcessorTime.Seconds() - cpuStart;

    /// <summary>Trains until everything asked for is there, or training diverges, or a stop is asked for.</summary>
    /// <returns>False when it was stopped, at a step boundary.</returns>
    public bool Run(TimeSpan checkpointInterval, Action saveCheckpoint, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        var (saved, told) = (clock.GetTimestamp(), clock.GetTimestamp());
        while (true)
        {
            // The parameters after `step` updates: evaluate and hash them where due (a checkpoint may have been taken after either).
            var step = learner.Steps;
            UseAllowedThreads();
            var evaluated = demand.Evaluates(step);
            if (evaluated && curve.LastStep < step)
            {
                Evaluate(step);
                Tell();
            }

            if (TrajectoryDigest.IsRegular(step)) digest.Add(step, learner.Save);
            if (evaluated && demand.MetBy(curve))
            {
                Divergence = Coverage.Divergence(curve.ToCurve()) is { } divergence ? divergence + Reason : null;
                break;
            }

            // Between two steps: stop, or make sure that a kill loses little.
            if (stop.IsCancellationRequested)
            {
                saveCheckpoint();
                return false;
            }

            if (clock.GetElapsedTime(saved) >= checkpointInterval)
            {
                saveCheckpoint();
                saved = clock.GetTimestamp();
            }

            if (clock.GetElapsedTime(told) >= ProgressInterval) Tell();

            var loss = learner.Step();
            losses.Add(loss);
            if (!double.IsFinite(loss))
            {
                Divergence = Coverage.Divergence(step, loss) + Reason;
                AddToCurve(learner.Steps, []);
                break;
            }
        }

        digest.Add(learner.Steps, learner.Save);
        if (Divergence is null) TakeSnapshot(isLast: true);
        return true;

        void Tell()
        {
            progress?.Report(new RunProgress(spec, learner.Steps, demand.Steps[^1], trainAccuracy, testAccuracy));
            told = clock.GetTimestamp();
        }
    }

    /// <summary>Everything to go on from here but the learner's state.</summary>
    public Checkpoint Checkpoint(string engine) =>
        new(spec.Id.Text, engine, learner.Steps, Curve, losses.ToImmutable(), digest.Points, WallSeconds, CpuSeconds, Stack)
        {
            Parts = Parts,
            Snapshots = Snapshots,
            Measures = MeasureVersions.Of(demand.Measures),
        };

    private void UseAllowedThreads()
    {
        learner.Threads = allowance.Threads;
        Threads = Math.Max(Threads, learner.Threads);
    }

    private void Evaluate(long step)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        var finite = true;
        foreach (var split in demand.Splits)
        {
            var score = learner.Evaluate(split);
            values[$"{split}.loss"] = score.Loss;
            values[$"{split}.accuracy"] = score.Accuracy;
            if (split == TestSplit) testAccuracy = score.Accuracy;
            if (split == TrainSplit) (trainAccuracy, finite) = (score.Accuracy, double.IsFinite(score.Loss));
        }

        // Measures need finite parameters: an eigendecomposition of NaN does not end well.
        foreach (var (measure, names) in finite ? measures : [])
        {
            var results = new double[names.Length];
            measure.Evaluate(learner, spec.Training, results);
            for (var i = 0; i < names.Length; i++) values[names[i]] = results[i];
        }

        AddToCurve(step, values);
        if (finite) TakeSnapshot();
    }

    /// <summary>Where one is due. Evaluations alone decide when that is: an interruption does not move it.</summary>
    private void TakeSnapshot(bool isLast = false)
    {
        long? before = snapshots.Count > 0 ? snapshots[^1].Step : null;
        if (demand.Snapshots && before != learner.Steps && (isLast || TableSnapshots.AreDue(learner.Steps, before))) snapshots.Add(TableSnapshots.Take((NeuralLearner)learner));
    }

    private void AddToCurve(long step, Dictionary<string, double> values)
    {
        (values[Coverage.StepLossLowest], values[Coverage.StepLossMedian], values[Coverage.StepLossHighest]) = losses.Take();
        curve.Add(step, values);
    }
}
