namespace GrokBench.Runner.Tests.Commands;

public sealed class SummaryVerbTests
{
    private Invocation bench = null!;

    [SetUp]
    public void SetUp() => bench = new Invocation();

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Summary_OfABench_ShowsItsVerdicts()
    {
        bench.Run("bench", Invocation.TinySuite);

        Assert.That(bench.Command("summary", "--out", bench.Out), Is.Zero, bench.Errors);

        Assert.That(bench.Output, Does.StartWith("## GrokBench: ").And.Contains("| tiny |").And.Contains("tiny T1"));
        Assert.That(bench.Errors, Is.Empty);
    }

    [Test]
    public void Summary_AnnotationsOfAGoodBench_AreNone()
    {
        bench.Run("bench", Invocation.TinySuite);

        Assert.That(bench.Command("summary", "--out", bench.Out, "--format", "annotations"), Is.Zero, bench.Errors);

        Assert.That(bench.Output, Is.Empty);
    }

    [Test]
    public void Summary_NothingJudged_SaysSo()
    {
        bench.Run("run", Invocation.TinySuite);

        Assert.That(bench.Command("summary", "--out", bench.Out), Is.Zero, bench.Errors);

        Assert.That(bench.Output, Does.Contain("every run is finished").And.Contains("Nothing was judged."));
    }

    [Test]
    public void Summary_WithAComparison_ShowsIt()
    {
        bench.Run("bench", Invocation.TinySuite);
        File.WriteAllText(Path.Combine(bench.Out, "compare.json"), """
            { "schema": 1, "outcome": "worse", "worse": ["tiny addition: slower"], "changed": [], "level": 0.01, "older": { "name": "reference 0.1.0", "version": "0.1.0" }, "obstacle": "", "pairs": 4, "identical": 0 }
            """);

        Assert.That(bench.Command("summary", "--out", bench.Out), Is.Zero, bench.Errors);
        Assert.That(bench.Output, Does.Contain("### Against reference 0.1.0: worse").And.Contains("tiny addition: slower"));

        Assert.That(bench.Command("summary", "--out", bench.Out, "--format", "annotations"), Is.Zero, bench.Errors);
        Assert.That(bench.Output, Does.StartWith("::error title=GrokBench%3A worse than reference 0.1.0::tiny addition: slower"));
    }

    [Test]
    public void Summary_NoResultFolder_SaysWhatIsExpected()
    {
        Assert.That(bench.Command("summary", "--out", bench.Out), Is.EqualTo(2));

        Assert.That(bench.Errors, Does.Contain("expected a result folder"));
        Assert.That(Directory.Exists(bench.Out), Is.False);
    }

    [TestCase("outcome.json", 2)]
    [TestCase("verdicts.json", 0)]
    [TestCase("compare.json", 0)]
    public void Summary_DamagedFile_NamesIt(string file, int code)
    {
        bench.Run("bench", Invocation.TinySuite);
        File.WriteAllText(Path.Combine(bench.Out, file), "{\"schema\": ");

        Assert.That(bench.Command("summary", "--out", bench.Out), Is.EqualTo(code));

        Assert.That(bench.Errors, Does.Contain($"{file} cannot be read"));
    }

    [Test]
    public void Summary_UnknownFormat_IsRefused() => Assert.That(bench.Command("summary", "--format", "html"), Is.EqualTo(2));
}
