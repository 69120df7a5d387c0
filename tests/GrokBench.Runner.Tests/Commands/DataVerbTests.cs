using System.Collections.Immutable;
using GrokBench.Runner.Commands;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Tests.Screens;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Tests.Commands;

public sealed class DataVerbTests
{
    private TemporaryFolder folder = null!;
    private Recording output = null!;
    private Recording status = null!;

    [SetUp]
    public void Begin() => (folder, output, status) = (new TemporaryFolder(), new Recording(200), new Recording(200));

    [TearDown]
    public void End()
    {
        folder.Dispose();
        output.Dispose();
        status.Dispose();
    }

    [TestCase("", "--to is ''; expected a folder")]
    [TestCase(" ", "--to is ' '; expected a folder")]
    [TestCase("a\0b", "--to has a zero character; expected a folder")]
    public void Data_NoFolder_IsBadInput(string to, string message)
    {
        Assert.That(Invoke("--to", to), Is.EqualTo(2));
        Assert.That(status.Text, Is.EqualTo(message));
    }

    [TestCase("file")]
    [TestCase("file/below/it")]
    public void Data_FileInPlaceOfTheFolder_IsBadInput(string name)
    {
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "content");
        var to = Path.Combine(folder.Path, name);
        Assert.That(Invoke("--to", to), Is.EqualTo(2));
        Assert.That(status.Text, Is.EqualTo($"--to is {to}, but {file} is a file; expected a folder"));
    }

    [TestCase("http://user:secret@host:port/", "***@host:port/")]
    [TestCase("ftp://user:secret@host/", "***@host/")]
    [TestCase("user:secret@host", "***@host")]
    [TestCase("somewhere", "somewhere")]
    public void Data_MirrorThatIsNone_IsBadInputAndItsPasswordIsNotShown(string mirror, string shown)
    {
        Assert.That(Invoke("--to", folder.Path, "--mirror", mirror), Is.EqualTo(2));
        Assert.That(status.Text, Is.EqualTo($"--mirror is {shown}; expected the address of a folder, such as https://ossci-datasets.s3.amazonaws.com/mnist/"));
    }

    [Test]
    public void Data_FolderInPlaceOfAFile_EndsWithThree()
    {
        var inPlace = Directory.CreateDirectory(Path.Combine(folder.Path, "train-images-idx3-ubyte.gz")).FullName;
        Assert.That(Invoke("--to", folder.Path, "--mirror", "http://127.0.0.1:9"), Is.EqualTo(3));
        Assert.That(status.Text, Is.EqualTo($"cannot download to {folder.Path}: {inPlace} is a folder; expected a file, or nothing"));
    }

    private int Invoke(params string[] options) => GrokBenchCommand.Invoke(
        ["data", .. options],
        new Host(output.Console, status.Console, TimeProvider.System, ImmutableSortedDictionary<string, Func<EngineOptions, IEngine>>.Empty, _ => new StepTimes([]), () => 1));
}
