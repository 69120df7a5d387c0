using GrokBench.Runner.Execution;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Progress;
using GrokBench.Runner.Scheduling;

namespace GrokBench.Runner.Commands;

/// <summary>Trains all runs of a bench, shown as they go.</summary>
internal static class Trainer
{
    /// <param name="stop">Ends every run at its next step.</param>
    public static SchedulerResult Train(Bench bench, Host host, CancellationToken stop)
    {
        var runs = bench.Plan.Runs;
        var progress = new BenchProgress(runs, Math.Max(1, Math.Min(bench.Request.Jobs, runs.Length)), host.Clock);
        var executor = new RunExecutor(bench.Store, bench.Engines, host.Clock, bench.Request.CheckpointInterval, host.Complain);
        var otherSources = new OtherSources(Build.Sources);
        var scheduler = new RunScheduler(
            new Machine(bench.Request.Jobs, bench.Request.Cores, bench.Memory), host.Clock, progress,
            (run, allowance, report, token) =>
            {
                var outcome = executor.Execute(run.AskedBy, allowance, report, token, bench.Request.Again, bench.Request.Accept);
                if (outcome is RunOutcome.Finished { Reused: true } finished) otherSources.Note(finished.Result.Record);
                return outcome;
            },
            host.Complain);

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
        Follow(Display(bench.Request.Progress, host), progress, done.WaitHandle, host);
        var result = work.GetAwaiter().GetResult();
        if (otherSources.Text is { } line) host.Complain(line);
        return result;
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
