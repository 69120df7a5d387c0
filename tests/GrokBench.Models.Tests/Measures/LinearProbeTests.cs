using System.Text.Json;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.Tasks;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.Measures;

public sealed class LinearProbeTests
{
    /// <summary>Of parameters of the order of 1 after 90 updates.</summary>
    private const double Tolerance = 1e-12;

    private static TrainingSpec Subclasses { get; } = Bench.Parity with
    {
        Task = Table.Choose(new SubclassShift(), ("construction", "equidistant"), ("noise", 0.05), ("train", 2000), ("factor", 1), ("sparse", 1), ("test", 400)),
        Model = Specs.ParityMlp.With("width", SettingValue.ListOf([60, 20])),
        Training = Specs.Training(50),
    };

    [Test]
    public void Step_InTheFixturesBatches_FollowsPyTorch()
    {
        var fixture = Fixture.Read("features")["probe"]!;
        double[] Decode(string name) => Fixture.Decode(Convert.FromBase64String(fixture[name]!.GetValue<string>()), Precision.Float64);
        var (features, labels) = (Decode("features"), fixture["labels"].Deserialize<int[]>()!);
        var (weights, biases) = (Decode("weights"), Decode("biases"));
        var probe = new SoftmaxProbe(weights, biases);
        foreach (var batch in fixture["batches"].Deserialize<int[][]>()!) probe.Step(features, batch, labels, rate: 1e-3, penalty: 1e-3);

        Assert.That(weights, Is.EqualTo(Decode("trained-weights")).Within(Tolerance));
        Assert.That(biases, Is.EqualTo(Decode("trained-biases")).Within(Tolerance));
        Assert.That(features.Chunk(weights.Length / biases.Length).Select(row => probe.Answer(row)), Is.EqualTo(fixture["answers"].Deserialize<int[]>()!));
    }

    [Test]
    public void Answer_OfEqualOutputs_IsTheFirst() => Assert.That(new SoftmaxProbe([0, 0, 0, 0], [1, 1]).Answer([3, 4]), Is.Zero);

    /// <summary>Classes of far-apart clusters with thousands of examples: a linear map separates the inputs, and what random layers make of them.</summary>
    [Test]
    public void Evaluate_SeparableFeatures_AreToldApart()
    {
        using var learner = Bench.Create(Subclasses);
        Assert.That(new LinearProbe().Series(Subclasses), Is.EqualTo(new[] { "linear-probe/hidden1", "linear-probe/hidden2", "linear-probe/output" }));
        Assert.That(Bench.Measure(new LinearProbe(), learner)[0], Is.GreaterThan(0.9));
    }

    [Test]
    public void Evaluate_RandomLabels_StaysAtChance()
    {
        using var learner = Bench.Create(Subclasses with { Task = Subclasses.Task.With("labels", "random") });

        // 400 test examples of four classes, five standard deviations.
        Assert.That(Bench.Measure(new LinearProbe(), learner), Has.All.InRange(0.14, 0.36));
    }

    [Test]
    public void Obstacle_WithoutLabels_SaysWhy()
    {
        var spec = Bench.Parity with { Task = Table.Choose(new TeacherStudent()), Training = Specs.Training("full", "mse") };
        Assert.That(new LinearProbe().Obstacle(spec), Is.EqualTo("the task has no label to tell from features"));
        Assert.That(new LinearProbe().Obstacle(Bench.Transformer), Is.EqualTo("the model names no hidden layers"));
    }
}
