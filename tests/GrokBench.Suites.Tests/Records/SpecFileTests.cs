using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Records;

/// <summary>The specification beside a finished run is checked, and mended from what is asked for.</summary>
public sealed class SpecFileTests
{
    private static readonly RunSpec Spec = new(Fake.Training(new FakeFamily()), Fake.Observation(20, every: 10));

    private TemporaryFolder folder = null!;
    private RunStore store = null!;
    private string path = "";

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        store = new RunStore(folder.Path, new FakeEngine().Identity, Fake.Measures);
        path = Path.Combine(store.FolderOf(Spec), RunFiles.Spec);
        using var held = store.TryLock(Spec)!;
        held.WriteResult(Curves.Stored(Spec, 20));
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [TestCase("", "is not the specification of this run: its SHA-256 begins with e3b0c44298fc1c14")]
    [TestCase("swapped", "is not the specification of this run: its SHA-256 begins with ")]
    [TestCase(null, "is missing")]
    public void Read_WrongSpecification_IsNamedAndTheRunIsThereAllTheSame(string? text, string problem)
    {
        Spoil(text);
        var reading = store.Read(Spec);

        Assert.That(reading.Value!.Record.Steps, Is.EqualTo(20));
        Assert.That(reading.Problem, Does.StartWith($"{path} {problem}"));
    }

    [TestCase("")]
    [TestCase("swapped")]
    [TestCase(null)]
    public void TryLock_WrongSpecification_IsWrittenAnewWithANotice(string? text)
    {
        Spoil(text);
        var notices = new List<string>();
        store.TryLock(Spec, notices.Add)!.Dispose();

        Assert.That(notices, Has.Exactly(1).StartsWith(path).And.EndsWith("; it is written anew"));
        Assert.That(File.ReadAllText(path), Is.EqualTo(CanonicalSpec.Write(Spec.Training)));
        Assert.That(store.Read(Spec).Problem, Is.Null);
    }

    [Test]
    public void TryLock_NewRun_NothingIsWrong()
    {
        var notices = new List<string>();
        store.TryLock(new RunSpec(Fake.Training(new FakeFamily(), seed: 1), Spec.Observation), notices.Add)!.Dispose();

        Assert.That(notices, Is.Empty);
    }

    private void Spoil(string? text)
    {
        if (text is null) File.Delete(path);
        else File.WriteAllText(path, text == "swapped" ? CanonicalSpec.Write(Fake.Training(new FakeFamily(), seed: 1)) : text);
    }
}
