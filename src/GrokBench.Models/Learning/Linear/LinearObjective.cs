namespace GrokBench.Models.Learning.Linear;

/// <summary>
/// The objective of n training examples with k outputs: Σ(ŷ - y)²/(σ²·n·k) + Σw²/(s²·n) + (decay/2)·Σw², with noise variance σ², prior variance s² and the
/// optimiser's coupled weight decay. Its gradient in the weights of one output is (2·<see cref="Fit"/>/(n·k))·Xᵀ(Xw - y) + <see cref="Pull"/>·w.
/// </summary>
/// <param name="Fit">1/σ².</param>
/// <param name="Prior">1/(s²·n); 0 without a prior.</param>
/// <param name="Decay">The optimiser's weight decay.</param>
/// <param name="Rate">The learning rate: time per step of the flow.</param>
internal sealed record LinearObjective(double Fit, double Prior, double Decay, double Rate)
{
    /// <summary>What the gradient has of each weight itself.</summary>
    public double Pull => (2 * Prior) + Decay;

    public static LinearObjective Of(TrainingSpec spec, int trainingExamples) => new(
        1 / spec.Model.Number("noise-variance"),
        spec.Model["prior-variance"].Content is double variance ? 1 / (variance * trainingExamples) : 0,
        spec.Optimiser.Number("weight-decay"),
        spec.Optimiser.Number("learning-rate"));
}
