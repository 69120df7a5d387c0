using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;
using GrokBench.Tensors.Tests.Engines.Cpu;

namespace GrokBench.Torch.Tests.Families;

/// <summary>A hundred steps of every neural family, and of every word that a run may have, on both engines from the same weights with the same batches.</summary>
internal sealed class FamilyTests
{
    private const int Steps = 100;
    private const double Usual = 1e-3, Float64 = 1e-6;

    /// <summary>
    /// Runs whose losses in float32 hang on single roundings, which a test shows on the built-in engine alone: Adam makes a full step of a gradient that is nothing but rounding, and a
    /// ReLU opens or not (docs/gpu.md). In float64 they agree as all others do.
    /// </summary>
    private static readonly string[] Chaotic = ["mlp-leaving-out-zeros", "mlp-stages-at-an-event", "transformer-grouped"];

    /// <summary>Relative difference of the losses that is let pass for these.</summary>
    private const double ChaoticTolerance = 0.2;

    private readonly ParityTable table = new("run");

    private static IEnumerable<string> Names => CommittedRuns.Names;

    [Test]
    public void Steps_InTheRunsOwnPrecision_HaveTheSameLosses([ValueSource(nameof(Names))] string name)
    {
        var spec = CommittedRuns.Spec(name);
        var worst = Worst(spec);
        table.Add(name, spec.Precision, worst);
        Assert.That(worst, Is.LessThanOrEqualTo(Chaotic.Contains(name) ? ChaoticTolerance : Usual));
    }

    [Test]
    public void Steps_InFloat64_HaveTheSameLosses([ValueSource(nameof(Names))] string name)
    {
        var worst = Worst(CommittedRuns.InFloat64(CommittedRuns.Spec(name)));
        table.Add(name, Precision.Float64, worst);
        Assert.That(worst, Is.LessThanOrEqualTo(Float64));
    }

    /// <summary>What measures read of the model as it is published, beside a run of a stack that trains.</summary>
    [Test]
    public void Observation_OfEveryNamedNode_HasTheSameValuesAndGradients([ValueSource(nameof(Names))] string name)
    {
        var spec = CommittedRuns.InFloat64(CommittedRuns.Spec(name));
        using var expected = CommittedRuns.Learner(spec, TestEngines.BuiltIn);
        using var actual = CommittedRuns.Learner(spec, TestEngines.Torch());
        int[] rows = [2, 0, 1];
        foreach (var (tap, node) in expected.Published.Taps.Where(tap => tap.Value.Stage == Stage.Example))
        {
            double[] cotangents = [.. Enumerable.Range(0, rows.Length * node.Shape.Count).Select(i => (i % 7 * 0.25) - 0.6)];
            Assert.That(Difference.Relative(expected.Observe().Values(tap, rows), actual.Observe().Values(tap, rows)), Is.LessThan(Float64), tap);
            var gradient = expected.Observe().Pull(tap, rows, cotangents);
            var least = 1e-3 * gradient.Max(Math.Abs);
            Assert.That(Difference.Relative(gradient, actual.Observe().Pull(tap, rows, cotangents), least), Is.LessThan(Float64), tap);
        }
    }

    /// <summary>The built-in engine against itself, from initial weights of which each is one float32 number up or down: five such draws.</summary>
    [TestCaseSource(nameof(Chaotic))]
    public void Steps_OfAChaoticRun_DifferByMoreThanTheUsualAfterOneRounding(string name) =>
        Assert.That(Enumerable.Range(1, 5).Max(draw => FromNudgedWeights(CommittedRuns.Spec(name), (ulong)draw)), Is.GreaterThan(Usual));

    [Test]
    public void Steps_OfADivergingRun_DivergeAtTheSameStep()
    {
        var spec = CommittedRuns.Spec("mlp-diverging");
        var (expected, actual) = (FirstWithoutLoss(TestEngines.BuiltIn), FirstWithoutLoss(TestEngines.Torch()));
        Assert.That(actual, Is.EqualTo(expected).And.LessThan(Steps));

        int FirstWithoutLoss(IEngine engine)
        {
            using var learner = CommittedRuns.Learner(spec, engine);
            return Enumerable.Range(0, Steps).TakeWhile(_ => double.IsFinite(learner.Step())).Count();
        }
    }

    [Test]
    public void Runs_Together_AreOfEveryNeuralFamily() =>
        Assert.That(
            Names.Select(name => CommittedRuns.Spec(name).Model.Kind.GetType()).Distinct(),
            Is.EquivalentTo(typeof(NeuralFamily).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(NeuralFamily)) && !type.IsAbstract)));

    [OneTimeTearDown]
    public void WriteTable() => table.Write("parity-families.md");

    private static double Worst(TrainingSpec spec)
    {
        using var expected = CommittedRuns.Learner(spec, TestEngines.BuiltIn);
        using var actual = CommittedRuns.Learner(spec, TestEngines.Torch());
        Assert.That(CommittedRuns.State(actual), Is.EqualTo(CommittedRuns.State(expected)), "bits of the initial weights");
        return Worst(expected, actual);
    }

    private static double FromNudgedWeights(TrainingSpec spec, ulong seed)
    {
        using var run = CommittedRuns.Learner(spec, TestEngines.BuiltIn);
        using var nudged = CommittedRuns.Learner(spec, TestEngines.BuiltIn);
        var draws = new RandomStream(seed, "nudge");
        var weights = nudged.Program.Parameters.Values().Select(weight => (float)weight);
        nudged.Program.Parameters.CopyFrom(0, [.. weights.Select((weight, i) => (double)(draws.Uniform((ulong)i) < 0.5 ? MathF.BitIncrement(weight) : MathF.BitDecrement(weight)))]);
        return Worst(run, nudged);
    }

    /// <summary>The largest relative difference of the losses of a hundred steps.</summary>
    private static double Worst(NeuralLearner expected, NeuralLearner actual) =>
        Enumerable.Range(0, Steps).Max(_ => Difference.Relative([expected.Step()], [actual.Step()]));
}
