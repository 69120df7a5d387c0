using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tests.Measures;

namespace GrokBench.Models.Tests.Families;

/// <summary>The network that Gromov 2023 writes down.</summary>
public sealed class AnalyticInitialiserTests
{
    [TestCase("analytic", "x+y")]
    [TestCase("analytic-free", "x+y")]
    [TestCase("analytic-root", "(x+y)^2")]
    public void Outputs_OfEveryPair_AreNumPys(string init, string operation)
    {
        var (fixture, version) = (QuadraticNetworks.Fixture["analytic"]!, QuadraticNetworks.Fixture["analytic"]!["versions"]![init]!);
        var spec = QuadraticNetworks.Spec(fixture["modulus"]!.GetValue<int>(), fixture["units"]!.GetValue<int>(), init, operation) with
        {
            Seed = fixture["seed"]!.GetValue<ulong>(),
        };
        using var learner = Bench.Create(spec);
        Assert.That(Outputs(learner), Is.EqualTo(QuadraticNetworks.Decode(version["outputs"]!)).Within(1e-10));
        Assert.That(Right(learner), Is.EqualTo(version["right"]!.GetValue<int>()));
    }

    [Test]
    public void Network_WithManyUnits_IsRightOnEveryPair([Values(13, 23, 31)] int modulus, [Values(1, 2, 3)] int seed)
    {
        using var learner = Bench.Create(QuadraticNetworks.Spec(modulus, 8 * modulus, "analytic") with { Seed = (ulong)seed });
        Assert.That(Right(learner), Is.EqualTo(modulus * modulus));
    }

    [Test]
    public void Network_OfTwiceTheInitScale_HasEightTimesTheOutputs()
    {
        var spec = QuadraticNetworks.Spec(7, 28, "analytic");
        using var one = Bench.Create(spec);
        using var twice = Bench.Create(spec with { Model = spec.Model.With("init-scale", 2) });
        Assert.That(Outputs(twice), Is.EqualTo(Outputs(one).Select(output => 8 * output)).Within(1e-10));
    }

    [TestCase("activation", "relu")]
    [TestCase("biases", "hidden")]
    [TestCase("depth", 2)]
    public void Check_OfAnotherNetwork_IsAProblemOfTheInit(string setting, object value)
    {
        var model = QuadraticNetworks.Spec(7, 28, "analytic").Model;
        var task = Specs.Addition(7, 0.5).Shape();
        Assert.That(new MlpFamily().Check(model, task), Is.Empty);
        var other = model.With(setting, value is string word ? word : (SettingValue)(int)value);
        Assert.That(new MlpFamily().Check(other, task).Select(problem => problem.Setting), Is.EqualTo(new[] { "init" }));
    }

    private static double[] Outputs(NeuralLearner learner) => learner.Observe().Values("output", [.. Enumerable.Range(0, learner.Dataset.Examples.Count)]);

    private static int Right(NeuralLearner learner)
    {
        var labels = learner.Dataset.Examples.Labels;
        return Right("train") + Right("test");

        int Right(string split) => learner.Predict(split)!.Zip(learner.Dataset[split].Rows).Count(pair => pair.First == labels[pair.Second]);
    }
}
