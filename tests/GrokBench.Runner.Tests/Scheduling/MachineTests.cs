using System.Collections.Immutable;
using GrokBench.Runner.Scheduling;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Tests.Planning;

namespace GrokBench.Runner.Tests.Scheduling;

public sealed class MachineTests
{
    private static readonly ImmutableArray<PlannedRun> Runs = BenchPlan.Of([Planned.Suite("one", [Planned.Group("a", 4, 1000, 1)])], Planned.Costs).Runs;

    [Test]
    public void Begin_OneRunPerCore_AndNoMore()
    {
        var machine = new Machine(2, 100);
        var first = machine.Begin(Run(0));
        machine.Begin(Run(1));

        Assert.That(machine.FreeCores, Is.Zero);
        Assert.That(() => machine.Begin(Run(2)), Throws.InvalidOperationException);

        machine.End(first);
        Assert.That(machine.FreeCores, Is.EqualTo(1));
    }

    [Test]
    public void HasRoomFor_RunsThatTakeNoCore_OnlyPlacesCount()
    {
        var machine = new Machine(places: 4, cores: 1, 100);
        machine.Begin(Run(0));

        Assert.That(machine.HasRoomFor(Run(1)), Is.False, "the core is taken");
        var other = machine.Begin(Elsewhere(1));
        machine.Begin(Elsewhere(2));
        machine.Begin(Elsewhere(3));

        Assert.That(machine.HasRoomFor(Elsewhere(0)), Is.False, "four places");
        Assert.That(() => machine.Begin(Elsewhere(0)), Throws.InvalidOperationException);
        machine.End(other);
        Assert.That((machine.HasRoomFor(Elsewhere(0)), machine.HasRoomFor(Run(1))), Is.EqualTo((true, false)));
    }

    [Test]
    public void ShareOut_RunsThatTakeNoCore_GetNone()
    {
        var machine = new Machine(places: 4, cores: 3, 100);
        var (there, here) = (machine.Begin(Elsewhere(0)), machine.Begin(Run(1, seconds: 1)));

        machine.ShareOut(reserved: 0);

        Assert.That((there.Allowance.Threads, here.Allowance.Threads), Is.EqualTo((1, 3)));
    }

    [Test]
    public void ShareOut_FreeCores_GoToTheRunsThatWouldEndLast()
    {
        var machine = new Machine(8, 100);
        var (brief, medium, endless) = (machine.Begin(Run(0, seconds: 10)), machine.Begin(Run(1, seconds: 30)), machine.Begin(Run(2, seconds: 100)));

        machine.ShareOut(reserved: 0);

        // 100/1, 100/2, 100/3, 30/1, 100/4 are the longest in turn.
        Assert.That(Threads(brief, medium, endless), Is.EqualTo((1, 2, 5)));
        Assert.That(machine.FreeCores, Is.Zero);
    }

    [Test]
    public void ShareOut_RunThatIsNearlyDone_CountsWhatIsLeft()
    {
        var machine = new Machine(3, 100);
        var (done, begun) = (machine.Begin(Run(0, seconds: 100)), machine.Begin(Run(1, seconds: 40)));
        done.Step = 900;

        machine.ShareOut(reserved: 0);

        Assert.That((done.Allowance.Threads, begun.Allowance.Threads), Is.EqualTo((1, 2)), "10 seconds are left of one, 40 of the other");
    }

    [Test]
    public void ShareOut_CoresForRunsToCome_AreKept()
    {
        var machine = new Machine(4, 100);
        var run = machine.Begin(Run(0));

        machine.ShareOut(reserved: 2);

        Assert.That(run.Allowance.Threads, Is.EqualTo(2));
        Assert.That(machine.FreeCores, Is.EqualTo(2));
        machine.ShareOut(reserved: 5);
        Assert.That(run.Allowance.Threads, Is.EqualTo(2), "nothing is taken back");
    }

    [Test]
    public void ShareOut_StepsNotWorthMoreThreads_LeaveCoresIdle()
    {
        var machine = new Machine(8, 100);
        var (small, large) = (machine.Begin(Run(0, threads: 1)), machine.Begin(Run(1, threads: 3)));

        machine.ShareOut(reserved: 0);

        Assert.That((small.Allowance.Threads, large.Allowance.Threads), Is.EqualTo((1, 3)));
        Assert.That(machine.FreeCores, Is.EqualTo(4));
    }

    [Test]
    public void End_RunWithSeveralThreads_FreesThemAll()
    {
        var machine = new Machine(4, 100);
        var (first, second) = (machine.Begin(Run(0, seconds: 100)), machine.Begin(Run(1, seconds: 1)));
        machine.ShareOut(reserved: 0);
        Assert.That(first.Allowance.Threads, Is.EqualTo(3));

        machine.End(first);
        machine.ShareOut(reserved: 0);

        Assert.That(second.Allowance.Threads, Is.EqualTo(4));
    }

    [Test]
    public void TryTakeMemory_UpToTheLimit_AndAgainWhenARunHasEnded()
    {
        var machine = new Machine(4, 100);
        var (first, second, third) = (machine.Begin(Run(0, bytes: 60)), machine.Begin(Run(1, bytes: 40)), machine.Begin(Run(2, bytes: 41)));

        Assert.That(first.Allowance.TryTakeMemory());
        Assert.That(third.Allowance.TryTakeMemory(), Is.False);
        Assert.That(second.Allowance.TryTakeMemory());
        machine.End(third);
        Assert.That(machine.Releases, Is.Zero, "it had none");

        machine.End(second);
        Assert.That(machine.Releases, Is.EqualTo(1));
        Assert.That(machine.Begin(Run(3, bytes: 40)).Allowance.TryTakeMemory());
    }

    private static (int First, int Second, int Third) Threads(MachineShare first, MachineShare second, MachineShare third) =>
        (first.Allowance.Threads, second.Allowance.Threads, third.Allowance.Threads);

    private static PlannedRun Run(int index, double seconds = 10, long bytes = 1, int threads = 8) => Runs[index] with { Cost = new RunCost(seconds, bytes, threads) };

    /// <summary>Computed by its engine's threads, and the longest of all.</summary>
    private static PlannedRun Elsewhere(int index) => Runs[index] with { Cost = new RunCost(1000, 1, 8) { TakesCores = false } };
}
