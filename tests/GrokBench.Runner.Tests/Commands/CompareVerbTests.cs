using System.Text.Json.Nodes;
using GrokBench.Reports.Versions;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>
/// Results held against references, from training to exit code. A change of the program's code is played by another learning rate in the
/// suite, with the run ids and settings of the unchanged one in what is compared: the code would have moved the rate behind the settings.
/// </summary>
public sealed class CompareVerbTests
{
    private const string Parity = """
        suite: parity
        paper: { title: "Small parities", summary: "Not a paper." }
        theories: []
        defaults:
          task: { kind: sparse-parity, bits: 10, relevant: 3, train: online, test: 1024 }
          model: { kind: mlp, input: real, width: 64, activation: relu, biases: hidden, init: pytorch-uniform }
          optimiser: { kind: sgd, learning-rate: 0.1, weight-decay: 0 }
          train: { steps: 1500, batch: 64, loss: hinge }
          observe: { per-decade: 40, stop: { after: [t_gen], extra: 0.1 } }
          seeds: 10
        runs:
          short: {}
          long: { task: { bits: 12 } }
        claims:
          T1:
            title: "Short parities are learnt"
            says: "Every seed generalises."
            source: "nowhere"
            strength: strong
            over: short
            check: { kind: value, of: t_gen, at-most: 1500 }
        """;

    private static TemporaryFolder shared = null!;

    private Invocation bench = null!;

    private static string References => Path.Combine(shared.Path, "versions");

    /// <summary>Trains at four rates, once for all tests: the reference 0.1.0 and what other code would have made of it.</summary>
    [OneTimeSetUp]
    public static void Train()
    {
        shared = new TemporaryFolder();
        var older = Trained("as-it-is", "0.1");
        ReferenceFolder.Write(older, Path.Combine(References, "0.1.0"));
        foreach (var (version, rate) in new[] { ("0.2.0", "0.10000001"), ("0.3.0", "0.07"), ("0.4.0", "0.095") })
        {
            var newer = Trained(version, rate);
            var settings = older.Suites[0].Runs.ToDictionary(run => (run.Cell, run.Seed));
            var disguised = newer.Suites[0].Runs.Select(run => run with { Id = settings[(run.Cell, run.Seed)].Id, Settings = settings[(run.Cell, run.Seed)].Settings });
            ReferenceFolder.Write(
                newer with { Origin = newer.Origin with { Version = version }, Suites = [newer.Suites[0] with { Runs = [.. disguised] }] }, Path.Combine(References, version));
        }
    }

    [OneTimeTearDown]
    public static void Remove() => shared.Dispose();

    [SetUp]
    public void SetUp() => bench = new Invocation();

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Compare_SameResult_IsIdenticalAndWritesWhatTheSchemaSays()
    {
        var result = Path.Combine(shared.Path, "as-it-is");

        Assert.That(Compare(result, "0.1.0"), Is.Zero, bench.Output);

        Assert.That(bench.Output, Does.Contain("parity  identical: 20 of 20 paired runs with the same bits"));
        Assert.That(bench.Output, Does.EndWith("Exit code 0: Against reference 0.1.0: all 20 paired runs identical"));
        SchemaTests.AssertValid("compare", Path.Combine(result, "compare.json"));
    }

    /// <summary>A rate that float32 rounds to the next number: all bits move, and nothing else.</summary>
    [Test]
    public void Compare_KernelChangedInItsLastBit_IsTheSameWithinNoiseAndListsDigests()
    {
        Assert.That(Compare("0.2.0", "0.1.0"), Is.Zero, bench.Output);
        Assert.That(bench.Output, Does.Contain("parity  same within noise").And.Contain("bits moved from step 1 on: long (10), short (10)"));
    }

