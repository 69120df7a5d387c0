using System.Collections.Immutable;

namespace GrokBench.Models.Tasks.Images;

/// <summary>One of the four files of MNIST (LeCun, Cortes and Burges 1998).</summary>
/// <param name="Name">Without <c>.gz</c>.</param>
/// <param name="Dimensions">3 for images, 1 for labels.</param>
/// <param name="Count">Images or labels.</param>
/// <param name="Sha256">Of the plain file.</param>
/// <param name="PackedSha256">Of the gzip file as it is distributed.</param>
/// <param name="PackedBytes">Length of the gzip file.</param>
public sealed record MnistFile(string Name, int Dimensions, int Count, string Sha256, string PackedSha256, long PackedBytes)
{
    public static MnistFile TrainImages { get; } = new(
        "train-images-idx3-ubyte", 3, IImagePools.TrainCount,
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", 9_912_422);

    public static MnistFile TrainLabels { get; } = new(
        "train-labels-idx1-ubyte", 1, IImagePools.TrainCount,
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", 28_881);

    public static MnistFile TestImages { get; } = new(
        "t10k-images-idx3-ubyte", 3, IImagePools.TestCount,
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", 1_648_877);

    public static MnistFile TestLabels { get; } = new(
        "t10k-labels-idx1-ubyte", 1, IImagePools.TestCount,
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", 4_542);

    public static ImmutableArray<MnistFile> All { get; } = [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>Length of the plain file.</summary>
    public long Bytes => IdxFile.HeaderBytes(Dimensions) + (long)Count * (Dimensions == 1 ? 1 : ImagePool.PixelCount);

    public string PackedName => Name + ".gz";
}
