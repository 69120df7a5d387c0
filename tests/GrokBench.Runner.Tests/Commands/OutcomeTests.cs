namespace GrokBench.Runner.Tests.Commands;

/// <summary>Whatever becomes of a command, <c>outcome.json</c> says it, and never what became of an earlier one.</summary>
public sealed class OutcomeTests
{
    private Invocation bench = null!;

    [SetUp]
    public void Begin() => bench = new Invocation();

    [TearDown]
    public void End() => bench.Dispose();

    [Test]
    public void Bench_UnderWay_HasNoExitCodeAndKeepsTheEarlierAnswer()
    {
        bench.Run("bench", Invocation.TinySuite);
        var before = bench.Json("outcome.json");

        int? during = -1;
        string? question = null;
        bench.Watch = () =>
        {
            var now = bench.Json("outcome.json");
            (during, question) = (now["exitCode"]?.GetValue<int>(), now["question"]?.ToJsonString());
            SchemaTests.AssertValid("outcome", Path.Combine(bench.Out, "outcome.json"));
        };
        bench.Run("bench", Invocation.TinySuite, "--again");

        Assert.That(during, Is.Null, "read while a run trained");
        Assert.That(question, Is.EqualTo(before["question"]!.ToJsonString()));
        Assert.That(bench.Json("outcome.json")["exitCode"]!.GetValue<int>(), Is.Zero, "and afterwards there is one again");
    }

    [TestCase("--jobs", "0")]
    [TestCase("--engine", "abacus")]
    public void Bench_WrongUsage_SaysSoInTheOutcomeThatIsThere(string option, string value)
    {
        bench.Run("bench", Invocation.TinySuite);

        Assert.That(bench.Run("bench", Invocation.TinySuite, option, value), Is.EqualTo(2));

        Assert.That(bench.Json("outcome.json")["exitCode"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(bench.Json("outcome.json")["claims"]!.ToJsonString(), Does.Contain("T1"), "verdicts.json is still there");
        SchemaTests.AssertValid("outcome", Path.Combine(bench.Out, "outcome.json"));
    }

    [Test]
    public void Bench_InvalidSuite_SaysSoInTheOutcomeThatIsThere()
    {
        bench.Run("bench", Invocation.TinySuite);
        var wrong = bench.Suite("tiny", text => text.Replace("width: 32", "width: -32", StringComparison.Ordinal));

        Assert.That(bench.Run("bench", wrong), Is.EqualTo(2));

        Assert.That(bench.Json("outcome.json")["exitCode"]!.GetValue<int>(), Is.EqualTo(2));
    }

    [Test]
    public void Bench_NarrowerQuestionIsRefused_LeavesTheOutcomeOfTheWhole()
    {
        bench.Run("bench", Invocation.TinySuite);

        Assert.That(bench.Run("bench", Invocation.TinySuite, "--only", "T11"), Is.EqualTo(2));

        Assert.That(bench.Json("outcome.json")["exitCode"]!.GetValue<int>(), Is.Zero);
    }

    [Test]
    public void Bench_FileInPlaceOfTheReport_SaysSoEverywhereAndWritesTheRest()
    {
        bench.Run("bench", Invocation.TinySuite);
        Directory.Delete(Path.Combine(bench.Out, "report"), recursive: true);
        File.WriteAllText(Path.Combine(bench.Out, "report"), "in the way");
        File.Delete(Path.Combine(bench.Out, "verdicts.json"));

        Assert.That(bench.Run("bench", Invocation.TinySuite), Is.EqualTo(3), bench.Errors);

        Assert.That(bench.Json("outcome.json")["exitCode"]!.GetValue<int>(), Is.EqualTo(3));
        Assert.That(bench.Json("verdicts.json")["suites"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(bench.Output, Does.Not.Contain("Report: ").And.Contains("Verdicts: "), "only what was written is announced");
    }

    [TestCase("junit.xml")]
    [TestCase("verdicts.json")]
    public void Bench_FolderInPlaceOfAFile_WritesTheOthersAndSaysSo(string name)
    {
        Directory.CreateDirectory(Path.Combine(bench.Out, name, "in the way"));

        var code = bench.Run("bench", Invocation.TinySuite);

        string[] others = ["verdicts.json", "junit.xml", "readings.csv", "readings.parquet", "runs.csv", "outcome.json"];
        Assert.That(others.Where(other => other != name).Select(other => Path.Combine(bench.Out, other)), Is.All.Matches<string>(File.Exists));
        Assert.That(bench.Json("outcome.json")["exitCode"]!.GetValue<int>(), Is.EqualTo(code));
        Assert.That(code == 0 || bench.Output.Contains(name, StringComparison.Ordinal), bench.Output);
        Assert.That(File.Exists(Path.Combine(bench.Out, name)) || !bench.Output.Contains($"Verdicts: {Path.Combine(bench.Out, name)}", StringComparison.Ordinal));
    }

    [Test]
    public void Bench_FaultOfTheProgram_IsALineAndATrace()
    {
        bench.Watch = () => throw new NotSupportedException("no\nmore");

        Assert.That(bench.Run("bench", Invocation.TinySuite), Is.EqualTo(3));

        Assert.That(bench.Output, Does.EndWith("Exit code 3: a fault of grokbench: NotSupportedException: no more"));
        Assert.That(bench.Output + bench.Errors, Does.Not.Contain("   at "));
        Assert.That(bench.Json("outcome.json")["trace"]![0]!.GetValue<string>(), Is.EqualTo("System.NotSupportedException: no"));
        SchemaTests.AssertValid("outcome", Path.Combine(bench.Out, "outcome.json"));
    }

    [TestCase("check")]
    [TestCase("report")]
    public void Check_MistypedFolder_IsRefusedAndNothingIsMade(string verb)
    {
        Assert.That(bench.Run(verb, Invocation.TinySuite), Is.EqualTo(2));

        Assert.That(bench.Errors, Is.EqualTo($"there are no records in {bench.Out}; expected a result folder, which bench or run makes, in --out"));
        Assert.That(Directory.Exists(bench.Out), Is.False);
    }
}
