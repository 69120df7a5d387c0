using System.Text.Json;
using System.Text.Json.Nodes;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.Families;

/// <summary>A network of twelve linear maps whose initial parameters are eight times PyTorch's, against PyTorch: Fixtures/make_deep_mlp_fixture.py.</summary>
public sealed class DeepMlpTests
{
    /// <summary>Of losses and of a tensor's largest element.</summary>
    private const double Tolerance = 1e-10;

    private readonly JsonNode fixture = Fixture.Read("deep-mlp");

    [TestCase("mse")]
    [TestCase("cross-entropy")]
    public void Differentiate_Float64_GivesPyTorchsLossAndGradient(string loss)
    {
        using var learner = Create(loss);
        foreach (var (name, values) in Fixture.Tensors(fixture["parameters"]!, Precision.Float64))
            learner.Program.Parameters.CopyFrom(learner.Program.Graph.Parameters[name].Offset, values);

        var expected = fixture["losses"]![loss]!;
        var value = expected["loss"]!.GetValue<double>();
        Assert.That(learner.Program.Differentiate(learner.Dataset.Examples, learner.Dataset["train"].Rows), Is.EqualTo(value).Within(Tolerance * value));
        foreach (var (name, gradient) in Fixture.Tensors(expected["gradient"]!, Precision.Float64))
        {
            var slice = learner.Program.Graph.Parameters[name];
            var found = new double[slice.Shape.Count];
            learner.Program.Gradient.CopyTo(slice.Offset, found);
            Assert.That(found, Is.EqualTo(gradient).Within(Tolerance * gradient.Max(Math.Abs)), name);
        }
    }

    [TestCase("mse")]
    [TestCase("cross-entropy")]
    public void Differentiate_Float32_IsFinite(string loss)
    {
        using var learner = Create(loss, "float32");
        Assert.That(learner.Program.Differentiate(learner.Dataset.Examples, learner.Dataset["train"].Rows), Is.Positive.And.LessThan(double.PositiveInfinity));
        var gradient = new double[learner.Program.Parameters.Count];
        learner.Program.Gradient.CopyTo(0, gradient);
        Assert.That(gradient, Has.All.Matches<double>(double.IsFinite).And.Some.Not.Zero);
    }

    [Test]
    public void Create_InitialParameters_AreUniformWithinEightTimesPyTorchsBound()
    {
        using var learner = Create("mse");
        foreach (var slice in learner.Program.Graph.Parameters.Slices)
        {
            var values = new double[slice.Shape.Count];
            learner.Program.Parameters.CopyTo(slice.Offset, values);
            var bound = 8 / Math.Sqrt(slice.Name.StartsWith("hidden1.", StringComparison.Ordinal) ? 10 : 16);
            Assert.That(values, Has.All.InRange(-bound, bound), slice.Name);
            if (values.Length > 100) Assert.That(values.Max(Math.Abs), Is.GreaterThan(0.9 * bound), slice.Name);
        }
    }

    private NeuralLearner Create(string loss, string precision = "float64")
    {
        int[] labels = fixture["labels"].Deserialize<int[]>()!;
        var inputs = Fixture.Decode(Convert.FromBase64String(fixture["inputs"]!.GetValue<string>()), Precision.Float64);
        var examples = new Examples { Count = labels.Length, InputWidth = inputs.Length / labels.Length, Inputs = inputs, LabelWidth = 1, Labels = labels };
        var shape = new TaskShape
        {
            OperandColumns = [],
            InputWidth = examples.InputWidth,
            Outputs = fixture["classes"]!.GetValue<int>(),
            TrainingExamples = labels.Length,
            Examples = labels.Length,
            Chance = double.NaN,
            Splits = ["train"],
        };
        var model = Fixture.Choose(Catalogue.Families, fixture["model"]!);
        var spec = new TrainingSpec(
            new Choice(new ExamplesTask(shape, examples), []), model, Specs.AdamW, Specs.Training("full", loss).With("precision", precision), Seed: 0);
        return (NeuralLearner)((IFamily)model.Kind).Create(spec, Specs.Engine, threads: 1);
    }
}
