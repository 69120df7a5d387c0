using GrokBench.Models.Tasks.Images;

namespace GrokBench.Models.Tests.Tasks.Images;

public sealed class ImageScaleTests
{
    [Test]
    public void Write_FullSize_DividesBy255()
    {
        var image = Image((27, 27, 51));
        Assert.That(Scaled(image, 28), Is.EqualTo(image.Select(pixel => pixel / 255.0)));
    }

    [TestCase(14)]
    [TestCase(7)]
    [TestCase(4)]
    public void Write_SideThatDivides_TakesTheMeanOfSquares(int side)
    {
        var block = 28 / side;
        var small = Scaled(Image((block - 1, block - 1, 255), (block, 0, 51)), side);
        Assert.Multiple(() =>
        {
            Assert.That(small, Has.Length.EqualTo(side * side));
            Assert.That(small[0], Is.EqualTo(1.0 / (block * block)));
            Assert.That(small[side], Is.EqualTo(0.2 / (block * block)).Within(1e-16));
            Assert.That(small.Count(pixel => pixel > 0), Is.EqualTo(2));
        });
    }

    [TestCase(8)]
    [TestCase(16)]
    public void Write_SideThatNeedsAMargin_AddsTwoPixelsOfBackground(int side)
    {
        var block = 32 / side;
        var small = Scaled(Image((0, 0, 255), (27, 27, 255), (13, 14, 255)), side);
        var (first, last) = (2 / block, 29 / block);
        Assert.Multiple(() =>
        {
            Assert.That(small[(first * side) + first], Is.EqualTo(1.0 / (block * block)));
            Assert.That(small[(last * side) + last], Is.EqualTo(1.0 / (block * block)));
            Assert.That(small[(15 / block * side) + (16 / block)], Is.EqualTo(1.0 / (block * block)));
        });
    }

    private static byte[] Image(params (int Row, int Column, byte Value)[] points)
    {
        var image = new byte[ImagePool.PixelCount];
        foreach (var (row, column, value) in points) image[(row * 28) + column] = value;
        return image;
    }

    private static double[] Scaled(byte[] image, int side)
    {
        var pixels = new double[side * side];
        new ImageScale(side).Write(image, pixels);
        return pixels;
    }
}
