using System.Collections.Immutable;

namespace GrokBench.Models.Tasks.Images;

/// <summary>
/// Down-samples images: every pixel is the mean of a square of pixels. To a side that divides 28 as they are; to one that divides 32 with two rows and columns of
/// background added on each side.
/// </summary>
internal sealed class ImageScale
{
    public const int FullInk = 255;

    private const int PaddedSide = 32;

    private readonly int side, block, margin;

    /// <param name="side">One of <see cref="Sides"/>.</param>
    public ImageScale(int side)
    {
        this.side = side;
        var from = ImagePool.Side % side == 0 ? ImagePool.Side : PaddedSide;
        (block, margin) = (from / side, (from - ImagePool.Side) / 2);
    }

    public static ImmutableArray<int> Sides { get; } = [28, 16, 14, 8, 7, 4];

    /// <summary>Pixels as numbers from 0 to 1, each rounded once.</summary>
    /// <param name="image">28 x 28.</param>
    /// <param name="pixels">side x side.</param>
    public void Write(ReadOnlySpan<byte> image, Span<double> pixels)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, column) = Math.DivRem(i, side);
            pixels[i] = (double)Sum(image, (row * block) - margin, (column * block) - margin) / (FullInk * block * block);
        }
    }

    private int Sum(ReadOnlySpan<byte> image, int top, int left)
    {
        var sum = 0;
        for (var y = Math.Max(top, 0); y < Math.Min(top + block, ImagePool.Side); y++)
        {
            for (var x = Math.Max(left, 0); x < Math.Min(left + block, ImagePool.Side); x++) sum += image[(y * ImagePool.Side) + x];
        }

        return sum;
    }
}
