namespace GrokBench.Models.Measures;

/// <summary>
/// <see cref="FeatureProbe"/> that does not depend on the scale of the features: each is brought to mean 0 and variance 1 over the examples
/// that the classifier is trained on. It is trained for 30 epochs, and for no fewer than the 120 updates that the published one has with the
/// smallest training set of Fan et al. 2024 (2000 images).
/// </summary>
public sealed class StandardisedProbe : FeatureProbe
{
    private const int Updates = 120;

    public override string Name => "standardised-probe";

    public override int Version => 1;

    public override string Summary =>
        "Test accuracy of a linear classifier on every layer's outputs, each brought to mean 0 and variance 1.";

    private protected override int Epochs(int batches) => Math.Max(PublishedEpochs, (Updates + batches - 1) / batches);

    private protected override void Prepare(double[] trained, double[] tested, int width) => Standardise(trained, tested, width);

    /// <summary>
    /// Brings every feature to mean 0 and variance 1 over the examples to train on, and those to test with by the same map. A feature that is
    /// the same in all examples to train on becomes 0.
    /// </summary>
    internal static void Standardise(double[] trained, double[] tested, int width)
    {
        var rows = trained.Length / width;
        for (var j = 0; j < width; j++)
        {
            // Distances from the first row: a large mean leaves no rounding errors of its own. Relative to the largest, their squares stay
            // within range.
            var (first, sum, largest) = (trained[j], 0.0, 0.0);
            for (var i = 0; i < rows; i++)
            {
                var distance = trained[(i * width) + j] - first;
                (sum, largest) = (sum + distance, Math.Max(largest, Math.Abs(distance)));
            }

            var (mean, squares) = (sum / rows, 0.0);
            for (var i = 0; i < rows && largest > 0; i++)
            {
                var deviation = (trained[(i * width) + j] - first - mean) / largest;
                squares += deviation * deviation;
            }

            var scale = largest > 0 ? 1 / (largest * Math.Sqrt(squares / rows)) : 0;
            for (var i = j; i < trained.Length; i += width) trained[i] = (trained[i] - first - mean) * scale;
            for (var i = j; i < tested.Length; i += width) tested[i] = (tested[i] - first - mean) * scale;
        }
    }
}
