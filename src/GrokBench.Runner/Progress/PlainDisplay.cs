using System.Globalization;
using GrokBench.Runner.Formatting;

namespace GrokBench.Runner.Progress;

/// <summary>For logs: one line per finished run, and one on the whole now and then.</summary>
internal sealed class PlainDisplay(Action<string> say) : IProgressDisplay
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenStatusLines = TimeSpan.FromSeconds(30);

    private TimeSpan lastLine;

    public void Follow(BenchProgress progress, WaitHandle done)
    {
        while (!done.WaitOne(Beat)) Show(progress);
        Show(progress);
    }

    /// <summary>Writes what has happened since the last call.</summary>
    internal void Show(BenchProgress progress)
    {
        while (progress.NextFinished() is { } run)
        {
            var width = run.Runs.ToString(CultureInfo.InvariantCulture).Length;
            var number = run.Number.ToString(CultureInfo.InvariantCulture).PadLeft(width);
            say($"[{Clock(run.At)}] {number}/{run.Runs} {run.Name}: {run.Ending} ({Units.Duration(run.Took.TotalSeconds)})");
            lastLine = run.At;
        }

        var view = progress.View();
        if (view.Elapsed - lastLine < BetweenStatusLines) return;
        var running = string.Join("; ", view.Workers.Where(worker => worker.Run is not null).Select(Describe));
        var left = view.Left is { } time ? $", about {Units.Duration(time.TotalSeconds)} left" : "";
        say($"[{Clock(view.Elapsed)}] {view.Finished}/{view.Runs} runs finished{left}; {(running.Length == 0 ? "waiting" : running)}");
        lastLine = view.Elapsed;
    }

    private static string Describe(WorkerView worker) => string.Create(
        CultureInfo.InvariantCulture,
        $"{worker.Run} at step {worker.Step}/{worker.Budget}, train {Units.Accuracy(worker.TrainAccuracy)}, test {Units.Accuracy(worker.TestAccuracy)}");

    private static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
}
