using System.Collections.Immutable;
using GrokBench.Runner.Progress;
using GrokBench.Runner.Tests.Execution;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Tests.Planning;

namespace GrokBench.Runner.Tests.Progress;

public sealed class BenchProgressTests
{
    // Four runs of 10,000 steps and 1,001 evaluations of a millisecond: 11.001 predicted seconds each.
    private static readonly ImmutableArray<PlannedRun> Runs = BenchPlan.Of([Planned.Suite("one", [Planned.Group("a", 4, 10_000, 1)])], Planned.Costs).Runs;

    private readonly ManualClock clock = new();

    [Test]
    public void View_NothingDone_KnowsNoTimeLeft()
    {
        var view = new BenchProgress(Runs, 2, clock).View();

        Assert.That(view.Left, Is.Null);
        Assert.That(view.Workers, Is.EqualTo([WorkerView.Idle, WorkerView.Idle]));
    }

    [Test]
    public void View_HalfOfTheRunsTrained_LeavesAsMuchTimeAgain()
    {
        var progress = new BenchProgress(Runs, 2, clock);
        progress.Started(0, Runs[0]);
        progress.Started(1, Runs[1]);
        clock.Advance(TimeSpan.FromSeconds(30));
        progress.Finished(0, RunEnding.Trained, "");
        progress.Finished(1, RunEnding.Trained, "");

        Assert.That(progress.View().Left!.Value.TotalSeconds, Is.EqualTo(30).Within(1e-9));
    }

    [Test]
    public void View_OneLongRunLeft_IsNotDividedAmongIdleWorkers()
    {
        var progress = new BenchProgress([Runs[0]], 2, clock);
        progress.Started(0, Runs[0]);
        progress.Advanced(0, 0, double.NaN, double.NaN);
        clock.Advance(TimeSpan.FromSeconds(10));
        progress.Advanced(0, 2_500, 1, 0.5);

        Assert.That(progress.View().Left!.Value.TotalSeconds, Is.EqualTo(30).Within(1e-9));
    }

    [Test]
    public void View_RunTakenUpFromACheckpoint_IsNotTakenForFast()
    {
        var progress = new BenchProgress([Runs[0]], 1, clock);
        progress.Started(0, Runs[0]);
        progress.Advanced(0, 5_000, 1, 0.5);
        clock.Advance(TimeSpan.FromSeconds(10));
        progress.Advanced(0, 7_500, 1, 0.5);

        Assert.That(progress.View().Left!.Value.TotalSeconds, Is.EqualTo(10).Within(1e-9));
    }

    [Test]
    public void View_RunPutBack_IsStillToBeDone()
    {
        var progress = new BenchProgress(Runs, 1, clock);
        progress.Started(0, Runs[0]);
        clock.Advance(TimeSpan.FromSeconds(5));
        progress.Finished(0, RunEnding.Trained, "");
        progress.Started(0, Runs[1]);
        progress.PutBack(0);

        Assert.That(progress.View().Left!.Value.TotalSeconds, Is.EqualTo(15).Within(1e-9));
        Assert.That(progress.View().Finished, Is.EqualTo(1));
    }

    [Test]
    public void Finished_EveryKind_IsCountedAndTold()
    {
        var progress = new BenchProgress(Runs, 1, clock);
        foreach (var (run, kind) in Runs.Zip([RunEnding.Trained, RunEnding.Reused, RunEnding.Failed]))
        {
            progress.Started(0, run);
            clock.Advance(TimeSpan.FromSeconds(2));
            progress.Finished(0, kind, "over");
        }

        var view = progress.View();
        Assert.That((view.Trained, view.Reused, view.Failed, view.Runs), Is.EqualTo((1, 1, 1, 4)));
        progress.NextFinished();
        Assert.That(progress.NextFinished(), Is.EqualTo(new FinishedRun(2, 4, Runs[1].Name, "over", TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2))));
    }
}
