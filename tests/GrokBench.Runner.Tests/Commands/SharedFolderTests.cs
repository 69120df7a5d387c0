using System.Text.Json.Nodes;
using System.Xml.Linq;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>A result folder that several commands write at a time, or in which something that is no file is in a file's place.</summary>
[CancelAfter(300_000)]
public sealed class SharedFolderTests
{
    private const int Writers = 4, Closings = 25;

    private Invocation bench = null!;

    [SetUp]
    public void SetUp() => bench = new Invocation();

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Check_AHundredClosingsByFour_NoneFailsAndFilesAreWhole()
    {
        bench.Run("bench", Invocation.TinySuite);
        var endings = new (int Code, string Text)[Writers][];
        Thread Writer(int writer) => new(() => endings[writer] = Close(writer % 2 == 0 ? "check" : "report"));
        var writers = Enumerable.Range(0, Writers).Select(Writer).ToArray();
        foreach (var writer in writers) writer.Start();
        foreach (var writer in writers) writer.Join();

        foreach (var (code, text) in endings.SelectMany(all => all)) Assert.That(code, Is.Zero, text);
        Assert.That(bench.Json("verdicts.json")["suites"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(bench.Json("outcome.json")["exitCode"]!.GetValue<int>(), Is.Zero);
        Assert.That(XDocument.Load(Path.Combine(bench.Out, "junit.xml")).Root!.Name.LocalName, Is.EqualTo("testsuites"));
        Assert.That(File.ReadAllLines(Path.Combine(bench.Out, "runs.csv")), Has.Length.EqualTo(1 + 6));
        Assert.That(Directory.GetFiles(bench.Out, "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    [TestCase("verdicts.json")]
    [TestCase("junit.xml")]
    [TestCase("outcome.json")]
    [TestCase("readings.csv")]
    [TestCase("readings.parquet")]
    [TestCase("runs.csv")]
    public void Bench_FolderInPlaceOfAResult_IsNamedAndMovedAside(string name)
    {
        Obstacles.Put("folder", Path.Combine(Directory.CreateDirectory(bench.Out).FullName, name));

        Assert.That(bench.Run("bench", Invocation.TinySuite), Is.Zero, bench.Output);
        var path = Path.Combine(bench.Out, name);
        Assert.That(bench.Errors, Does.Contain($"cannot read {path}: it is a folder; it is now {name}.unusable-1"));
        Assert.That(Directory.Exists(Path.Combine(bench.Out, $"{name}.unusable-1", "mine")));
        Assert.That(File.Exists(Path.Combine(bench.Out, name)));
    }

    [TestCase("record.json", "folder")]
    [TestCase("curve.csv", "folder")]
    [TestCase("record.json", "pipe")]
    [TestCase("curve.csv", "link to nothing")]
    public void Check_SomethingInPlaceOfARunsFile_SaysSoAndJudgesTheOthers(string file, string kind)
    {
        if (!Obstacles.Kinds.Contains(kind)) Assert.Ignore("not to be had here");
        bench.Run("bench", Invocation.TinySuite);
        var path = Path.Combine(Path.GetDirectoryName(bench.Records[0])!, file);
        Obstacles.Put(kind, path);

        foreach (var verb in (string[])["check", "report"])
        {
            Assert.That(bench.Run(verb, Invocation.TinySuite), Is.Zero, bench.Output);
            Assert.That(bench.Errors, Does.Contain($"cannot read {path}: "), verb);
            Assert.That(File.ReadAllText(Path.Combine(bench.Out, "runs.csv")), Does.Contain(",missing,"), verb);
        }

        Assert.That(bench.Run("bench", Invocation.TinySuite), Is.Zero, bench.Output);
        Assert.That(bench.Output, Does.Contain("Runs: 1 trained, 3 reused, 0 failed"));
        Assert.That(bench.Run("check", Invocation.TinySuite), Is.Zero);
        Assert.That(bench.Errors, Is.Empty);
    }

    [Test]
    public void Check_OneDigitOfARecord_SaysThatItsChecksumDoesNotMatch()
    {
        bench.Run("bench", Invocation.TinySuite);
        var record = bench.Records[0];
        var digest = JsonNode.Parse(File.ReadAllText(record))!["trajectory"]!.AsArray()[^1]!["digest"]!.GetValue<string>();
        var other = (digest[0] == '0' ? "1" : "0") + digest[1..];
        File.WriteAllText(record, File.ReadAllText(record).Replace(digest, other, StringComparison.Ordinal));

        bench.Run("check", Invocation.TinySuite);
        Assert.That(bench.Errors, Does.Contain($"{record} is unusable: its checksum does not match"));
    }

    private (int Code, string Text)[] Close(string verb)
    {
        using var own = new Invocation(bench.Out);
        return [.. Enumerable.Range(0, Closings).Select(_ => (own.Run(verb, Invocation.TinySuite), own.Output + own.Errors))];
    }
}
