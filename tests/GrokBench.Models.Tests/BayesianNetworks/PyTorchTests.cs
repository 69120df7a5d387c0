using System.Text.Json;
using GrokBench.Models.BayesianNetworks;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.BayesianNetworks;

/// <summary>Objective, gradient and five steps against PyTorch from the same parameters and draws: Fixtures/make_bayesian_fixture.py.</summary>
[TestFixtureSource(nameof(Cases))]
public sealed class PyTorchTests(PyTorchTests.Case expected)
{
    /// <summary>Relative to one, which gradients and parameters are about.</summary>
    private const double Tolerance = 1e-12;

    private static readonly JsonSerializerOptions Spelling = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private BayesianLearner learner = null!;

    public static IEnumerable<TestFixtureData> Cases() =>
        JsonSerializer.Deserialize<Case[]>(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "bayesian-mlp.json")), Spelling)!
            .Select(item => new TestFixtureData(item).SetArgDisplayNames(item.Activation));

    [SetUp]
    public void CreateTheLearner()
    {
        var model = Networks.Model(("width", SettingValue.ListOf([.. expected.Widths.Select(width => (SettingValue)width)])), ("activation", expected.Activation));
        var shape = new TaskShape
        {
            OperandColumns = [],
            InputWidth = expected.InputWidth,
            Outputs = expected.Outputs,
            TrainingExamples = expected.TrainingExamples,
            Examples = expected.TrainingExamples,
            Chance = double.NaN,
            Splits = ["train"],
        };
        var task = new ExamplesTask(shape, Padded(expected.TrainingExamples));
        learner = Networks.Create(new(new Choice(task, []), model, Networks.Sgd(expected.Rate), Specs.Training("full").With("precision", "float64"), Seed: 0));
        foreach (var slice in learner.Program.Graph.Parameters.Slices) learner.Program.Parameters.CopyFrom(slice.Offset, expected.Parameters[slice.Name]);
    }

    [TearDown]
    public void DisposeTheLearner() => learner.Dispose();

    [Test]
    public void Parameters_OfTheGraph_AreThoseOfPyTorch() => Assert.That(
        learner.Program.Graph.Parameters.Slices.Select(slice => (slice.Name, slice.Shape.Count)),
        Is.EquivalentTo(expected.Parameters.Select(pair => (pair.Key, pair.Value.Length))));

    [Test]
    public void Complexity_IsTheDivergencePerTrainingExample() =>
        Assert.That(learner.Complexity, Is.EqualTo(expected.Divergence / expected.TrainingExamples).Within(Tolerance * expected.Divergence));

    [Test]
    public void Score_WithoutDraws_IsThatOfTheMeans()
    {
        var losses = new double[expected.Labels.Length];
        learner.Program.Score(Padded(expected.Labels.Length), Rows, losses, new byte[losses.Length]);
        Assert.That(losses.Average(), Is.EqualTo(expected.LossAtMeans).Within(Tolerance * 10));
    }

    [Test]
    public void Objective_HasTheLossAndTheGradientOfPyTorch()
    {
        Assert.That(Differentiate(), Is.EqualTo(expected.Losses[0]).Within(Tolerance * 10));
        Check(learner.Program.Gradient, expected.Gradient);
    }

    [Test]
    public void Descent_FiveSteps_FollowsPyTorch()
    {
        foreach (var loss in expected.Losses)
        {
            Assert.That(Differentiate(), Is.EqualTo(loss).Within(Tolerance * 10));
            learner.Program.Parameters.AddScaled(-expected.Rate, learner.Program.Gradient);
        }

        Check(learner.Program.Parameters, expected.Trained);
    }

    private int[] Rows => [.. Enumerable.Range(0, expected.Labels.Length)];

    private double Differentiate()
    {
        var loss = learner.Program.Differentiate(Padded(expected.Labels.Length, expected.Draws), Rows);
        new PriorGradient(learner.Program).Add(1.0 / expected.TrainingExamples);
        return loss;
    }

    private void Check(IVector vector, Dictionary<string, double[]> tensors)
    {
        var values = vector.Values();
        foreach (var slice in learner.Program.Graph.Parameters.Slices)
            Assert.That(values[slice.Offset..(slice.Offset + slice.Shape.Count)], Is.EqualTo(tensors[slice.Name]).Within(Tolerance * 10), slice.Name);
    }

    /// <summary>The fixture's examples again and again, so many of them.</summary>
    private Examples Padded(int count, double[]? draws = null) => new()
    {
        Count = count,
        InputWidth = expected.InputWidth,
        Inputs = [.. Enumerable.Range(0, count * expected.InputWidth).Select(i => expected.Inputs[i % expected.Inputs.Length])],
        NoiseWidth = draws is null ? 0 : draws.Length / count,
        Noise = draws ?? [],
        LabelWidth = 1,
        Labels = [.. Enumerable.Range(0, count).Select(i => expected.Labels[i % expected.Labels.Length])],
    };

    /// <summary>One network, as the script writes it; matrices row by row, input by input.</summary>
    public sealed record Case(
        string Activation, int[] Widths, double[] Inputs, int InputWidth, int[] Labels, int Outputs, double[] Draws, int TrainingExamples, double Rate,
        Dictionary<string, double[]> Parameters, double LossAtMeans, double Divergence, Dictionary<string, double[]> Gradient, double[] Losses,
        Dictionary<string, double[]> Trained);
}
