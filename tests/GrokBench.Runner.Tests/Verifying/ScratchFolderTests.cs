using GrokBench.Runner.Verifying;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Verifying;

public sealed class ScratchFolderTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [TestCase("out", ExpectedResult = true)]
    [TestCase("out/", ExpectedResult = true)]
    [TestCase("out/deep/down", ExpectedResult = true)]
    [TestCase("out/../out", ExpectedResult = true)]
    [TestCase("output", ExpectedResult = false)]
    [TestCase("other", ExpectedResult = false)]
    [TestCase("", ExpectedResult = false)]
    public bool IsWithin_ByName(string path) => ScratchFolder.IsWithin(Path.Combine(folder.Path, path), Path.Combine(folder.Path, "out"));

    [Test]
    public void IsWithin_ThroughALink_IsFound()
    {
        var results = Directory.CreateDirectory(Path.Combine(folder.Path, "out")).FullName;
        var link = Path.Combine(folder.Path, "link");
        Directory.CreateSymbolicLink(link, results);

        Assert.That(ScratchFolder.IsWithin(Path.Combine(link, "scratch"), results), Is.True);
        Assert.That(ScratchFolder.IsWithin(results, link), Is.True);
    }

    [Test]
    public void Dispose_NamedFolder_Stays_AnotherGoes()
    {
        var kept = new ScratchFolder(folder.Path);
        var temporary = new ScratchFolder(null);
        Assert.That(Directory.Exists(temporary.Path));
        kept.Dispose();
        temporary.Dispose();

        Assert.That((Directory.Exists(folder.Path), Directory.Exists(temporary.Path)), Is.EqualTo((true, false)));
    }
}
