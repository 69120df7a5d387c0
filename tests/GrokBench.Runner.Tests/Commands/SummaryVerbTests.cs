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

        Assert.That(bench.Invoke("summary", "--out", bench.Out), Is.Zero, bench.Errors);

        Assert.That(bench.Output, Does.StartWith("## GrokBench: ").And.Contains("| tiny |").And.Contains("tiny T1"));
        Assert.That(bench.Errors, Is.Empty);
    }

    [Test]
    public void Summary_AnnotationsOfAGoodBench_AreNone()
    {
        bench.Run("bench", Invocation.TinySuite);

        Assert.That(bench.Invoke("summary", "--out", bench.Out, "--format", "annotations"), Is.Zero, bench.Errors);

        Assert.That(bench.Output, Is.Empty);
    }

    [Test]
    public void Summary_NothingJudged_SaysSo()
    {
        bench.Run("run", Invocation.TinySuite);

        Assert.That(bench.Invoke("summary", "--out", bench.Out), Is.Zero, bench.Errors);

        Assert.That(bench.Output, Does.Contain("every run is finished").And.Contains("Nothing was judged."));
    }

    [Test]
    public void Summary_NoResultFolder_SaysWhatIsExpected()
    {
        Assert.That(bench.Invoke("summary", "--out", bench.Out), Is.EqualTo(2));

        Assert.That(bench.Errors, Does.Contain("expected a result folder"));
        Assert.That(Directory.Exists(bench.Out), Is.False);
    }

    [TestCase("outcome.json", 2)]
    [TestCase("verdicts.json", 0)]
    public void Summary_DamagedFile_NamesIt(string file, int code)
    {
        bench.Run("bench", Invocation.TinySuite);
        File.WriteAllText(Path.Combine(bench.Out, file), "{\"schema\": ");

        Assert.That(bench.Invoke("summary", "--out", bench.Out), Is.EqualTo(code));

        Assert.That(bench.Errors, Does.Contain($"{file} cannot be read"));
    }

    [Test]
    public void Summary_UnknownFormat_IsRefused() => Assert.That(bench.Invoke("summary", "--format", "html"), Is.EqualTo(2));
}
