using GrokBench.Models.Learning;
using GrokBench.Models.Measures.Fourier;

namespace GrokBench.Models.Tests.Measures.Fourier;

[TestFixture]
public sealed class GiniLogitMapTests
{
    private const int P = 7;

    private static TrainingSpec[] Runs =>
        [Bench.Transformer, Bench.Mlp, Bench.Transformer with { Model = Bench.Transformer.Model.With("unembedding", "tied") }];

    /// <summary>By the product of the matrices, and sums over its rows.</summary>
    [TestCaseSource(nameof(Runs))]
    public void Gini_OfATrainedNetwork_IsThatOfTheProductsTransform(TrainingSpec spec)
    {
        using var learner = Bench.Create(spec);
        for (var step = 0; step < 30; step++) learner.Step();
        var map = spec == Bench.Mlp ? Matrix("output.weight")
            : spec == Bench.Transformer ? Product(Matrix("layer1.mlp-out"), Matrix("unembed"))
            : Product(Matrix("layer1.mlp-out"), Transposed(Matrix("embed")));

        var norms = new List<double> { Norm(_ => 1 / Math.Sqrt(P)) };
        for (var k = 1; k <= P / 2; k++)
        {
            norms.Add(Norm(c => Math.Sqrt(2.0 / P) * Math.Cos(2 * Math.PI * k * c / P)));
            norms.Add(Norm(c => Math.Sqrt(2.0 / P) * Math.Sin(2 * Math.PI * k * c / P)));
        }

        var expected = norms.SelectMany(_ => norms, (a, b) => Math.Abs(a - b)).Sum() / (2 * norms.Count * norms.Count * norms.Average());
        Assert.That(Bench.Measure(new GiniLogitMap(), learner)[0], Is.EqualTo(expected).Within(1e-12));

        double Norm(Func<int, double> wave) => Math.Sqrt(map.Sum(row => Math.Pow(Enumerable.Range(0, P).Sum(c => wave(c) * row[c]), 2)));

        double[][] Matrix(string name)
        {
            var slice = learner.Program.Graph.Parameters[name];
            return [.. Bench.Parameters(learner).AsSpan(slice.Offset, slice.Shape.Count).ToArray().Chunk(slice.Shape.Columns)];
        }
    }

    [Test]
    public void Obstacle_OfAModelWithLayerNorms_SaysWhy() => Assert.That(
        new GiniLogitMap().Obstacle(Bench.Transformer with { Model = Bench.Transformer.Model.With("layer-norm", "pre") }),
        Is.EqualTo("a layer-norm may stand between units and logits"));

    private static double[][] Product(double[][] a, double[][] b) =>
        [.. a.Select(row => b[0].Select((_, c) => row.Select((value, i) => value * b[i][c]).Sum()).ToArray())];

    private static double[][] Transposed(double[][] a) => [.. a[0].Select((_, c) => a.Select(row => row[c]).ToArray())];
}
