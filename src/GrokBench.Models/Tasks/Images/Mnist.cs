using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tasks.Images;

/// <summary>Handwritten digits (LeCun, Cortes and Burges 1998), pixels from 0 to 1. Read from files once per process, whatever the number of runs.</summary>
public sealed class Mnist : ImageTask, IFileTask
{
    private readonly MnistFiles files;

    public Mnist()
        : this(MnistFiles.OfThisMachine)
    {
    }

    internal Mnist(MnistFiles files) => this.files = files;

    public override string Name => "mnist";

    public override int Version => 1;

    public override string Summary => "Handwritten digits, from the files of MNIST.";

    public ITask StandIn { get; } = new Digits();

    internal override IImagePools Pools => files;

    public string? Missing(Choice settings) => files.Missing(TrainsFromTestImages(settings) ? [MnistFile.TestImages, MnistFile.TestLabels] : MnistFile.All);

    public void Load(Choice settings)
    {
        _ = files.Test;
        if (!TrainsFromTestImages(settings)) _ = files.Train;
    }

    public override string DataSource(Choice settings) => TrainsFromTestImages(settings) ? "MNIST, its 10,000 test images alone" : "MNIST";

    /// <summary>Ones: 6742 of 60,000, and 1135 of 10,000.</summary>
    internal override double LargestShare(bool testImages) => testImages ? 0.1135 : 6742.0 / IImagePools.TrainCount;
}
