using System.Text.Json.Nodes;
using GrokBench.Runner.Tests.Commands;

namespace GrokBench.Runner.Tests.Certificates;

/// <summary>What cannot be certified is refused with its reason, and nothing is written.</summary>
public sealed class RefusedCertificateTests
{
    private Invocation bench = null!;

    [SetUp]
    public void SetUp() => bench = new Invocation();

    [TearDown]
    public void TearDown()
    {
        Assert.That(Directory.Exists(Path.Combine(bench.Out, "certificates")), Is.False);
        bench.Dispose();
    }

    [Test]
    public void Certificate_NoResultFolder_IsRefused()
    {
        Assert.That(bench.Run("certificate", Invocation.TinySuite), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain("there is no verdicts.json"));
    }

    [Test]
    public void Certificate_SuiteThatWasNotJudged_IsRefused()
    {
        bench.Run("bench", Invocation.TinySuite);

        Assert.That(bench.Run("certificate", bench.Suite("other", text => text)), Is.EqualTo(2));

        Assert.That(bench.Errors, Does.Contain("no verdicts on suite 'other'; it has tiny"));
    }

    [Test]
    public void Certificate_VerdictsThatTheRecordsDoNotGive_IsRefused()
    {
        bench.Run("bench", Invocation.TinySuite);
        var path = Path.Combine(bench.Out, "verdicts.json");
        File.WriteAllText(path, File.ReadAllText(path)
            .Replace("\"verdict\": \"inconclusive\",\n          \"predicate\"", "\"verdict\": \"reproduced\",\n          \"predicate\"",
            StringComparison.Ordinal));

        Assert.That(bench.Run("certificate", Invocation.TinySuite), Is.EqualTo(2));

        Assert.That(bench.Errors, Does.Contain("claim T1 is reproduced there, and inconclusive by the records"));
    }

    /// <summary>As where the records were trained again: the verdict may be the same, and what is certified is not.</summary>
    [Test]
    public void Certificate_FindingsThatTheRecordsDoNotGive_IsRefused()
    {
        bench.Run("bench", Invocation.TinySuite);
        var path = Path.Combine(bench.Out, "verdicts.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json["suites"]![0]!["claims"]![0]!["sentence"] = "t_gen is 1.";
        File.WriteAllText(path, json.ToJsonString());

        Assert.That(bench.Run("certificate", Invocation.TinySuite), Is.EqualTo(2));

        Assert.That(bench.Errors, Does.Contain("claim T1 is inconclusive by other numbers than those of the records"));
    }

    [Test]
    public void Certificate_OfAnotherProfile_IsRefused()
    {
        bench.Run("bench", Invocation.TinySuite);

        Assert.That(bench.Run("certificate", Invocation.TinySuite, "--profile", "paper"), Is.EqualTo(2));

        Assert.That(bench.Errors, Does.Contain("verdicts.json is of profile ci; expected paper, which --profile asks for"));
    }

    [Test]
    public void Certificate_DamagedVerdicts_IsRefused()
    {
        bench.Run("bench", Invocation.TinySuite);
        File.WriteAllText(Path.Combine(bench.Out, "verdicts.json"), "{");

        Assert.That(bench.Run("certificate", Invocation.TinySuite), Is.EqualTo(2));

        Assert.That(bench.Errors, Does.Contain("verdicts.json cannot be read"));
    }

    [Test]
    public void Certificate_NoSuite_IsWrongUsage() => Assert.That(bench.Command("certificate", "--out", bench.Out), Is.EqualTo(2));

    [Test]
    public void Certificate_FileInPlaceOfItsFolder_Fails()
    {
        bench.Run("bench", Invocation.TinySuite);
        var target = Path.Combine(bench.Out, "taken");
        File.WriteAllText(target, "");

        Assert.That(bench.Run("certificate", Invocation.TinySuite, "--to", target), Is.EqualTo(3));

        Assert.That(bench.Errors, Does.Contain("taken"));
    }
}
