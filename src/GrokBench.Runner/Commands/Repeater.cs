using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrokBench.Runner.Execution;
using GrokBench.Runner.Formatting;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Verifying;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Runner.Commands;

/// <summary>Trains recorded runs again, in a folder apart.</summary>
internal sealed class Repeater
{
    private readonly BenchRequest request;
    private readonly Host host;
    private readonly EngineChoice engines;

    /// <exception cref="Tensors.Engines.EngineException">The engine cannot be used here.</exception>
    public Repeater(BenchRequest request, Host host)
    {
        (this.request, this.host) = (request, host);
        engines = Bench.EnginesOf(request, host);
        Repeatable = new Repeatable(engines, () => Bench.CostsOf(request, engines, host));
    }

    public Repeatable Repeatable { get; }

    /// <summary>Predicted, as a plan is: for people.</summary>
    public string Prediction(ImmutableArray<Repetition> runs) =>
        $"at most about {Units.Duration(Plan(runs).WallSeconds(request.Jobs))} with {Units.Number(request.Jobs)} at a time";

    /// <param name="runs">Of different run ids.</param>
    /// <param name="scratch">Where they are trained.</param>
    /// <param name="stop">Ends every run at its next step.</param>
    public RepetitionResult Train(ImmutableArray<Repetition> runs, ScratchFolder scratch, CancellationToken stop)
    {
        var store = new RunStore(scratch.Path, engines.IdentityOf);
        var executor = new RunExecutor(store, engines, host.Clock, request.CheckpointInterval, host.Complain);
        var asked = runs.ToImmutableDictionary(run => run.Asked.Spec.Id);
        var done = new ConcurrentDictionary<RunId, Repeated>();
        var training = Trainer.Train(Plan(runs).Runs, request, request.Memory ?? host.Memory(), host, Repeat, stop);
        return new RepetitionResult(done.ToImmutableDictionary(), training);

        RunOutcome Repeat(PlannedRun planned, RunAllowance allowance, IProgress<RunProgress> progress, CancellationToken token)
        {
            var run = asked[planned.Id];
            var outcome = executor.Repeat(run.Asked, run.Kept, allowance, progress, token);
            if (outcome is not RunOutcome.Finished) return outcome;
            var (again, problem) = store.Read(run.Asked.Spec);
            if (again is null) return new RunOutcome.Failed(problem ?? "the new result is gone");
            done[planned.Id] = new Repeated(run, again);
            return outcome;
        }
    }

    private static BenchPlan Plan(ImmutableArray<Repetition> runs) => BenchPlan.Of(runs.Select(run => run.Planned));
}
