using System.Collections.Immutable;
using GrokBench.Runner.Progress;
using GrokBench.Runner.Tests.Execution;
using GrokBench.Runner.Tests.Screens;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Tests.Planning;

namespace GrokBench.Runner.Tests.Progress;

[SetCulture("ru-RU")]
public sealed class DisplayTests
{
    private static readonly ImmutableArray<PlannedRun> Runs = BenchPlan.Of([Planned.Suite("one", [Planned.Group("a", 1, 10_000, 1, 2)])], Planned.Costs).Runs;

    private readonly ManualClock clock = new();
    private BenchProgress progress = null!;

    [SetUp]
    public void Begin()
    {
        progress = new BenchProgress(Runs, 2, clock);
        progress.Started(0, Runs[0]);
        progress.Started(1, Runs[1]);
        clock.Advance(TimeSpan.FromSeconds(12.34));
    }

    [Test]
    public void Plain_RunFinished_IsOneLine()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        progress.Finished(0, RunEnding.Trained, "complete at step 10000");

        new PlainDisplay(writer.WriteLine).Show(progress);

        Assert.That(writer.ToString(), Is.EqualTo($"[0:00:12] 1/2 {Runs[0].Name}: complete at step 10000 (12 s)\n"));
    }

    [Test]
    public void Plain_NothingFinishedForHalfAMinute_SaysWhatIsRunning()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        progress.Finished(0, RunEnding.Trained, "complete at step 10000");
        var display = new PlainDisplay(writer.WriteLine);
        display.Show(progress);
        writer.GetStringBuilder().Clear();
        progress.Advanced(1, 0, double.NaN, double.NaN);
        clock.Advance(TimeSpan.FromSeconds(29));
        display.Show(progress);
        Assert.That(writer.ToString(), Is.Empty, "too early");

        clock.Advance(TimeSpan.FromSeconds(1));
        progress.Advanced(1, 4_000, 1, 0.25);
        display.Show(progress);
        display.Show(progress);

        // 1.4 runs in 12.34 + 42.34 worker-seconds: the 0.6 that are left take 23.4 s on the worker that has them.
        Assert.That(writer.ToString(), Is.EqualTo(
            $"[0:00:42] 1/2 runs finished, about 23 s left; {Runs[1].Name} at step 4000/10000, train 1.000, test 0.250\n"));
    }

    [Test]
    public void Live_OneWorkerIdle_ShowsTheOthersRun()
    {
        using var recording = new Recording(80);
        progress.Advanced(1, 5_000, 0.99951, double.NaN);
        progress.Finished(0, RunEnding.Failed, "failed: why");

        recording.Console.Write(LiveDisplay.Screen(progress.View()));

        Assert.That(recording.Text, Is.EqualTo(
            $"""
            1/2 runs: 0 trained, 0 reused, 1 failed. 12 s
            run                               step     of  train  test
            -
            {Runs[1].Name}  5000  10000  1.000     -
            """));
    }
}
