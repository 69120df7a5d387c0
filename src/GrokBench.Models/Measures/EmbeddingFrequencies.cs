using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>
/// How much of an embedding (<see cref="EmbeddingSpectrum"/>) its five strongest frequencies carry, after Nanda et al. 2023, whose network
/// keeps five: their cosines' and sines' share of the squared norm, 0 to 1, and <c>/varying</c>, the same without the constant component.
/// Random weights have a little over 5 in (p - 1)/2.
/// </summary>
public sealed class EmbeddingFrequencies : NeuralMeasure
{
    private const int Strongest = 5;

    public override string Name => "embedding-frequencies";

    public override int Version => 1;

    public override string Summary => "Share of the embedding's squared norm in its five strongest frequencies.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [Name, $"{Name}/varying"];

    public override double Operations(TrainingSpec spec) => EmbeddingSpectrum.Operations(spec, Published(spec));

    public override long Bytes(TrainingSpec spec, IEngine engine) => EmbeddingSpectrum.Bytes(spec, Published(spec));

    protected override string? NeuralObstacle(TrainingSpec spec) => EmbeddingSpectrum.Obstacle(spec, Published(spec));

    protected override void Evaluate(NeuralLearner learner, Span<double> values) =>
        (values[0], values[1]) = Shares(EmbeddingSpectrum.Squares(learner));

    /// <param name="squares">By component, in the order of <see cref="FourierBasis.Rows"/>.</param>
    /// <returns>NaN where there is nothing to share.</returns>
    private static (double All, double Varying) Shares(double[] squares)
    {
        // After the constant every frequency has a cosine and a sine; half of an even p, which comes last, has one component.
        double[] frequencies = [.. squares.Skip(1).Chunk(2).Select(pair => pair.Length == 2 ? pair[0] + pair[1] : pair[0])];
        var (varying, top) = (0.0, 0.0);
        foreach (var square in frequencies) varying += square;
        foreach (var square in frequencies.OrderDescending().Take(Strongest)) top += square;
        return (top / (squares[0] + varying), top / varying);
    }
}