    [Test]
    public void Compare_RateTimesSevenTenths_IsWorseAndNamesTheCells()
    {
        Assert.That(Compare("0.3.0", "0.1.0"), Is.EqualTo(1), bench.Output);
        Assert.That(bench.Output, Does.Contain("parity  slower").And.Contain("  short: t_gen 1.").And.Contain("  long: t_gen 1."));
        Assert.That(bench.Output, Does.Contain("Exit code 1: Against reference 0.1.0: worse: parity slower; "));
        Assert.That(Compare("0.1.0", "0.3.0"), Is.Zero, "the other way round it is faster");
        Assert.That(Compare("0.1.0", "0.3.0", "--strict"), Is.EqualTo(1));
    }

    [Test]
    public void Compare_RateTimesNinetyFiveHundredths_TellsWhatCouldBeSeen()
    {
        Compare("0.4.0", "0.1.0");
        Assert.That(bench.Output, Does.Match("with these 20 moved pairs a change below [0-9.]+ % goes unseen"));
    }

    [Test]
    public void Compare_NoName_TakesTheNewestReference()
    {
        Compare(Path.Combine(shared.Path, "as-it-is"));
        Assert.That(bench.Output, Does.Contain("against reference 0.4.0"));
    }

    [Test]
    public void Compare_OtherSettings_MatchesNothingAndSaysWhich()
    {
        Assert.That(Compare(Path.Combine(shared.Path, "0.3.0"), "0.1.0"), Is.EqualTo(4));
        Assert.That(bench.Output, Does.Contain("not comparable: 20 runs: other settings: optimiser.learning-rate 0.1 -> 0.07"));
        SchemaTests.AssertValid("compare", Path.Combine(shared.Path, "0.3.0", "compare.json"));
    }

    [TestCase("0.9.0", "there is no reference 0.9.0 in ")]
    [TestCase("nothing", "there is no folder nothing; expected a result folder, or a version such as 0.1.0")]
    public void Compare_WithWhatIsNotThere_IsRefused(string older, string expected)
    {
        Assert.That(Compare("0.1.0", older), Is.EqualTo(2));
        Assert.That(bench.Output, Does.Contain(expected));
    }

    [Test]
    public void Compare_CorruptedReference_SaysSo()
    {
        ReferenceFolder.Write(ReferenceFolder.Read(Path.Combine(References, "0.1.0")), Path.Combine(bench.Out, "0.1.0"));
        File.AppendAllText(Path.Combine(bench.Out, "0.1.0", ReferenceFolder.VerdictsFile), "x");

        Assert.That(Compare("0.3.0", Path.Combine(bench.Out, "0.1.0")), Is.EqualTo(2));
        Assert.That(bench.Output, Does.Contain("is corrupted: verdicts.csv has not the SHA-256"));
    }

    /// <summary>As a cache of an earlier build leaves them: that they are as they were says nothing of this build.</summary>
    [Test]
    public void Compare_RunsOfAnotherBuild_SaysHowMany()
    {
        bench.Run("bench", Invocation.TinySuite);
        var record = bench.Records[0];
        File.WriteAllText(record, RecordText.Changed(File.ReadAllText(record), json => json["provenance"]!["sources"] = new string('0', 64)));

        Assert.That(bench.Command("compare", bench.Out, bench.Out), Is.Zero, bench.Output);
        Assert.That(bench.Output, Does.Contain($"{bench.Out}: 1 of its 4 runs is of other sources than this build"));
    }

    /// <summary>It is about verdicts that are no more.</summary>
    [TestCase("check")]
    [TestCase("report")]
    public void Report_AfterCompare_RemovesTheComparison(string verb)
    {
        bench.Run("bench", Invocation.TinySuite);
        bench.Command("compare", bench.Out, bench.Out);
        Assert.That(File.Exists(Path.Combine(bench.Out, "compare.json")));

        bench.Run(verb, Invocation.TinySuite);

        Assert.That(File.Exists(Path.Combine(bench.Out, "compare.json")), Is.False);
    }

    [TestCase("compare", "--references")]
    [TestCase("reference", "--out")]
    [TestCase("reference", "--to")]
    public void Command_FolderWithoutAName_IsRefused(string verb, string option)
    {
        Assert.That(bench.Command(verb, option, ""), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain($"{option} is empty; expected the path of a folder"));
    }

