using System.Collections.Immutable;
using GrokBench.Runner.Execution;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Progress;
using GrokBench.Runner.Scheduling;
using GrokBench.Suites.Planning;

namespace GrokBench.Runner.Commands;

/// <summary>Trains all runs of a bench, shown as they go.</summary>
internal static class Trainer
{
    /// <param name="stop">Ends every run at its next step.</param>
    public static SchedulerResult Train(Bench bench, Host host, CancellationToken stop)
    {
        var executor = new RunExecutor(bench.Store, bench.Engines, host.Clock, bench.Request.CheckpointInterval, host.Complain);
        var otherSources = new OtherSources(Build.Sources);
        var result = Train(bench.Plan.Runs, bench.Request, bench.Memory, host, Execute, stop);
        if (otherSources.Text is { } line) host.Complain(line);
        return result;

        RunOutcome Execute(PlannedRun run, RunAllowance allowance, IProgress<RunProgress> report, CancellationToken token)
        {
            var outcome = executor.Execute(run.AskedBy, allowance, report, token, bench.Request.Again, bench.Request.Accept);
            if (outcome is RunOutcome.Finished { Reused: true } finished) otherSources.Note(finished.Result.Record);
            return outcome;
        }
    }

    /// <summary>Brings runs to their end, as many at a time as the request says, shown as they go.</summary>
    /// <param name="runs">In the order in which they begin.</param>
    /// <param name="memory">Bytes that all of them together may take.</param>
    /// <param name="train">Brings one to its end; called from several threads at once.</param>
    /// <param name="stop">Ends every run at its next step.</param>
    public static SchedulerResult Train(
        ImmutableArray<PlannedRun> runs, BenchRequest request, long memory, Host host, TrainRun train, CancellationToken stop)
    {
        var progress = new BenchProgress(runs, Math.Max(1, Math.Min(request.Jobs, runs.Length)), host.Clock);
        var scheduler = new RunScheduler(new Machine(request.Jobs, request.Cores, memory), host.Clock, progress, train, host.Complain);

        // The runs have threads of their own; this one shows how they do.
        using var done = new ManualResetEventSlim();
        var work = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    return scheduler.Run(runs, stop);
                }
                finally
                {
                    done.Set();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Follow(Display(request.Progress, host), progress, done.WaitHandle, host);
        return work.GetAwaiter().GetResult();
    }

    /// <summary>A display that fails costs the sight of the runs, and not the runs.</summary>
    private static void Follow(IProgressDisplay display, BenchProgress progress, WaitHandle done, Host host)
    {
        try
        {
            display.Follow(progress, done);
        }
        catch (Exception exception)
        {
            host.Complain($"progress cannot be shown from here on: {ProgramFault.Text(exception)}");
            done.WaitOne();
        }
    }

    private static IProgressDisplay Display(ProgressStyle style, Host host) => style switch
    {
        ProgressStyle.Quiet => new QuietDisplay(),
        ProgressStyle.Automatic when host.Status.Profile.Capabilities.Interactive => new LiveDisplay(host.Status),
        _ => new PlainDisplay(host.Complain),
    };
}
