using System.Globalization;
using GrokBench.Runner.Formatting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GrokBench.Runner.Progress;

/// <summary>For terminals: one table that is redrawn in place.</summary>
internal sealed class LiveDisplay(IAnsiConsole console) : IProgressDisplay
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    public void Follow(BenchProgress progress, WaitHandle done) =>
        console.Live(Screen(progress.View())).AutoClear(true).Start(live =>
        {
            while (!done.WaitOne(Beat)) live.UpdateTarget(Screen(progress.View()));
        });

    /// <summary>One line on the whole, and one row per worker.</summary>
    internal static IRenderable Screen(ProgressView view)
    {
        var failed = view.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {view.Failed} failed");
        var left = view.Left is { } time ? $", about {Units.Duration(time.TotalSeconds)} left" : "";
        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{view.Finished}/{view.Runs} runs: {view.Trained} trained, {view.Reused} reused{failed}. {Units.Duration(view.Elapsed.TotalSeconds)}{left}");

        var table = TextTable.Columns("run", ">step", ">of", ">train", ">test");
        foreach (var worker in view.Workers)
        {
            if (worker.Run is null) table.Row("-", "", "", "", "");
            else table.Row(worker.Run, Units.Number(worker.Step), Units.Number(worker.Budget), Units.Accuracy(worker.TrainAccuracy), Units.Accuracy(worker.TestAccuracy));
        }

        return new Rows(new Text(summary), table);
    }
}
