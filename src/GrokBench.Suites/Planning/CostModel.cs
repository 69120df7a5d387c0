using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Planning;

/// <summary>
/// Predicts a run's time from what a few small programs took, and what it takes of the machine. Small programs do fewer multiply-adds per second than
/// large ones, so the time of a step is interpolated between measured sizes instead of divided by one rate.
/// </summary>
public sealed class CostModel
{
    /// <summary>
    /// A step that takes less is not worth sharing: calling the other threads several times a step, a few microseconds each, would eat the gain.
    /// </summary>
    public const double LeastSharedStep = 200e-6;

    /// <summary>A curve's values are held in lists that grow by doubling, and copied for checkpoints and for the record.</summary>
    private const int CurveCopies = 4;

    private readonly ImmutableArray<StepTime> measured;
    private readonly IEngine engine;
    private readonly int cores;
    private readonly int? threads;

    /// <param name="measured">At least one, of float32 programs, in any order.</param>
    /// <param name="engine">Where the runs will execute.</param>
    /// <param name="cores">Cores that all runs together may use, at least 1.</param>
    /// <param name="threads">Most threads of a run, at least 1; null: as many as its steps are worth.</param>
    public CostModel(IEnumerable<StepTime> measured, IEngine engine, int cores, int? threads = null)
    {
        (this.engine, this.cores, this.threads) = (engine, cores, threads);
        this.measured = [.. measured.OrderBy(time => time.Operations)];
        if (this.measured.IsEmpty) throw new ArgumentException("a prediction needs at least one measured program", nameof(measured));
    }

    /// <summary>
    /// Seconds that one step of so many multiply-adds takes: linear between measured sizes, the smallest program's time below them
    /// (what is left is overhead), and the largest program's rate above them.
    /// </summary>
    public double StepSeconds(double operations)
    {
        var (first, last) = (measured[0], measured[^1]);
        if (operations <= first.Operations) return first.Seconds;
        if (operations >= last.Operations) return last.Seconds * (operations / last.Operations);

        var above = 1;
        while (measured[above].Operations < operations) above++;
        var (low, high) = (measured[above - 1], measured[above]);
        var share = (operations - low.Operations) / (high.Operations - low.Operations);
        return low.Seconds + share * (high.Seconds - low.Seconds);
    }

    public RunCost Of(RunSpec run)
    {
        var family = (IFamily)run.Training.Model.Kind;
        var learner = family.Cost(run.Training);

        // A float64 lane is twice as wide, so half as many fit a vector register.
        var width = run.Training.Training.Word("precision") == "float64" ? 2 : 1;
        var watching = learner.EvaluationOperations
            + run.Observation.Measures.Sum(name => Catalogue.Measures[name].Operations(run.Training));
        var evaluations = run.Observation.Schedule.Expand(run.Observation.Steps).Length;
        var step = StepSeconds(width * learner.StepOperations);
        var needs = Needs(family, run.Training, step);
        var series = Coverage.SeriesOf(run, Catalogue.Measures).Count;
        var curve = CurveCopies * sizeof(double) * (long)evaluations * (1 + series);
        return new RunCost(run.Observation.Steps * step + evaluations * StepSeconds(width * watching), needs.Bytes + curve, needs.Threads);
    }

    /// <summary>With the threads that were asked for, or else with those that its steps are worth.</summary>
    private ResourceNeeds Needs(IFamily family, TrainingSpec training, double step)
    {
        if (threads is { } asked) return family.Needs(training, engine, Math.Min(asked, cores)) with { Threads = Math.Min(asked, cores) };
        var most = step >= LeastSharedStep ? cores : 1;
        var needs = family.Needs(training, engine, most);
        return needs.Threads == most ? needs : family.Needs(training, engine, needs.Threads);
    }
}
