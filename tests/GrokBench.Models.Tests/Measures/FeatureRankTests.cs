using System.Text.Json.Nodes;
using GrokBench.Models.Kinds;
using GrokBench.Models.Measures;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.Tests.Measures;

public sealed class FeatureRankTests
{
    private const double DoubleRounding = 1.0 / (1L << 52);

    private readonly JsonNode fixture = Fixture.Read("features");

    [Test]
    public void Variances_OfTheFixture_AreNumPysSingularValuesSquared()
    {
        var singular = Decode("singular");
        var variances = Variances();
        Assert.That(variances.Select(Math.Sqrt), Is.EqualTo(singular.Select(value => value / singular[0])).Within(1e-13));
    }

    [Test]
    public void Rank_OfTheFixture_IsPyTorchsByItsDefaultAndNumPysByOthers()
    {
        var (variances, ranks) = (Variances(), fixture["ranks"]!);
        Assert.That(FeatureRank.Rank(variances, variances.Length * DoubleRounding), Is.EqualTo(ranks["default"]!.GetValue<int>()));
        Assert.That(FeatureRank.Rank(variances, 1e-6), Is.EqualTo(ranks["1e-6"]!.GetValue<int>()));
        Assert.That(FeatureRank.Rank(variances, 1e-3), Is.EqualTo(ranks["1e-3"]!.GetValue<int>()));
        Assert.That(FeatureRank.EffectiveRank(variances), Is.EqualTo(fixture["effective"]!.GetValue<double>()).Within(1e-13));
    }

    [Test]
    public void EffectiveRank_OfEqualVariances_IsTheirNumber() => Assert.That(FeatureRank.EffectiveRank([1, 1, 1, 1, 0]), Is.EqualTo(4).Within(1e-14));

    [Test]
    public void Variances_OfFeaturesThatNeverChange_AreZero()
    {
        var variances = FeatureRank.Variances([0.1, 7, 0.1, 7, 0.1, 7], rows: 3, width: 2);
        Assert.That(variances, Is.EqualTo(new double[2]));
        Assert.That((FeatureRank.Rank(variances, 1e-3), FeatureRank.EffectiveRank(variances)), Is.EqualTo((0.0, 0.0)));
    }

    [Test]
    public void Rank_OfInfiniteFeatures_IsNotANumber()
    {
        var variances = FeatureRank.Variances([1, 2, 3, double.PositiveInfinity], rows: 2, width: 2);
        Assert.That((FeatureRank.Rank(variances, 1e-3), FeatureRank.EffectiveRank(variances)), Is.EqualTo((double.NaN, double.NaN)));
    }

    [Test]
    public void Series_OfANetwork_AreItsLayersByToleranceAndTheTunnels() => Assert.That(new FeatureRank().Series(Bench.Mlp), Is.EqualTo(new[]
    {
        "feature-rank/hidden1", "feature-rank/1e-6/hidden1", "feature-rank/1e-3/hidden1", "feature-rank/effective/hidden1",
        "feature-rank/output", "feature-rank/1e-6/output", "feature-rank/1e-3/output", "feature-rank/effective/output",
        "feature-rank/tunnel", "feature-rank/1e-6/tunnel", "feature-rank/1e-3/tunnel",
    }));

