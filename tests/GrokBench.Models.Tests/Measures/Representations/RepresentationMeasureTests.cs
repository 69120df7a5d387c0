using GrokBench.Models.Learning;
using GrokBench.Models.Measures.Representations;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.Tasks;

namespace GrokBench.Models.Tests.Measures.Representations;

public sealed class RepresentationMeasureTests
{
    [Test]
    public void Measures_OfEmbeddingsOnALine_AreThoseOfALinearRepresentation()
    {
        using var learner = Learner(Bench.Sums);
        Set(learner, k => 3 - (0.25 * k));
        var structure = SumStructure.Of(learner);
        Assert.Multiple(() =>
        {
            Assert.That(Bench.Measure(new RepresentationQuality(), learner), Is.EqualTo(new[] { 1, structure.QualityBound, 0 }));
            Assert.That(Bench.Measure(new EffectiveTheory(), learner), Is.EqualTo(new[] { 0, 2, structure.Eigenvalue }).Within(1e-25));
            Assert.That(Bench.Measure(new PredictedAccuracy(), learner)[..2], Is.EqualTo(new[] { structure.AccuracyBound, structure.AccuracyBound }));
            Assert.That(Bench.Measure(new EmbeddingDimension(), learner), Is.EqualTo(new[] { 1.0 }).Within(1e-12));
        });
    }

    [Test]
    public void PredictedAccuracy_Measured_IsTheShareOfAllPairsThatAreRight()
    {
        using var learner = Learner(Bench.Sums);
        for (var step = 0; step < 50; step++) learner.Step();
        var values = Bench.Measure(new PredictedAccuracy(), learner);
        var right = ((30 * learner.Evaluate("train").Accuracy) + (25 * learner.Evaluate("test").Accuracy)) / 55;
        Assert.That(values[2], Is.EqualTo(right).Within(1e-15).And.GreaterThan(0.02));
        Assert.That(values[3], Is.EqualTo(Math.Abs(right - values[0])));
    }

    /// <summary>Of nine pairs of ten numbers nothing is determined; the quality then stands in its own series.</summary>
    [Test]
    public void RepresentationQuality_OfTooFewPairs_IsUndetermined()
    {
        using var learner = Learner(Bench.Sums with { Task = Bench.Sums.Task.With("train", 9) });
        Set(learner, k => k);
        Assert.That(Bench.Measure(new RepresentationQuality(), learner)[2], Is.EqualTo(1));
        Assert.That(Bench.Measure(new EffectiveTheory(), learner)[1..], Is.EqualTo(new[] { SumStructure.Of(learner).Nullity, 0.0 }));
    }

    [Test]
    public void Measures_OfEmbeddingsThatAreAllTheSame_AreNoNumbers()
    {
        using var learner = Learner(Bench.Sums);
        Set(learner, _ => 1);
        Assert.That(Bench.Measure(new RepresentationQuality(), learner)[0], Is.NaN);
        Assert.That(Bench.Measure(new PredictedAccuracy(), learner)[0], Is.NaN);
        Assert.That(Bench.Measure(new EffectiveTheory(), learner)[0], Is.NaN);
        Assert.That(Bench.Measure(new EmbeddingDimension(), learner)[0], Is.Zero);
    }

    [Test]
    public void EmbeddingDimension_OfATable_IsNumPys([Values(0, 1)] int number)
    {
        var expected = Fixture.Read("representations")["dimensions"]![number]!;
        var (rows, columns) = (expected["rows"]!.GetValue<int>(), expected["columns"]!.GetValue<int>());
        double[] table = [.. expected["table"]!.AsArray().Select(value => value!.GetValue<double>())];
        Assert.That(EmbeddingDimension.EffectiveDimension(EmbeddingTable.Centred(table, rows), rows, columns), Is.EqualTo(expected["dimension"]!.GetValue<double>()).Within(1e-12));
    }

    /// <summary>Shares and means over training sets that this project draws, against NumPy's over its own; five standard errors of the difference.</summary>
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Structure_OfRandomTrainingSets_IsAsOftenDeterminedAsNumPys(int number)
    {
        var expected = Fixture.Read("representations")["mean-eigenvalues"]![number]!;
        var settings = Table.Choose(new IntegerAddition(), ("train", expected["train"]!.GetValue<int>()));
        SumStructure[] drawn = [.. Enumerable.Range(0, 400).Select(seed => new SumStructure(10, Table.Create(settings, (ulong)seed)["train"].Rows))];
        Assert.That(drawn.Average(one => one.Nullity == 2 ? 1.0 : 0), Is.EqualTo(expected["determined"]!.GetValue<double>()).Within(0.12));
        Assert.That(drawn.Average(one => one.Eigenvalue), Is.EqualTo(expected["eigenvalue"]!.GetValue<double>()).Within(0.03));
    }

    [Test]
    public void Obstacle_OfAnotherTaskOrAModelWithoutEmbedding_IsTold()
    {
        Assert.That(new RepresentationQuality().Obstacle(Bench.Mlp), Is.EqualTo("the task is not integer-addition"));
        Assert.That(
            new EffectiveTheory().Obstacle(Bench.Sums with { Model = Specs.ReluMlp }), Is.EqualTo("the model has no embedding"));
        Assert.That(new EmbeddingDimension().Obstacle(Bench.Mlp), Is.EqualTo("the model has no embedding"));
        Assert.That(new EmbeddingDimension().Obstacle(Bench.Transformer), Is.Null);
    }

    private static NeuralLearner Learner(TrainingSpec spec) => Bench.Create(spec);

    /// <summary>Gives every number a place on the line.</summary>
    private static void Set(NeuralLearner learner, Func<int, double> place) =>
        learner.Program.Parameters.CopyFrom(learner.Program.Graph.Parameters["embed"].Offset, [.. Enumerable.Range(0, 10).Select(place)]);
}