    [Test]
    public void Compare_NoReferenceAtAll_MatchesNothing()
    {
        Assert.That(bench.Command("compare", Path.Combine(shared.Path, "as-it-is"), "--references", bench.Out), Is.EqualTo(4));
        Assert.That(bench.Output, Does.Contain("there is no reference in"));
    }

    [Test]
    public void Compare_ReportOlderThanItsRecords_SaysWhatToDo()
    {
        bench.Run("bench", Invocation.TinySuite);
        var path = Path.Combine(bench.Out, "verdicts.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json["suites"]![0]!["runs"]![0]!["digest"] = new string('0', 64);
        File.WriteAllText(path, json.ToJsonString());

        Assert.That(Compare(bench.Out, "0.1.0"), Is.EqualTo(2));
        Assert.That(bench.Output, Does.Contain("is of other records than there are now; grokbench report judges them again"));
    }

    /// <summary>References lie where a clone has them, which for these tests is beside the test program.</summary>
    [Test]
    public void Bench_SuiteOfTheNewestReference_SaysInOneLineWhatMoved()
    {
        var suite = bench.Suite("compared", text => text);
        var path = Path.Combine("results", "reference", "versions", "0.0.1");
        Assert.That(bench.Run("bench", suite), Is.Zero, bench.Errors);
        Assert.That(bench.Output, Does.Not.Contain("Against"), "there is no reference");
        var read = ResultFolder.Read(bench.Out);
        try
        {
            ReferenceFolder.Write(read with { Origin = read.Origin with { Version = "0.0.1" } }, path);
            Assert.That(bench.Run("bench", suite), Is.Zero, bench.Errors);
            Assert.That(bench.Output.Split('\n')[^2].TrimEnd(), Is.EqualTo("Against reference 0.0.1: all 6 paired runs identical"));
            SchemaTests.AssertValid("compare", Path.Combine(bench.Out, "compare.json"));
            Assert.That(File.ReadAllText(Path.Combine(bench.Out, "report", "history.html")), Does.Contain("every run has the same bits in every version that has it (6 runs)"));
            Assert.That(File.ReadAllText(Path.Combine(bench.Out, "report", "index.html")), Does.Contain("<a href=\"history.html\""));

            using var part = new Invocation();
            Assert.That(part.Run("bench", suite, "--seeds", "1"), Is.Zero, part.Errors);
            Assert.That(part.Output, Does.Not.Contain("Against"), "verdicts on fewer seeds are others for want of them");

            File.AppendAllText(Path.Combine(path, ReferenceFolder.VerdictsFile), "x");
            Assert.That(bench.Run("bench", suite), Is.Zero, "the bench itself is well");
            Assert.That(bench.Output.Split('\n')[^2], Does.StartWith("Not compared with reference 0.0.1: ").And.Contain("is corrupted"));
            Assert.That(File.Exists(Path.Combine(bench.Out, "compare.json")), Is.False, "that of the bench before would be taken for this one's");
            Assert.That(File.Exists(Path.Combine(bench.Out, "report", "history.html")), Is.False, "likewise");
            Assert.That(File.ReadAllText(Path.Combine(bench.Out, "report", "index.html")), Does.Not.Contain("history.html"));
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static Snapshot Trained(string name, string rate)
    {
        var folder = Path.Combine(shared.Path, name);
        using var training = new Invocation(folder);
        var suite = training.Suite("parity", _ => Parity.Replace("learning-rate: 0.1,", $"learning-rate: {rate},", StringComparison.Ordinal));
        Assert.That(training.Run("bench", suite), Is.Zero, training.Errors + training.Output);
        return ResultFolder.Read(folder);
    }

    private int Compare(string newer, string? older = null, params string[] options) =>
        bench.Command(["compare", newer, .. older is null ? Array.Empty<string>() : [older], "--references", References, .. options]);
}
