namespace GrokBench.Models.Measures;

/// <summary><see cref="FeatureProbe"/> as published: 30 epochs on the features as they are.</summary>
public sealed class LinearProbe : FeatureProbe
{
    public override string Name => "linear-probe";

    public override int Version => 1;

    public override string Summary => "Test accuracy of a linear classifier on every layer's outputs.";

    private protected override int Epochs(int batches) => PublishedEpochs;

    private protected override void Prepare(double[] trained, double[] tested, int width)
    {
    }
}
