using System.Text.Json;
using System.Text.Json.Serialization;
using GrokBench.Models.GaussianProcesses;
using GrokBench.Tensors;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Tests.GaussianProcesses;

/// <summary>Exact regression against scikit-learn: Fixtures/make_gaussian_process_fixture.py.</summary>
[TestFixtureSource(nameof(Cases))]
public sealed class ScikitLearnTests(ScikitLearnTests.Case expected)
{
    /// <summary>Relative, where the condition number of the kernel matrix is at most some thousand.</summary>
    private const double Tolerance = 1e-10;

    /// <summary>The targets of the points to predict, so that a squared error tells the prediction.</summary>
    private const double FarBelow = -10;

    private GaussianProcessLearner learner = null!;

    public static IEnumerable<TestFixtureData> Cases() =>
        JsonSerializer.Deserialize<Case[]>(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "gaussian-process.json")))!
            .Select(item => new TestFixtureData(item).SetArgDisplayNames(item.Name));

    [SetUp]
    public void CreateTheLearner()
    {
        var others = expected.Others.Length / expected.Dimensions;
        var examples = new Examples
        {
            Count = expected.Targets.Length + others,
            InputWidth = expected.Dimensions,
            Inputs = [.. expected.Inputs, .. expected.Others],
            TargetWidth = 1,
            Targets = [.. expected.Targets, .. Enumerable.Repeat(FarBelow, others)],
        };
        var model = Processes.Regression(
            ("length-scales", expected.LengthScales.Length == 1 ? "shared" : "per-dimension"), ("output-scale", expected.OutputScale), ("noise", expected.Noise));
        learner = Processes.Create(model, examples, expected.Targets.Length, threads: 2);
        var parameters = learner.ReadParameters();
        for (var d = 0; d < expected.LengthScales.Length; d++) parameters[d] = SpecialFunctions.Log(expected.LengthScales[d]);
        parameters[expected.LengthScales.Length + 1] = expected.Mean;
        learner.SetParameters(parameters);
    }

    [TearDown]
    public void DisposeTheLearner() => learner.Dispose();

    [Test]
    public void Objective_IsMinusTheLogMarginalLikelihoodPerExample()
    {
        var rows = expected.Targets.Length;
        var gradient = new double[expected.LengthScales.Length + 3];
        Assert.That(learner.Objective(gradient), Is.EqualTo(-expected.LogMarginalLikelihood / rows).Within(Tolerance));
        Assert.That(learner.DataFit, Is.EqualTo(-expected.Fit / rows).Within(Tolerance));
        Assert.That(learner.Complexity, Is.EqualTo(-expected.Complexity / rows).Within(Tolerance));
    }

    [Test]
    public void Objective_HasTheGradientOfTheLogMarginalLikelihood()
    {
        // Theirs is by the logarithms of output scale, length scales and noise variance; the noise variance is ln(1 + e^x) of the trained x here.
        var (rows, lengths) = (expected.Targets.Length, expected.LengthScales.Length);
        var gradient = new double[lengths + 3];
        learner.Objective(gradient);
        var noiseSlope = (1 - Math.Exp(-expected.Noise)) / expected.Noise;
        double[] found = [gradient[lengths], .. gradient[..lengths], gradient[lengths + 2]];
        double[] theirs = [.. expected.Gradient[..^1], expected.Gradient[^1] * noiseSlope];
        Assert.That(found, Is.EqualTo(theirs.Select(slope => -slope / rows)).Within(Tolerance));
    }

    [Test]
    public void Evaluate_OtherPoints_GivesTheirPredictions()
    {
        for (var i = 0; i < expected.Predictions.Length; i++)
            Assert.That(Math.Sqrt(learner.Evaluate($"point:{i}").Loss) + FarBelow, Is.EqualTo(expected.Predictions[i]).Within(Tolerance), $"point {i}");
    }

    public sealed record Case(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("inputs")] double[] Inputs,
        [property: JsonPropertyName("targets")] double[] Targets,
        [property: JsonPropertyName("dimensions")] int Dimensions,
        [property: JsonPropertyName("others")] double[] Others,
        [property: JsonPropertyName("length_scales")] double[] LengthScales,
        [property: JsonPropertyName("output_scale")] double OutputScale,
        [property: JsonPropertyName("noise")] double Noise,
        [property: JsonPropertyName("mean")] double Mean,
        [property: JsonPropertyName("log_marginal_likelihood")] double LogMarginalLikelihood,
        [property: JsonPropertyName("gradient")] double[] Gradient,
        [property: JsonPropertyName("fit")] double Fit,
        [property: JsonPropertyName("complexity")] double Complexity,
        [property: JsonPropertyName("predictions")] double[] Predictions);
}
