using System.Text;
using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>A run whose settings change, interrupted around each change.</summary>
public sealed class StagedRunTests
{
    private const int Budget = 24;

    private static readonly CpuEngine Engine = CpuEngine.Create();

    /// <summary>A step, and an event that is met at the third check in a row.</summary>
    private static readonly RunSpec Spec = new(
        new TrainingSpec(
            new Choice(Catalogue.Tasks["modular-arithmetic"], [new("operation", "x+y"), new("modulus", 7), new("train", 0.6)]),
            new Choice(
                Catalogue.Families["mlp"],
                [new("input", "one-hot"), new("width", 8), new("activation", "square"), new("biases", "none"), new("init", "cube-root")]),
            new Choice(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.1), new("momentum", 0.9), new("weight-decay", 0)]),
            new Choice(
                Catalogue.Training,
                [
                    new("batch", 8), new("loss", "mse"),
                    new("stages", SettingValue.ListOf(
                    [
                        SettingValue.Mapping([new("at", 5), new("task.train", 12), new("optimiser.state", "fresh")]),
                        SettingValue.Mapping(
                        [
                            new("at", SettingValue.Mapping([new("measure", "train.loss"), new("at-least", 0), new("checked-every", 4), new("hold", 3)])),
                            new("optimiser.learning-rate", 0.01),
                        ]),
                    ])),
                ]),
            Seed: 5),
        Fake.Observation(Budget, every: 1));

    private readonly List<TemporaryFolder> folders = [];

    [Test]
    public void Execute_InterruptedAtAnyStep_GivesTheRecordOfAnUninterruptedRun()
    {
        var whole = Finished(new RunStore(Folder().Path, Engine.Identity));
        Assert.That(whole.Record.Stages, Is.EqualTo(new long[] { 5, 16 }));
        for (var step = 1; step < Budget; step++)
        {
            var store = new RunStore(Folder().Path, Engine.Identity);
            using var stop = new CancellationTokenSource();
            var allowance = new RunAllowance(1);
            var outcome = Executor(store).Execute(Spec, allowance, new Listener(stop, step), stop.Token);
            Assert.That(outcome, Is.EqualTo(new RunOutcome.Interrupted(step)));
            var resumed = Finished(store);
            Assert.That(resumed.Record.Trajectory, Is.EqualTo(whole.Record.Trajectory), $"after step {step}");
            Assert.That(resumed.Record.SeriesDigests, Is.EqualTo(whole.Record.SeriesDigests));
            Assert.That(resumed.Record.Stages, Is.EqualTo(whole.Record.Stages));
        }
    }

    [Test]
    public void Record_ReadBack_TellsStagesAndSettings()
    {
        var store = new RunStore(Folder().Path, Engine.Identity);
        Finished(store);
        var record = store.Read(Spec).Value!.Record;
        Assert.That(record.Stages, Is.EqualTo(new long[] { 5, 16 }));
        Assert.That(record.Settings!.Train["stages"], Is.EqualTo(Spec.Training.Training["stages"]));
    }

    [Test]
    public void Specification_ReadBack_IsTheSameRun()
    {
        var text = CanonicalSpec.Write(Spec.Training);
        Assert.That(CanonicalSpec.Write(SpecFile.Read(Encoding.UTF8.GetBytes(text))), Is.EqualTo(text));
    }

    [Test]
    public void Project_ForAShorterBudget_HasTheStagesThatBeganInIt()
    {
        var store = new RunStore(Folder().Path, Engine.Identity);
        Finished(store);
        var shorter = Spec with { Observation = Fake.Observation(15, every: 1) };
        Assert.That(Coverage.Project(shorter, store.Read(Spec).Value!, store.Measures)!.Record.Stages, Is.EqualTo(new long[] { 5 }));
    }

    [TearDown]
    public void TearDown()
    {
        foreach (var folder in folders) folder.Dispose();
        folders.Clear();
    }

    private TemporaryFolder Folder()
    {
        folders.Add(new TemporaryFolder());
        return folders[^1];
    }

    private static RunResult Finished(RunStore store) =>
        ((RunOutcome.Finished)Executor(store).Execute(Spec, new RunAllowance(1), null, CancellationToken.None)).Result;

    private static RunExecutor Executor(RunStore store) => new(store, new EngineChoice(Engine), TimeProvider.System);

    /// <summary>Asks for a stop once an evaluation at or after a step is told of.</summary>
    private sealed class Listener(CancellationTokenSource stop, long step) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Step >= step) stop.Cancel();
        }
    }
}
