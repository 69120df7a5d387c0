using GrokBench.Models.Tasks.Images;

namespace GrokBench.Models.Tests.Tasks.Images;

public sealed class MnistFilesTests
{
    private const long Most = 100_000;

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("mnist-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Missing_NoFile_NamesFilesAndFolders() => Assert.That(
        new MnistFiles(["elsewhere", folder]).Missing([MnistFile.TestImages, MnistFile.TestLabels]),
        Is.EqualTo($"t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz are not in elsewhere or {folder}"));

    [Test]
    public void Missing_OnePlainOnePacked_FindsBoth()
    {
        Write(MnistFile.TestImages.Name, []);
        Write(MnistFile.TestLabels.PackedName, []);
        Assert.That(Files.Missing([MnistFile.TestImages, MnistFile.TestLabels]), Is.Null);
    }

    [Test]
    public void Test_NoFile_SaysHowToGetIt() => Fails(
        $"there is no t10k-images-idx3-ubyte.gz in {folder}; grokbench data downloads it", () => Files.Test);

    [Test]
    public void Test_WrongCount_NamesFileAndCount()
    {
        Write(MnistFile.TestImages.PackedName, IdxBytes.Packed(IdxBytes.Of(9999, 28, 28)));
        Fails($"{PathOf(MnistFile.TestImages.PackedName)}: it has 9999 items; expected 10000", () => Files.Test);
    }

    [Test]
    public void Of_LabelsAndImagesOfDifferentLength_NamesBoth()
    {
        Write("images", IdxBytes.Of(3, 28, 28));
        Write("labels", IdxBytes.Of(2));
        Fails(
            $"{PathOf("labels")}: it has 2 labels; expected 3, one for each image of {PathOf("images")}",
            () => ImagePool.Of(IdxFile.Read(PathOf("images"), 3, Most), IdxFile.Read(PathOf("labels"), 1, Most)));
    }

    [Test]
    public void Of_ImagesOfAnotherSize_SaysSo()
    {
        Write("images", IdxBytes.Of(3, 32, 28));
        Write("labels", IdxBytes.Of(3));
        Fails(
            $"{PathOf("images")}: its images are 32 x 28; expected 28 x 28",
            () => ImagePool.Of(IdxFile.Read(PathOf("images"), 3, Most), IdxFile.Read(PathOf("labels"), 1, Most)));
    }

    [Test]
    public void Of_LabelsOfMoreClasses_SaysWhich()
    {
        Write("images", IdxBytes.Of(12, 28, 28));
        Write("labels", IdxBytes.Of(12));
        Fails(
            $"{PathOf("labels")}: label 10 is 10; expected 0 to 9",
            () => ImagePool.Of(IdxFile.Read(PathOf("images"), 3, Most), IdxFile.Read(PathOf("labels"), 1, Most)));
    }

    [Test]
    public void Test_PackedFileOfEndlessContent_NamesFileAndLimit()
    {
        Write(MnistFile.TestImages.PackedName, IdxBytes.Packed(IdxBytes.Of(20_000, 28, 28)));
        Fails($"{PathOf(MnistFile.TestImages.PackedName)}: it decompresses to more than the 7840016 bytes that are expected", () => Files.Test);
    }

    [Test]
    public void Bytes_AllFiles_AreThoseOfHeaderAndItems() =>
        Assert.That(MnistFile.All.Select(file => file.Bytes), Is.EqualTo(new[] { 47_040_016, 60_008, 7_840_016, 10_008 }));

    /// <summary>Fashion-MNIST, for one, has the same names, format and sizes.</summary>
    [Test]
    public void Test_AnotherDataSet_ShowsBothChecksums()
    {
        Write(MnistFile.TestImages.PackedName, IdxBytes.Packed(IdxBytes.Of(10_000, 28, 28)));
        Write(MnistFile.TestLabels.Name, [.. IdxBytes.Header(10_000), .. new byte[10_000]]);
        Fails($"{PathOf(MnistFile.TestImages.PackedName)}: its content has SHA-256 ", () => Files.Test);
        Fails($"expected {MnistFile.TestImages.Sha256}, that of MNIST. Delete it, and run grokbench data", () => Files.Test);
    }

    private MnistFiles Files => new([folder]);

    private string PathOf(string name) => Path.Combine(folder, name);

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(PathOf(name), bytes);

    private static void Fails(string part, Func<object> read) =>
        Assert.That(read, Throws.TypeOf<InvalidDataException>().With.Message.Contains(part));
}
