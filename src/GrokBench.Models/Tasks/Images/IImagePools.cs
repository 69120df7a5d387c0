namespace GrokBench.Models.Tasks.Images;

/// <summary>The two pools that examples are taken from, each made or read when first asked for and kept: 60,000 training images and 10,000 test images.</summary>
internal interface IImagePools
{
    const int TrainCount = 60_000, TestCount = 10_000;

    ImagePool Train { get; }

    ImagePool Test { get; }
}
