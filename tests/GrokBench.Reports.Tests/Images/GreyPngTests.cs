using System.Buffers.Binary;
using System.IO.Compression;
using GrokBench.Reports.Images;

namespace GrokBench.Reports.Tests.Images;

public sealed class GreyPngTests
{
    /// <summary>The smallest square, as Python's zlib and struct write it: crc32 of each chunk, adler32 of the rows.</summary>
    [Test]
    public void Write_TwoByTwo_IsWhatPythonWrites() => Assert.That(
        Convert.ToHexStringLower(GreyPng.Write(2, [0, 255, 128, 1])),
        Is.EqualTo("89504e470d0a1a0a0000000d494844520000000200000002080000000057dd52f800000011494441547801010600f9ff0000ff008001050301816cf9eecc0000000049454e44ae426082"));

    [Test]
    public void Write_Image_DecompressesToItsRows()
    {
        byte[] pixels = [.. Enumerable.Range(0, 28 * 28).Select(i => (byte)i)];
        var png = GreyPng.Write(28, pixels);
        var length = (int)BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        Assert.That(rows.ToArray().Chunk(29).SelectMany(row => row[1..]), Is.EqualTo(pixels));
    }

    [Test]
    public void Write_TooFewPixels_Throws() => Assert.That(() => GreyPng.Write(3, new byte[8]), Throws.ArgumentException);
}
