using System.Security.Cryptography;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks.Images;

namespace GrokBench.Models.Tests.Tasks.Images;

/// <summary>
/// The real 10,000 test images, where they are found. Expected values are of Python 3 alone (gzip, hashlib, struct): sums over the decompressed bytes after the
/// header of 16 (images) or 8 (labels), SHA-256 of the 784 bytes of an image, and, for datasets, the checksum's definition written out once more.
/// </summary>
public sealed class MnistTests
{
    private static ImagePool Pool => MnistFiles.OfThisMachine.Test;

    [SetUp]
    public void RequireFiles() => Skip.Without(Settings());

    [Test]
    public void Test_RealFiles_AreWhatPythonReads()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Pool.Labels[..10], Is.EqualTo(new[] { 7, 2, 1, 0, 4, 1, 4, 9, 5, 9 }));
            Assert.That(Pool.Labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value), Is.EqualTo(new[] { 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009 }));
            Assert.That(Pool.Pixels.Sum(pixel => (long)pixel), Is.EqualTo(264_923_200));
            Assert.That(Sha256(0), Is.EqualTo("8f6a418c9a639f9e14e96feca47a97df2a35a0a68ae2875431c5c80e05536941"));
            Assert.That(Sha256(9999), Is.EqualTo("bdf9356b0cf6b1ae761aa7bac43b70e5aee88808980afb4d1a0f13604d9fdee6"));
        });
    }

    [Test]
    public void Create_AllImages_HaveTheMeanPixelOfMnist()
    {
        var inputs = Table.Create(Settings(("train", 5000))).Examples.Inputs;
        Assert.That(inputs.Sum() / inputs.Length, Is.EqualTo(0.13251460584233693).Within(1e-12));
    }

    [TestCase(14, "fe0ff915c4fb36c492443c76b073dd6646d544133df7141bb70057d5115e809f")]
    [TestCase(28, "1270e0941367974cd957ed6df2c346ee638778b5084a4d1e0ec1d3ae5f5aa734")]
    public void Create_FirstImages_HasTheChecksumThatPythonComputes(int side, string checksum) =>
        Assert.That(Table.Create(Settings(("train", 100), ("test", 50), ("subset", "first"), ("side", side))).Checksum(), Is.EqualTo(checksum));

    [Test]
    public void Test_ReadTwice_IsReadOnce() => Assert.That(MnistFiles.OfThisMachine.Test, Is.SameAs(Pool));

    [Test]
    public void DataSource_ByPool_SaysWhichImages() => Assert.Multiple(() =>
    {
        Assert.That(new Mnist().DataSource(Settings()), Is.EqualTo("MNIST, its 10,000 test images alone"));
        Assert.That(new Mnist().DataSource(Settings(("pool", "train"))), Is.EqualTo("MNIST"));
    });

    private static Choice Settings(params (string Name, SettingValue Value)[] more) =>
        Table.Choose(new Mnist(), [.. new (string Name, SettingValue Value)[] { ("pool", "test"), ("train", 1000) }.Where(one => more.All(other => other.Name != one.Name)), .. more]);

    private static string Sha256(int image) => Convert.ToHexStringLower(SHA256.HashData(Pool.Image(image)));
}
