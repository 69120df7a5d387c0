using System.Text.Json.Nodes;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>The verb, on references made of real benches.</summary>
public sealed class HistoryVerbTests
{
    private Invocation bench = null!;

    private string Versions => Path.Combine(bench.Out, "..", "versions");

    private string To => Path.Combine(bench.Out, "..", "history");

    [SetUp]
    public void SetUp() => bench = new Invocation();

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void History_AReferenceAndTheSameResult_HasTheSameBitsAndValidFiles()
    {
        bench.Run("bench", Invocation.TinySuite);
        bench.Command("reference", "--out", bench.Out, "--to", Versions);

        Assert.That(bench.Command("history", bench.Out, "--references", Versions, "--to", To), Is.Zero, bench.Errors);

        Assert.That(bench.Output, Does.Contain("2 versions, profile ci: ").And.Contain("every run has the same bits in every version that has it (6 runs)"));
        SchemaTests.AssertValid("history", Path.Combine(To, "history.json"));
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(To, "history.json")))!;
        Assert.That(json["versions"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(json["suites"]![0]!["claims"]![0]!["verdicts"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(File.Exists(Path.Combine(To, "history.html")));
    }

    [Test]
    public void History_NoReference_SaysHowToMakeOne()
    {
        Assert.That(bench.Command("history", "--references", Versions, "--to", To), Is.EqualTo(4));
        Assert.That(bench.Errors, Does.Contain("there is no reference in").And.Contain("grokbench reference"));
    }

    [Test]
    public void History_CorruptedReference_NamesIt()
    {
        bench.Run("bench", Invocation.TinySuite);
        bench.Command("reference", "--out", bench.Out, "--to", Versions);
        File.AppendAllText(Directory.GetFiles(Versions, "verdicts.csv", SearchOption.AllDirectories).Single(), "\n");

        Assert.That(bench.Command("history", "--references", Versions, "--to", To), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain("is corrupted: verdicts.csv has not the SHA-256"));
        Assert.That(Directory.Exists(To), Is.False);
    }
}
