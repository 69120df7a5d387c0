using GrokBench.Models.Tasks.Images;

namespace GrokBench.Models.Tests.Tasks.Images;

public sealed class IdxFileTests
{
    private const int Most = 100_008;

    private string path = "";

    [SetUp]
    public void MakePath() => path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.idx");

    [TearDown]
    public void DeleteFile() => File.Delete(path);

    [TestCase(true)]
    [TestCase(false)]
    public void Read_WholeFile_GivesSizesAndValues(bool packed)
    {
        var plain = IdxBytes.Of(2, 3, 4);
        var found = Read(packed ? IdxBytes.Packed(plain) : plain, 3);
        Assert.Multiple(() =>
        {
            Assert.That(found.Sizes, Is.EqualTo(new[] { 2, 3, 4 }));
            Assert.That(found.Values, Is.EqualTo(Enumerable.Range(0, 24)));
            Assert.That(found.Sha256, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(plain))));
        });
    }

    [Test]
    public void Read_EmptyFile_SaysSo() => Fails([], 1, "it is empty; expected an IDX file, plain or compressed with gzip");

    [Test]
    public void Read_EmptyGzip_SaysSo() => Fails(IdxBytes.EmptyGzip, 1, "there is nothing in this gzip file; expected an IDX file in it");

    [Test]
    public void Read_CutGzip_SaysSo() => Fails(IdxBytes.Packed(IdxBytes.Of(2000))[..^100], 1, "it is cut off or damaged after");

    [Test]
    public void Read_DamagedGzip_SaysSo()
    {
        var packed = IdxBytes.Packed(IdxBytes.Of(2000));
        packed[15] ^= 0xff;
        Fails(packed, 1, "it is damaged; expected a whole gzip file");
    }

    [Test]
    public void Read_CutHeader_SaysHowLongItIs() => Fails(IdxBytes.Header(5, 28, 28)[..10], 3, "it is cut off after 10 bytes; expected a header of 16 bytes");

    [Test]
    public void Read_ImagesInPlaceOfLabels_ShowsBothMagicNumbers() =>
        Fails(IdxBytes.Of(2, 3, 4), 1, "it begins with 00 00 08 03; expected 00 00 08 01 (unsigned bytes in 1 dimension)");

    [Test]
    public void Read_AnotherFormat_ShowsBothMagicNumbers() =>
        Fails([.. "<html><body>404</body>"u8], 3, "it begins with 3c 68 74 6d; expected 00 00 08 03 (unsigned bytes in 3 dimensions)");

    [Test]
    public void Read_CutValues_SaysHowManyThereShouldBe() =>
        Fails(IdxBytes.Of(2, 3, 4)[..^1], 3, "it is cut off: it has 23 bytes after its header; expected 2 x 3 x 4 = 24");

    [Test]
    public void Read_MoreValues_SaysHowManyThereShouldBe() => Fails([.. IdxBytes.Of(5), 1, 2], 1, "it has 7 bytes after its header; expected 5 = 5");

    [Test]
    public void Read_NegativeSize_SaysSo() => Fails(IdxBytes.Header(-3), 1, "its sizes are -3; expected sizes of at least 1");

    [Test]
    public void Read_SizesBeyondAnyFile_AreNotMultipliedOver() =>
        Fails(IdxBytes.Header(int.MaxValue, int.MaxValue, 1 << 30), 3, "it is cut off: it has 0 bytes after its header; expected 2147483647 x 2147483647 x 1073741824 = 4951760152529835082242850816");

    [TestCase(true)]
    [TestCase(false)]
    public void Read_AsLongAsExpected_IsRead(bool packed)
    {
        var plain = IdxBytes.Of(Most - 8);
        Assert.That(Read(packed ? IdxBytes.Packed(plain) : plain, 1).Count, Is.EqualTo(Most - 8));
    }

    [Test]
    public void Read_GzipOfMore_SaysTheLimit() =>
        Fails(IdxBytes.Packed(IdxBytes.Of(Most - 7)), 1, "it decompresses to more than the 100008 bytes that are expected");

    /// <summary>A thousandth of what it decompresses to; the damage at its end is behind the limit.</summary>
    [Test]
    public void Read_GzipBomb_DecompressesNoMoreThanTheLimit()
    {
        var bomb = IdxBytes.Packed(new byte[20_000_000]);
        bomb[^1] ^= 0xff;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fails(bomb, 1, "it decompresses to more than the 100008 bytes that are expected");
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(2_000_000));
    }

    [Test]
    public void Read_PlainFileOfMore_SaysBoth() => Fails(IdxBytes.Of(Most - 7), 1, "it has 100009 bytes; expected at most 100008");

    private IdxFile Read(byte[] bytes, int dimensions)
    {
        File.WriteAllBytes(path, bytes);
        return IdxFile.Read(path, dimensions, Most);
    }

    private void Fails(byte[] bytes, int dimensions, string message) =>
        Assert.That(() => Read(bytes, dimensions), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith($"{path}: {message}"));
}
