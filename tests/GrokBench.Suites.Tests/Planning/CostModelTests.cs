using GrokBench.Models;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Suites.Tests.Planning;

public sealed class CostModelTests
{
    private static readonly CostModel Model = new(new EngineChoice(new FakeEngine()), _ => new StepTimes([new StepTime(1000, 0.01), new StepTime(100, 0.002)]), cores: 1);

    [Test]
    public void Of_Run_CountsStepsAndEvaluations()
    {
        // The fake family has 3 multiply-adds per step and per evaluation, so each takes the smallest program's time.
        var run = new RunSpec(Fake.Training(new FakeFamily()), Fake.Observation(steps: 100, every: 25));

        var cost = Model.Of(run);

        Assert.That(cost.Seconds, Is.EqualTo((100 + 5) * 0.002).Within(1e-12));

        // The fake learner takes 24 bytes; its curve has a column of steps, three of step losses, and two for each of two splits.
        Assert.That(cost.Bytes, Is.EqualTo(24 + (4 * sizeof(double) * 5 * (1 + 3 + 4))));
    }

    [TestCase(null, 0.002, 6, Description = "as many as there are cores")]
    [TestCase(null, 0.002, 2, 2, Description = "a third would have nothing to do")]
    [TestCase(5, 0.002, 5, 2, Description = "asked for, whatever it is worth")]
    [TestCase(null, 0.0002, 6)]
    [TestCase(null, 0.000199, 1, Description = "steps that are too brief to be shared")]
    [TestCase(4, 0.002, 4)]
    [TestCase(4, 0.000001, 4, Description = "asked for")]
    [TestCase(9, 0.002, 6, Description = "never more than cores")]
    public void Of_Run_HasTheThreadsThatPay(int? asked, double stepSeconds, int expected, int busy = int.MaxValue)
    {
        // A step of the fake family is just the one that was measured.
        var model = new CostModel(new EngineChoice(new FakeEngine()), _ => new StepTimes([new StepTime(3, stepSeconds)]), cores: 6, asked);

        var cost = model.Of(new RunSpec(Fake.Training(new FakeFamily { Busy = busy }), Fake.Observation(10)));

        // The curve has two evaluations; a fake learner takes a byte more for each thread that it is made for.
        Assert.That((cost.Threads, cost.Bytes - (4 * sizeof(double) * 2 * (1 + 3 + 4))), Is.EqualTo((expected, 23L + expected)));
    }

    [Test]
    public void Of_ARunWithAMeasure_HasRoomForItToo()
    {
        var training = new TrainingSpec(
            new(Catalogue.Tasks["sparse-parity"], [new("bits", 24), new("relevant", 2), new("train", 100)]),
            new(
                Catalogue.Families["mlp"],
                [
                    new("input", "real"), new("width", 40), new("activation", "relu"), new("biases", "hidden"),
                    new("init", "pytorch-uniform"),
                ]),
            new(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.1), new("weight-decay", 0.01)]),
            new(Catalogue.Training, [new("batch", 25), new("loss", "hinge")]), Seed: 0);
        var measure = Catalogue.Measures["generalising-subnetwork"];
        var engine = CpuEngine.Create();
        var model = new CostModel(new EngineChoice(engine), _ => new StepTimes([new StepTime(1000, 0.01)]), cores: 1);
        var plain = model.Of(new(training, Fake.Observation(10)));
        var measured = model.Of(new(training, Fake.Observation(10, measures: measure.Name)));

        var curve = 4 * sizeof(double) * 2 * measure.Series(training).Length;
        Assert.That(measured.Bytes - plain.Bytes, Is.EqualTo(curve + measure.Bytes(training, engine)));
    }

    [Test]
    public void Of_ARunWithStages_TakesEachByItsOwnBatch()
    {
        var training = new TrainingSpec(
            new(Catalogue.Tasks["modular-arithmetic"], [new("operation", "x+y"), new("modulus", 31), new("train", 800)]),
            new(
                Catalogue.Families["mlp"],
                [new("input", "one-hot"), new("width", 64), new("activation", "square"), new("biases", "none"), new("init", "cube-root")]),
            new(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.1), new("weight-decay", 0.01)]),
            new(Catalogue.Training, [new("batch", "full"), new("loss", "mse")]), Seed: 0);
        var few = training with { Task = training.Task.With("train", 100) };
        var model = new CostModel(new EngineChoice(CpuEngine.Create()), _ => new StepTimes([new StepTime(1, 1e-9)]), cores: 1, threads: 1);

        Assert.That(Steps(Staged(60)), Is.EqualTo((60 * Step(training)) + (40 * Step(few))).Within(1e-9));
        Assert.That(Steps(Staged(400)), Is.EqualTo(100 * Step(training)).Within(1e-9), "beyond the budget");
        var atAnEvent = SettingValue.Mapping([new("measure", "train.loss"), new("at-most", 1), new("checked-every", 5)]);
        Assert.That(Steps(Staged(atAnEvent)), Is.EqualTo(100 * Step(training)).Within(1e-9), "it may never happen");

        TrainingSpec Staged(SettingValue at) => training with
        {
            Training = training.Training.With("stages", SettingValue.ListOf([SettingValue.Mapping([new("at", at), new("task.train", 100)])])),
        };

        double Steps(TrainingSpec spec) => model.Of(new(spec, Fake.Observation(100))).Seconds - model.Of(new(spec, Fake.Observation(0))).Seconds - Evaluation();

        double Step(TrainingSpec spec) => ((IFamily)spec.Model.Kind).Cost(spec).StepOperations * 1e-9;

        // A run of no steps has one evaluation, the other two.
        double Evaluation() => ((IFamily)training.Model.Kind).Cost(training).EvaluationOperations * 1e-9;
    }

    [Test]
    public void Of_RunOnAnotherEngine_TakesItsTimeAndNoCores()
    {
        var (asked, builtIn) = (new FakeEngine(2), new FakeEngine(1));
        var measured = new List<FakeEngine>();
        var model = new CostModel(new EngineChoice(asked, builtIn), engine =>
        {
            measured.Add((FakeEngine)engine);
            return new StepTimes([new StepTime(3, engine == asked ? 0.5 : 0.002)]);
        }, cores: 6);

        var there = model.Of(new RunSpec(Fake.Training(new FakeFamily()), Fake.Observation(10)));
        Assert.That(measured, Is.EqualTo(new[] { asked }), "the other engine is not asked for");
        var here = model.Of(new RunSpec(Fake.Training(new FakeFamily { IsProgram = false }), Fake.Observation(10)));

        Assert.That((there.Seconds, there.Threads, there.TakesCores), Is.EqualTo((12 * 0.5, 1, false)));
        Assert.That((here.Seconds, here.Threads, here.TakesCores), Is.EqualTo((12 * 0.002, 6, true)));
    }
}
