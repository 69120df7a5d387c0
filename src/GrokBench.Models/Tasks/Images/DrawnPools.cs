namespace GrokBench.Models.Tasks.Images;

/// <summary>As many drawn digits as MNIST has handwritten ones.</summary>
internal sealed class DrawnPools : IImagePools
{
    private readonly Lazy<ImagePool> train = new(() => Draw("train", IImagePools.TrainCount));
    private readonly Lazy<ImagePool> test = new(() => Draw("test", IImagePools.TestCount));

    private DrawnPools()
    {
    }

    /// <summary>Drawn once per process.</summary>
    public static DrawnPools Shared { get; } = new();

    public ImagePool Train => train.Value;

    public ImagePool Test => test.Value;

    private static ImagePool Draw(string name, int count)
    {
        var artist = new DigitArtist(name);
        var pool = new ImagePool(new byte[count * ImagePool.PixelCount], new byte[count]);
        for (var i = 0; i < count; i++)
            pool.Labels[i] = (byte)artist.Draw(i, pool.Pixels.AsSpan(i * ImagePool.PixelCount, ImagePool.PixelCount));
        return pool;
    }
}
