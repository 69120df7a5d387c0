using GrokBench.Runner.Preparation;
using GrokBench.Runner.Screens;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Tests.Planning;

namespace GrokBench.Runner.Tests.Screens;

[SetCulture("ru-RU")]
public sealed class PlanTableTests
{
    [Test]
    public void Show_SharedRuns_CountInEverySuiteAndOnceInAll()
    {
        using var recording = new Recording(100);
        var plan = BenchPlan.Of(
            [
                Planned.Suite("one", [Planned.Group("a", 2, 30_000, 1, 2)]),
                Planned.Suite("two", [Planned.Group("b", 1, 30_000, 2)]),
            ],
            Planned.Costs);

        PlanTable.Show(recording.Console, plan, [("one", ""), ("two", " (stand-in)")], new BenchRequest { Jobs = 2 }, memory: 1 << 21);

        // A run is 30,000 steps and 3,001 evaluations of a millisecond each.
        Assert.That(recording.Text, Is.EqualTo(
            """
            suite           runs  shared  core-seconds  memory per run  at a time
            one                4       1           132         0.7 MiB    1.5 MiB
            two (stand-in)     1       1            33         0.7 MiB    0.7 MiB
            all                4       1           132         0.7 MiB    1.5 MiB

            Profile ci: at most about 1 min 6 s with 2 at a time, and 1.5 MiB of the 2.0 MiB that runs may take.
            A shared run is asked for more than once and trained once. Runs that stop early take less.
            """));
    }

    [Test]
    public void Show_RunsThatDoNotFit_AreTold()
    {
        using var recording = new Recording(100);
        var plan = BenchPlan.Of([Planned.Suite("one", [Planned.Group("a", 6, 30_000, 1), Planned.Group("b", 1, 10, 2)])], Planned.Costs);

        PlanTable.Show(recording.Console, plan, [("one", "")], new BenchRequest { Jobs = 2 }, memory: 1 << 19);

        Assert.That(recording.Text, Does.Contain("1.5 MiB of the 0.5 MiB that runs may"));
        Assert.That(recording.Text, Does.Contain("Runs that do not fit beside the others wait"));
        Assert.That(recording.Text, Does.Contain("6 runs need more memory than that and would fail:\n  one a[model.diverge-at=1] seed "));
        Assert.That(recording.Text, Does.EndWith(": 0.7 MiB\n  and 1 more"));
    }
}
