using GrokBench.Suites.Planning;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Planning;

public sealed class BenchPlanTests
{
    [Test]
    public void Of_SameRunInTwoSuites_IsPlannedOnceForBoth()
    {
        var plan = BenchPlan.Of(
            [
                Planned.Suite("one", [Planned.Group("a", 2, 100, 1000, 2000)]),
                Planned.Suite("two", [Planned.Group("b", 1, 300, 2000)]),
            ],
            Planned.Costs);

        var shared = plan.Runs.Single(run => run.AskedBy.Length == 2);
        Assert.Multiple(() =>
        {
            Assert.That(plan.Runs, Has.Length.EqualTo(4));
            Assert.That(shared.AskedBy.Select(asker => asker.Name), Is.EqualTo(["one a[model.diverge-at=2000] seed 0", "two b[model.diverge-at=2000] seed 0"]));
            Assert.That(shared.Budget, Is.EqualTo(300), "the longest that anyone asks for");
            Assert.That(shared.Cost.Seconds, Is.EqualTo(0.331).Within(1e-12), "300 steps and 31 evaluations");
            Assert.That(plan.Runs[0], Is.SameAs(shared), "the longest first");
        });
    }

    [Test]
    public void Of_GroupOnStandIns_NamesItsRunsSo()
    {
        var plan = BenchPlan.Of([Planned.Suite("one", [Planned.Group("a", 1, 100, 1000) with { StandIns = ["painted for files"] }])], Planned.Costs);

        Assert.That(plan.Runs.Single().Name, Is.EqualTo("one a[model.diverge-at=1000] seed 0 (stand-in)"));
    }

    [Test]
    public void Of_PilotBesideOthers_MarksThoseWhoAskForIt()
    {
        var plan = BenchPlan.Of(
            [Planned.Suite("one", [Planned.Group("a", 1, 100, 1000) with { IsPilot = true }]), Planned.Suite("two", [Planned.Group("b", 1, 100, 1000)])], Planned.Costs);

        Assert.That(plan.Runs.Single().AskedBy.Select(asker => (asker.Name, asker.IsPilot)), Is.EqualTo(new[]
        {
            ("one a[model.diverge-at=1000] seed 0 (pilot)", true), ("two b[model.diverge-at=1000] seed 0", false),
        }));
    }

    [Test]
    public void Of_RunsOfEqualTime_AreInOrderOfId()
    {
        var plan = BenchPlan.Of([Planned.Suite("one", [Planned.Group("a", 5, 100, 1000, 2000)])], Planned.Costs);

        Assert.That(plan.Runs.Select(run => run.Id.Text), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public void Of_GroupOfAnotherProfile_IsLeftOut()
    {
        var plan = BenchPlan.Of([Planned.Suite("one", [Planned.Group("a", included: false, 5, 100, 1000)])], Planned.Costs);

        Assert.That(plan.Runs, Is.Empty);
        Assert.That(plan.WallSeconds(2), Is.Zero);
        Assert.That(plan.Bytes(2), Is.Zero);
    }

    [TestCase(1, 0.662, Description = "331 + 221 + 110 milliseconds in a row")]
    [TestCase(2, 0.331, Description = "221 + 110 beside 331")]
    [TestCase(9, 0.331)]
    public void WallSeconds_SomeAtATime_IsThatOfTheScheduleLongestFirst(int jobs, double seconds)
    {
        var plan = BenchPlan.Of(
            [Planned.Suite("one", [Planned.Group("a", 1, 300, 1), Planned.Group("b", 1, 200, 2), Planned.Group("c", 1, 99, 3)])], Planned.Costs);

        Assert.That(plan.WallSeconds(jobs), Is.EqualTo(seconds).Within(1e-12));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(9)]
    public void Bytes_SomeAtATime_AreThoseOfTheLargest(int jobs)
    {
        var plan = BenchPlan.Of([Planned.Suite("one", [Planned.Group("a", 1, 100, 1), Planned.Group("b", 1, 300, 2), Planned.Group("c", 1, 200, 3)])], Planned.Costs);

        // Longer runs have longer curves and so are larger here; they are also the first of the plan.
        Assert.That(plan.Bytes(jobs), Is.EqualTo(plan.Runs.Take(jobs).Sum(run => run.Cost.Bytes)).And.GreaterThan(24));
    }

    [Test]
    public void Of_RunsThatCanBeStacked_StandTogetherAtTheLongest()
    {
        var engine = new FakeEngine { Stack = 4 };
        var costs = new CostModel(new EngineChoice(engine), _ => new StepTimes([new StepTime(1, 0.001)]), cores: 1);
        Suite[] suites =
        [
            Planned.Suite("one",
            [
                Planned.Group("wide", new FakeFamily { Shape = "w" }, 1, 300, 1), Planned.Group("narrow", new FakeFamily { Shape = "n" }, 2, 200, 2),
                Planned.Group("alone", new FakeFamily(), 1, 150, 3), Planned.Group("brief", new FakeFamily { Shape = "w" }, 2, 100, 4),
            ]),
        ];

        string[] Order(CostModel model) => [.. BenchPlan.Of(suites, model).Runs.Select(run => run.AskedBy[0].Cell.Split('[')[0])];

        Assert.That(Order(costs), Is.EqualTo(new[] { "wide", "brief", "brief", "narrow", "narrow", "alone" }));
        Assert.That(Order(Planned.Costs), Is.EqualTo(new[] { "wide", "narrow", "narrow", "alone", "brief", "brief" }), "an engine that does not stack");
    }
}
