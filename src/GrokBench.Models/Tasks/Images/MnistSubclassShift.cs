using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tasks.Images;

/// <summary>Handwritten digits with sparse clusters.</summary>
public sealed class MnistSubclassShift : ImageSubclassShift, IFileTask
{
    private readonly Mnist images;

    public MnistSubclassShift()
        : this(new Mnist())
    {
    }

    private MnistSubclassShift(Mnist images)
        : base(images) => this.images = images;

    public override string Name => "mnist-subclass-shift";

    public override int Version => 1;

    public override string Summary => "Handwritten digits, from the files of MNIST, some clusters of which are sparse in training.";

    public ITask StandIn { get; } = new DigitsSubclassShift();

    public string? Missing(Choice settings) => images.Missing(settings);

    public void Load(Choice settings) => images.Load(settings);
}
