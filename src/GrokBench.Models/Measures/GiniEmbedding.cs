using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>
/// Gini coefficient of the norms of the embedding's p Fourier components (Nanda et al. 2023, section 5): 0 when all frequencies are as
/// strong, 1 - 1/p when there is but one component. What counts as the embedding: <see cref="EmbeddingSpectrum"/>.
/// </summary>
public sealed class GiniEmbedding : NeuralMeasure
{
    public override string Name => "gini-embedding";

    public override int Version => 1;

    public override string Summary => "How unevenly the embedding's norm is spread over its Fourier components.";

    public override double Operations(TrainingSpec spec) => EmbeddingSpectrum.Operations(spec, Published(spec));

    public override long Bytes(TrainingSpec spec, IEngine engine) => EmbeddingSpectrum.Bytes(spec, Published(spec));

    protected override string? NeuralObstacle(TrainingSpec spec) => EmbeddingSpectrum.Obstacle(spec, Published(spec));

    protected override void Evaluate(NeuralLearner learner, Span<double> values) =>
        values[0] = Gini([.. EmbeddingSpectrum.Squares(learner).Select(Math.Sqrt)]);

    /// <summary>Mean absolute difference of all pairs over twice the mean: 0 for equal values; NaN when all are 0.</summary>
    /// <param name="values">At least 0.</param>
    internal static double Gini(double[] values)
    {
        // With the values in order, the i-th is the larger one of i pairs and the smaller one of n-1-i.
        var sorted = values.Order().ToArray();
        var (weighted, sum) = (0.0, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            weighted += ((2 * i) - sorted.Length + 1) * sorted[i];
            sum += sorted[i];
        }

        return weighted / (sorted.Length * sum);
    }
}
