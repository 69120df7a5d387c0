using System.Text.Json.Nodes;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>Records that this program does not come to again: as if a kind had changed without a new version.</summary>
public sealed class DeviationTests
{
    private const string OtherDigest = "00000000000000000000000000000000000000000000000000000000000000ff";

    private Invocation bench = null!;

    [SetUp]
    public void SetUp() => bench = new Invocation();

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Bench_ChangedCode_EndsWithThreeUntilSomebodyDecides()
    {
        Assert.That(bench.Run("run", Invocation.TinySuite), Is.Zero, bench.Errors);
        var record = bench.Records[0];
        Change(record, node => node["trajectory"]![1]!["digest"] = OtherDigest);
        var kept = File.ReadAllText(record);

        Assert.That(bench.Run("bench", Invocation.TinySuite), Is.Zero, "nothing is known of it yet");
        Assert.That(bench.Run("run", Invocation.TinySuite, "--again"), Is.EqualTo(3));
        Assert.That(bench.Output, Does.Contain("Runs: 3 trained, 0 reused, 1 failed").And.Contain("the run had another state at step 1 than its record"));
        Assert.That(File.ReadAllText(record), Is.EqualTo(kept));

        foreach (var verb in (string[])["bench", "run", "check", "report", "bench"])
        {
            Assert.That(bench.Run(verb, Invocation.TinySuite), Is.EqualTo(3), verb);
            Assert.That(bench.Output, Does.Contain("had another state at step 1 than its record in ").And.Contain("Exit code 3: 1 run failed"), verb);
            Assert.That(bench.Json("outcome.json")["failures"]!.AsArray(), Has.Count.EqualTo(1), verb);
        }

        Assert.That(bench.Run("bench", Invocation.TinySuite, "--accept"), Is.Zero, bench.Output);
        Assert.That(JsonNode.Parse(File.ReadAllText(record))!["trajectory"]![1]!["digest"]!.GetValue<string>(), Is.Not.EqualTo(OtherDigest));
        Assert.That(bench.Run("check", Invocation.TinySuite), Is.Zero);
    }

    [Test]
    public void Run_RecordsOfOtherSources_SaysSoInOneLine()
    {
        bench.Run("run", Invocation.TinySuite);
        Assert.That(bench.Run("run", Invocation.TinySuite), Is.Zero);
        Assert.That(bench.Errors, Is.Empty, "the records are of this build");

        foreach (var record in bench.Records[..3]) Change(record, node => node["provenance"]!["sources"] = OtherDigest);
        Assert.That(bench.Run("run", Invocation.TinySuite), Is.Zero);
        Assert.That(bench.Errors.TrimEnd(), Is.EqualTo("3 reused runs are of other sources than this build: --again trains again and compares"));

        Change(bench.Records[0], node => node["provenance"]!["sources"] = null);
        bench.Run("run", Invocation.TinySuite);
        Assert.That(bench.Errors.TrimEnd(), Is.EqualTo(
            "2 reused runs are of other sources than this build, and 1 of sources that the records, of schema 1, do not tell: --again trains again and compares"));
    }

    private static void Change(string file, Action<JsonNode> change) =>
        File.WriteAllText(file, RecordText.Changed(File.ReadAllText(file), change));
}
