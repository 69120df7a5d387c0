using System.Collections.Immutable;
using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>Engines that stack runs, that run out of memory, and that do not take every learner.</summary>
[TestFixture]
public sealed class RunExecutorEngineTests
{
    private static readonly Observation Watched = Fake.Observation(100, every: 10);

    private static readonly FakeEngine Stacking = new(2)
    {
        Stack = 16,
        Description = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("device", "a fake of one"),
    };

    private Bench bench = null!;

    [SetUp]
    public void SetUp() => bench = new Bench(new EngineChoice(Stacking, new FakeEngine()), new FakeFamily { Stack = 16 });

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Execute_Program_IsRecordedWithItsStackAndWhatComputedIt()
    {
        var record = bench.Finish(bench.Spec(Watched)).Record;

        Assert.That(record.Engine, Is.EqualTo(Stacking.Identity.ToString()));
        Assert.That(record.Provenance.Stack, Is.EqualTo(16));
        Assert.That(record.Provenance.EngineFacts, Is.EqualTo(Stacking.Description));
    }

    [Test]
    public void Execute_LearnerThatComputesByItself_IsRecordedUnderTheBuiltInEngine()
    {
        using var other = new Bench(new EngineChoice(Stacking, new FakeEngine()), new FakeFamily { IsProgram = false });
        var spec = other.Spec(Watched);

        var record = other.Finish(spec).Record;

        Assert.That(record.Engine, Is.EqualTo(new FakeEngine().Identity.ToString()));
        Assert.That((record.Provenance.Stack, record.Provenance.EngineFacts), Is.EqualTo((1, (object?)null)));
        Assert.That(Path.GetFileName(other.Store.FolderOf(spec)), Is.EqualTo(record.Engine));
    }

    [Test]
    public void Execute_StackReduced_DropsTheCheckpointAndAsksForAnotherTry()
    {
        var spec = bench.Spec(Watched);
        bench.ExecuteUntil(spec, 40);
        Assert.That(File.Exists(bench.PathOf(spec, RunFiles.Checkpoint)), "something to be dropped");
        bench.Family.Stepping = made =>
        {
            if (made == 60) throw new DeviceMemoryException("16 stacked runs do not fit", canRetry: true);
        };

        var outcome = bench.Execute(spec);

        Assert.That(outcome, Is.EqualTo(new RunOutcome.StackReduced("16 stacked runs do not fit")));
        Assert.That(File.Exists(bench.PathOf(spec, RunFiles.Checkpoint)), Is.False);
        Assert.That(File.Exists(bench.PathOf(spec, RunFiles.Record)), Is.False, "it has not failed");

        (bench.Family.Stepping, bench.Family.Stack) = (null, 8);
        Assert.That(bench.Finish(spec).Record.Provenance.Stack, Is.EqualTo(8));
        Assert.That(bench.Notices, Is.Empty);
    }

    [Test]
    public void Execute_DeviceTooSmallForOneRun_FailsWithWhatTheEngineSays()
    {
        var spec = bench.Spec(Watched);
        bench.Family.Stepping = _ => throw new DeviceMemoryException("a run alone does not fit", canRetry: false);

        var outcome = bench.Execute(spec);

        Assert.That(outcome, Is.EqualTo(new RunOutcome.NoDeviceMemory("a run alone does not fit")));
        var record = bench.Store.Read(spec).Value!.Record;
        Assert.That((record.Status, record.Message, record.Engine), Is.EqualTo((RunStatus.Failed, "a run alone does not fit", Stacking.Identity.ToString())));
        Assert.That(record.Provenance.EngineFacts, Is.EqualTo(Stacking.Description));
    }

    [Test]
    public void Execute_EngineBreaksDown_FailsWithWhatTheEngineSays()
    {
        bench.Family.Stepping = _ => throw new EngineException("the device was lost");
        Assert.That(bench.Execute(bench.Spec(Watched)), Is.EqualTo(new RunOutcome.Failed("the device was lost")));
    }

    [Test]
    public void Execute_CheckpointOfAnotherStack_StartsFromTheBeginningWithANotice()
    {
        var spec = bench.Spec(Watched);
        bench.ExecuteUntil(spec, 40);
        bench.Family.Stack = 8;
        var stepped = new List<long>();
        bench.Family.Stepping = stepped.Add;

        bench.Finish(spec);

        Assert.That(stepped[0], Is.Zero);
        Assert.That(bench.Notices, Is.EqualTo(new[] { "a checkpoint is of a stack of 16, and the stack is now of 8; the run starts from the beginning" }));
    }

    [Test]
    public void Execute_CheckpointOfTheSameStack_GoesOn()
    {
        var spec = bench.Spec(Watched);
        bench.ExecuteUntil(spec, 40);
        var stepped = new List<long>();
        bench.Family.Stepping = stepped.Add;

        bench.Finish(spec);

        Assert.That(stepped[0], Is.EqualTo(40));
        Assert.That(bench.Notices, Is.Empty);
    }

    [Test]
    public void Execute_AgainWithAnotherStack_NeedNotGiveTheSameBits()
    {
        var spec = bench.Spec(Watched);
        bench.Finish(spec);

        bench.Family.Shift = 1e-9;
        Assert.That(bench.Execute(spec, again: true), Is.TypeOf<RunOutcome.Failed>(), "the same stack gives the same bits");

        bench.Family.Stack = 8;
        Assert.That(bench.Finish(spec, again: true).Record.Provenance.Stack, Is.EqualTo(8));
    }
}
