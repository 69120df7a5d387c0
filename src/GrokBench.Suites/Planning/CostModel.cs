using GrokBench.Models;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Snapshots;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Planning;

/// <summary>Predicts a run's time from what a few small programs took on its engine, and what it takes of the machine.</summary>
public sealed class CostModel
{
    /// <summary>
    /// A step that takes less is not worth sharing: calling the other threads several times a step, a few microseconds each, would eat
    /// the gain.
    /// </summary>
    public const double LeastSharedStep = 200e-6;

    /// <summary>A curve's values are held in lists that grow by doubling, and copied for checkpoints and for the record.</summary>
    private const int CurveCopies = 4;

    private readonly EngineChoice engines;
    private readonly StepTimes onAsked;
    private readonly Lazy<StepTimes> onBuiltIn;
    private readonly int cores;
    private readonly int? threads;

    /// <param name="engines">Where the runs will execute.</param>
    /// <param name="measure">Times small programs on an engine; asked for each engine at most once, and only if a run executes
    /// there.</param>
    /// <param name="cores">Cores that all runs together may use, at least 1.</param>
    /// <param name="threads">Most threads of a run, at least 1; null: as many as its steps are worth.</param>
    public CostModel(EngineChoice engines, Func<IEngine, StepTimes> measure, int cores, int? threads = null)
    {
        (this.engines, this.cores, this.threads) = (engines, cores, threads);
        onAsked = measure(engines.Asked);
        onBuiltIn = new Lazy<StepTimes>(() => engines.BuiltIn == engines.Asked ? onAsked : measure(engines.BuiltIn));
    }

    /// <summary>
    /// For a run that is stacked the time is that of the whole stack's steps: as many runs as the stack has places take it together.
    /// </summary>
    public RunCost Of(RunSpec run)
    {
        var (training, family) = (run.Training, (IFamily)run.Training.Model.Kind);
        var learner = family.Cost(training);

        // A float64 lane is twice as wide, so half as many fit a vector register.
        var width = training.Training.Word("precision") == "float64" ? 2 : 1;
        var watching = learner.EvaluationOperations
            + run.Observation.Measures.Sum(name => Catalogue.Measures[name].Operations(training));
        var evaluations = run.Observation.Schedule.Count(run.Observation.Steps);
        var times = engines.Of(training) == engines.Asked ? onAsked : onBuiltIn.Value;
        var step = times.Seconds(width * learner.StepOperations);
        var needs = engines.TakesCores(training) ? Needs(family, training, step) : family.Needs(training, engines.Of(training), threads: 1) with { Threads = 1 };
        var series = Coverage.SeriesOf(run, Catalogue.Measures).Count;
        var curve = CurveCopies * sizeof(double) * evaluations * (1 + series);

        // One measure after the other, but what one leaves behind may still be there for the next.
        var measured = Int128.Zero;
        foreach (var name in run.Observation.Measures) measured += Catalogue.Measures[name].Bytes(training, engines.Of(training));
        if (run.Observation.Snapshots) measured += TableSnapshots.Bytes(training, engines.Of(training));
        var bytes = (long)Int128.Min(needs.Bytes + measured + curve, long.MaxValue);
        var steps = StepsSeconds(training, run.Observation.Steps, part => times.Seconds(width * family.Cost(part).StepOperations));
        return new RunCost(steps + evaluations * times.Seconds(width * watching), bytes, needs.Threads)
        {
            TakesCores = engines.TakesCores(training),
        };
    }

    /// <inheritdoc cref="EngineChoice.StackOf"/>
    public string? StackOf(RunSpec run) => engines.StackOf(run.Training);

    /// <summary>
    /// Of all steps, each stage's by its own settings. When an event begins one is not known: it may be at once or never, whichever takes longer.
    /// </summary>
    private static double StepsSeconds(TrainingSpec training, long budget, Func<TrainingSpec, double> each)
    {
        var (parts, stages) = (training.Parts, training.Stages);
        var (seconds, begun, dearest) = (0.0, 0L, each(parts[0]));
        foreach (var (stage, part) in stages.Zip(parts.Skip(1)))
        {
            var next = each(part);
            if (stage.Start is not StepStart start)
            {
                dearest = Math.Max(dearest, next);
                continue;
            }

            var end = Math.Clamp(start.Step, begun, budget);
            seconds += (end - begun) * dearest;
            (begun, dearest) = (end, next);
        }

        return seconds + ((budget - begun) * dearest);
    }

    /// <summary>With the threads that were asked for, or else with those that its steps are worth.</summary>
    private ResourceNeeds Needs(IFamily family, TrainingSpec training, double step)
    {
        var engine = engines.Of(training);
        if (threads is { } asked) return family.Needs(training, engine, Math.Min(asked, cores)) with { Threads = Math.Min(asked, cores) };
        var most = step >= LeastSharedStep ? cores : 1;
        var needs = family.Needs(training, engine, most);
        return needs.Threads == most ? needs : family.Needs(training, engine, needs.Threads);
    }
}