    /// <summary>The first hidden layer passes four of its ten inputs on, the second all that it gets, so that both have rank 4 of 8; the third has three units and rank 3.</summary>
    [Test]
    public void Evaluate_LayersOfKnownRank_FindsThemAndTheTunnel()
    {
        var spec = Bench.Parity with
        {
            Task = Specs.Parity(10, 2, 100).With("test", 200),
            Model = Specs.ParityMlp.With("width", SettingValue.ListOf([8, 8, 3])).With("biases", "all"),
        };
        using var learner = Bench.Create(spec);
        foreach (var slice in learner.Program.Graph.Parameters.Slices)
        {
            var values = new double[slice.Shape.Count];
            if (slice.Name.EndsWith(".weight", StringComparison.Ordinal))
            {
                for (var i = 0; i < (slice.Name == "hidden1.weight" ? 4 : slice.Shape.Columns); i++) values[(i * slice.Shape.Columns) + i] = 1;
            }
            else
            {
                // Nothing is cut off by the ReLU.
                Array.Fill(values, 5);
            }

            learner.Program.Parameters.CopyFrom(slice.Offset, values);
        }

        var series = new FeatureRank().Series(spec).Zip(Bench.Measure(new FeatureRank(), learner)).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.That(new[] { "hidden1", "hidden2", "hidden3", "output", "tunnel" }.Select(part => series[$"feature-rank/{part}"]), Is.EqualTo(new double[] { 4, 4, 3, 1, 2 }));
        Assert.That(new[] { "hidden1", "hidden2", "hidden3", "output", "tunnel" }.Select(part => series[$"feature-rank/1e-3/{part}"]), Is.EqualTo(new double[] { 4, 4, 3, 1, 2 }));
    }

    /// <summary>Against the plain definition: eigenvalues of the covariance of what the layers give.</summary>
    [Test]
    public void Evaluate_ATrainedNetwork_CountsTheCovariancesEigenvalues()
    {
        using var learner = Bench.Create(Bench.Parity);
        for (var step = 0; step < 5; step++) learner.Step();
        var rows = learner.Dataset["test"].Rows;
        var features = LayerFeatures.Of(learner, LayerFeatures.Layers(learner.Published)[0], rows);
        var covariance = new double[40 * 40];
        double Mean(int j) => rows.Select((_, i) => features[(i * 40) + j]).Average();
        for (var a = 0; a < 40; a++)
        {
            for (var b = 0; b < 40; b++)
            {
                var (meanA, meanB) = (Mean(a), Mean(b));
                covariance[(a * 40) + b] = rows.Select((_, i) => (features[(i * 40) + a] - meanA) * (features[(i * 40) + b] - meanB)).Average();
            }
        }

        var eigenvalues = SymmetricEigen.Decompose(covariance, 40).Values;
        var expected = new[] { 40 * DoubleRounding, 1e-6, 1e-3 }.Select(tolerance => (double)eigenvalues.Count(value => value > tolerance * eigenvalues[^1]));
        Assert.That(Bench.Measure(new FeatureRank(), learner).Take(3), Is.EqualTo(expected));
    }

    [Test]
    public void Obstacle_OfATransformer_SaysWhy() => Assert.That(new FeatureRank().Obstacle(Bench.Transformer), Is.EqualTo("the model names no hidden layers"));

    /// <summary>Two matrices of a product that is trained as one: each layer is there as published.</summary>
    [Test]
    public void Evaluate_ALinearNetworkFolded_HasTheRanksOfTheOneThatIsNot()
    {
        var linear = Bench.Parity with { Model = Bench.Parity.Model.With("activation", "identity").With("biases", "none").With("width", 30).With("depth", 2) };
        using var direct = Bench.Create(linear);
        using var folded = Bench.Create(linear with { Training = linear.Training.With("numerics", "folded") });
        Assert.That(GraphKey.Of(folded.Program.Graph), Is.Not.EqualTo(GraphKey.Of(direct.Program.Graph)));
        Assert.That(Bench.Measure(new FeatureRank(), folded), Is.EqualTo(Bench.Measure(new FeatureRank(), direct)));
        Assert.That(Bench.Measure(new FeatureRank(), folded)[0], Is.EqualTo(24), "as wide as the input");
    }

    private double[] Variances()
    {
        var features = Decode("features");
        var width = fixture["width"]!.GetValue<int>();
        return FeatureRank.Variances(features, features.Length / width, width);
    }

    private double[] Decode(string name) => Fixture.Decode(Convert.FromBase64String(fixture[name]!.GetValue<string>()), Precision.Float64);
}
