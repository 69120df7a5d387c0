using GrokBench.Models.Measures;

namespace GrokBench.Models.Tests.Measures;

/// <summary>Of an embedding that is written as waves of known norms.</summary>
[TestFixture]
public sealed class EmbeddingFrequenciesTests
{
    [TestCase(13)]
    [TestCase(14)]
    public void Shares_OfWavesInColumnsOfTheirOwn_AreThoseOfTheFiveLargest(int p)
    {
        using var learner = Bench.Create(Bench.Transformer with { Task = Families.Specs.Addition(p, 0.6) });
        var table = learner.Program.Graph.Parameters["embed"];
        double[] amplitudes = [2, 1, 3, 0.5, 4, 1.5, 2.5];
        double Value(int t, int j) => j < amplitudes.Length && t < p ? amplitudes[j] * Math.Cos(2 * Math.PI * j * t / p) : 0;
        var (count, columns) = (table.Shape.Count, table.Shape.Columns);
        learner.Program.Parameters.CopyFrom(table.Offset, [.. Enumerable.Range(0, count).Select(i => Value(i / columns, i % columns))]);

        // The squared norm of a cosine is p/2 times its amplitude's square, that of a constant p times.
        double[] squares = [.. amplitudes.Skip(1).Select(amplitude => amplitude * amplitude / 2)];
        var (top, varying) = (squares.OrderDescending().Take(5).Sum(), squares.Sum());
        var values = Bench.Measure(new EmbeddingFrequencies(), learner);
        Assert.That(values[0], Is.EqualTo(top / (varying + (amplitudes[0] * amplitudes[0]))).Within(1e-12));
        Assert.That(values[1], Is.EqualTo(top / varying).Within(1e-12));
    }

    [Test]
    public void Shares_OfNoEmbedding_AreNotANumber()
    {
        using var learner = Bench.Create(Bench.Transformer);
        var table = learner.Program.Graph.Parameters["embed"];
        learner.Program.Parameters.CopyFrom(table.Offset, new double[table.Shape.Count]);
        Assert.That(Bench.Measure(new EmbeddingFrequencies(), learner), Is.All.NaN);
    }
}
