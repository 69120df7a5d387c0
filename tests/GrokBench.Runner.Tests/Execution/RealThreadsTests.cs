using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>The built-in engine under an allowance that changes: the record is that of one thread.</summary>
public sealed class RealThreadsTests
{
    [Test]
    public void Execute_ThreadsChangedMidway_SameDigests()
    {
        var engine = CpuEngine.Create();
        var steady = Train(engine, new RunAllowance(1));

        var allowance = new RunAllowance(3) { Threads = 1 };
        var changed = Train(engine, allowance, step => allowance.Threads = step switch { < 8 => 1, < 16 => 3, < 24 => 2, _ => 3 });

        Assert.That(changed.Provenance.Threads, Is.EqualTo(3), "the change came about");
        Assert.That(changed.Trajectory, Is.EqualTo(steady.Trajectory));
        Assert.That(changed.SeriesDigests, Is.EqualTo(steady.SeriesDigests));
    }

    /// <summary>Forty steps over two row groups, evaluated after every fourth.</summary>
    private static RunRecord Train(CpuEngine engine, RunAllowance allowance, Action<long>? evaluated = null)
    {
        var training = new TrainingSpec(
            new Choice(Catalogue.Tasks["modular-arithmetic"], [new("operation", "x+y"), new("modulus", 31), new("train", 0.6)]),
            new Choice(
                Catalogue.Families["mlp"],
                [new("input", "one-hot"), new("width", 48), new("activation", "relu"), new("biases", "none"), new("init", "pytorch-uniform")]),
            new Choice(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.1), new("weight-decay", 0)]),
            new Choice(Catalogue.Training, [new("batch", "full"), new("loss", "cross-entropy")]),
            Seed: 5);
        var spec = new RunSpec(training, Fake.Observation(40, every: 4));
        using var folder = new TemporaryFolder();
        var executor = new RunExecutor(new RunStore(folder.Path, engine.Identity), new EngineChoice(engine), TimeProvider.System);

        var outcome = executor.Execute(spec, allowance, new Listener(progress => evaluated?.Invoke(progress.Step)), CancellationToken.None);
        return ((RunOutcome.Finished)outcome).Result.Record;
    }

    private sealed class Listener(Action<RunProgress> told) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => told(value);
    }
}
