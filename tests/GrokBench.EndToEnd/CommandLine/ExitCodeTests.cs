using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.EndToEnd.CommandLine;

public sealed class ExitCodeTests
{
    private TemporaryFolder folder = null!;

    private string Out => Path.Combine(folder.Path, "out");

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Bench_TinySuite_EndsWithZeroAndAReport()
    {
        var ended = GrokBenchProcess.Run("bench", GrokBenchProcess.Suite("tiny"), "--out", Out);

        var outcome = new ResultFolder(Out).Outcome();
        Assert.Multiple(() =>
        {
            Assert.That(ended.Code, Is.Zero, ended.Errors);
            Assert.That(ended.LastLine, Is.EqualTo("Exit code 0: 2 claims: 0 reproduced, 0 refuted, 1 inconclusive, 1 not run"));
            Assert.That(ended.Output, Does.Contain("Runs: 4 trained, 0 reused, 0 failed"), "six runs are asked for, two of them twice");
            Assert.That(ended.Errors, Does.Contain(" 4/4 tiny "), "one line for each finished run");
            Assert.That(File.Exists(Path.Combine(Out, "report", "index.html")));
            Assert.That(File.Exists(Path.Combine(Out, "verdicts.json")));
            Assert.That(File.Exists(Path.Combine(Out, "junit.xml")));
            Assert.That(outcome.GetProperty("exitCode").GetInt32(), Is.Zero);
            Assert.That(outcome.GetProperty("claims").GetProperty("tiny").GetProperty("T2").GetString(), Is.EqualTo("not run"));
        });
    }

    [TestCase("check")]
    [TestCase("report")]
    public void Command_FolderWithoutRecords_EndsWithTwoAndMakesNothing(string verb)
    {
        var ended = GrokBenchProcess.Run(verb, GrokBenchProcess.Suite("tiny"), "--out", Out);

        Assert.That(ended.Code, Is.EqualTo(2), ended.Output);
        Assert.That(ended.Errors, Does.Contain($"there are no records in {Out}; expected a result folder"));
        Assert.That(Directory.Exists(Out), Is.False);
    }

    [TestCase("bench --jobs 0", "--jobs is 0; expected an integer of at least 1")]
    [TestCase("bench --jobs two", "--jobs")]
    [TestCase("bench --profile big", "big")]
    [TestCase("bench --checkpoint -1", "--checkpoint is -1; expected a number of at least 0")]
    [TestCase("bench --checkpoint 1e300", "--checkpoint is 1e300; expected a number of at least 0 and of at most 1000000000")]
    [TestCase("bench --memory Infinity", "--memory is Infinity; expected a number above 0")]
    [TestCase("bench --onyl T1", "--onyl")]
    [TestCase("bnch", "bench")]
    [TestCase("bench no-such-suite", "there is no suite 'no-such-suite'")]
    [TestCase("bench --only T11", "--only: no suite has a claim 'T11'; did you mean T1?")]
    [TestCase("bench --cell adition", "--cell: no suite has a cell 'adition'; did you mean addition?")]
    [TestCase("bench --device cuda", "--device is for --engine torch; ")]
    [TestCase("bench --stack 4", "--stack is for --engine torch; ")]
#if !TORCH
    [TestCase("bench --engine torch", "--engine is torch, which this build lacks: make build TORCH=cpu or make build TORCH=cuda adds it, and a program of one file the package GrokBench.Torch; see docs/gpu.md")]
#endif
    [TestCase("bench --only T2", "nothing of what was asked for is part of profile ci")]
    public void Command_BadInput_EndsWithTwoAndWritesNothing(string line, string message)
    {
        var words = line.Split(' ');
        string[] place = words[0] == "bench" ? ["--suites", Path.GetDirectoryName(GrokBenchProcess.Suite("tiny"))!, "--out", Out] : [];

        var ended = GrokBenchProcess.Run([.. words, .. place]);

        Assert.That(ended.Code, Is.EqualTo(2), ended.Output);
        Assert.That(ended.Errors, Does.Contain(message));
        Assert.That(Directory.Exists(Out), Is.False);
    }

    [Test]
    public void Bench_InvalidSuite_SaysWhereAndWritesNothing()
    {
        var suite = Path.Combine(folder.Path, "tiny.yaml");
        File.WriteAllText(suite, File.ReadAllText(GrokBenchProcess.Suite("tiny")).Replace("width: 32", "width: -32", StringComparison.Ordinal));

        var ended = GrokBenchProcess.Run("bench", suite, "--out", Out);

        Assert.That(ended.Code, Is.EqualTo(2), ended.Output);
        Assert.That(ended.Errors, Does.Contain("tiny.yaml:9:").And.Contain("-32"));
        Assert.That(Directory.Exists(Out), Is.False);
    }

    [Test]
    public void Bench_FolderThatCannotBeWritten_EndsWithThreeAndNamesIt()
    {
        // A file where the folder should be stops even a privileged user.
        File.WriteAllText(Out, "in the way");

        var ended = GrokBenchProcess.Run("bench", GrokBenchProcess.Suite("tiny"), "--out", Path.Combine(Out, "below"));

        Assert.That(ended.Code, Is.EqualTo(3), ended.Output);
        Assert.That(ended.Output, Does.Contain(Out));
        Assert.That(ended.LastLine, Does.StartWith("Exit code 3: "));
    }

    [Test]
    public void Check_AfterRun_DecidesFromTheRecordsAlone()
    {
        var trained = GrokBenchProcess.Run("run", GrokBenchProcess.Suite("tiny"), "--out", Out, "--quiet");
        var ended = GrokBenchProcess.Run("check", GrokBenchProcess.Suite("tiny"), "--out", Out);

        Assert.That(trained.Errors, Is.Empty, "quiet");
        Assert.That(trained.LastLine, Is.EqualTo("Exit code 0: every run is finished"));
        Assert.That(ended.Output, Does.Contain("tiny T1: inconclusive: ").And.Contain("tiny T2: not run: "));
        Assert.That(Directory.Exists(Path.Combine(Out, "report")), Is.False, "check writes no pages");
    }
}
