using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Records;

public sealed class StoredEnginesTests
{
    private static readonly RunId One = RunId.Of(Fake.Training(new FakeFamily())), Two = RunId.Of(Fake.Training(new FakeFamily(), seed: 1));

    private TemporaryFolder folder = null!;

    [SetUp]
    public void Begin() => folder = new TemporaryFolder();

    [TearDown]
    public void End() => folder.Dispose();

    [Test]
    public void OtherThan_SeveralEngines_HasThatWithMostRecordsFirst()
    {
        Put(One, "cpu-4-aa", "torch-1-bb", "torch-2-cc", "no engine");
        Put(Two, "cpu-4-aa", "torch-1-bb", "other-1-dd");

        Assert.That(
            StoredEngines.OtherThan("cpu", folder.Path, [One, Two, One]).Select(item => $"{item.Engine} {item.Records}"),
            Is.EqualTo(new[] { "torch-1-bb 2", "torch-2-cc 1", "other-1-dd 1" }));
    }

    [Test]
    public void OtherThan_FolderWithoutRecord_IsNotThere()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "runs", One.Text, "torch-1-bb"));
        Assert.That(StoredEngines.OtherThan("cpu", folder.Path, [One, Two]), Is.Empty);
    }

    private void Put(RunId run, params string[] engines)
    {
        foreach (var engine in engines)
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "runs", run.Text, engine)).FullName, RunFiles.Record), "{}");
    }
}
