using GrokBench.Runner.Answers;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Scheduling;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Tests.Planning;

namespace GrokBench.Runner.Tests.Answers;

public sealed class EndingTests
{
    private static readonly FailedRun Failure =
        new(BenchPlan.Of([Planned.Suite("one", [Planned.Group("a", 1, 100, 1)])], Planned.Costs).Runs[0], "why");

    [Test]
    public void Of_TrainingFinished_IsSuccess()
    {
        Assert.That(Ending.Of(new SchedulerResult(3, 2, [], 0, null), null), Is.EqualTo(new Ending(ExitCode.Success, "every run is finished")));
    }

    [Test]
    public void Of_FailedRun_IsFailure()
    {
        Assert.That(Ending.Of(new SchedulerResult(3, 2, [Failure], 0, null), null), Is.EqualTo(new Ending(ExitCode.Failed, "1 run failed")));
    }

    [Test]
    public void Of_FolderFailedWithRunsLeft_IsFailureAndNotInterruption()
    {
        Assert.That(Ending.Of(new SchedulerResult(3, 2, [Failure], 4, "disk full"), null).Code, Is.EqualTo(ExitCode.Failed));
    }

    [Test]
    public void Of_InterruptedAfterAFailure_IsInterruption()
    {
        Assert.That(Ending.Of(new SchedulerResult(3, 2, [Failure], 1, null), null), Is.EqualTo(new Ending(
            ExitCode.Interrupted, "interrupted, 1 run is unfinished; the same command goes on from the checkpoints")));
    }

    [TestCase(ExitCode.Success, ExitCode.Worse)]
    [TestCase(ExitCode.Failed, ExitCode.Failed)]
    public void With_AMissingDigest_IsWorseUnlessSomethingFailed(ExitCode before, ExitCode after) => Assert.That(
        new Ending(before, "why").With(new DigestCheck([], ["00", "01"], [])),
        Is.EqualTo(new Ending(after, "2 expected digests are missing; why")));

    [Test]
    public void With_NoDigests_IsAsItWas() =>
        Assert.That(new Ending(ExitCode.Success, "why").With((DigestCheck?)null), Is.EqualTo(new Ending(ExitCode.Success, "why")));
}
