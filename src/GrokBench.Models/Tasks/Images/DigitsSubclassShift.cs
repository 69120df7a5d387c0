namespace GrokBench.Models.Tasks.Images;

/// <summary>Drawn digits with sparse clusters: what stands in for <see cref="MnistSubclassShift"/> where the files of MNIST are missing.</summary>
public sealed class DigitsSubclassShift() : ImageSubclassShift(new Digits())
{
    public override string Name => "digits-subclass-shift";

    public override int Version => 1;

    public override string Summary => "Digits drawn by program, some clusters of which are sparse in training: the stand-in for mnist-subclass-shift, with ids of its own.";
}
