using System.Text.Json.Nodes;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Tests.Versions;

/// <summary>A reference holds what it was made of, and says when it does not any more.</summary>
public sealed class ReferenceFolderTests
{
    private DirectoryInfo folder = null!;

    private static Snapshot Sample => Snapshots.Of(
        Snapshots.Suite("s", Snapshots.Cell("a[x=1,y=2]", "1", 300, null), Snapshots.Cell("b", "2", 40)) with
        {
            StandIns = ["digits for mnist"],
            Claims = [Snapshots.Claim("C2", Verdict.Reproduced), new ClaimSnapshot("C1", null, [])],
        },
        Snapshots.Suite("empty"));

    private string Version => Path.Combine(folder.FullName, "0.1.0");

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("grokbench-");

    [TearDown]
    public void TearDown() => folder.Delete(recursive: true);

    [Test]
    [SetCulture("ru-RU")]
    public void Read_WhatWasWritten_IsTheSame()
    {
        ReferenceFolder.Write(Sample, Version);

        var read = ReferenceFolder.Read(Version);

        Assert.That(read.Name, Is.EqualTo("reference 0.1.0"));
        Assert.That(read.Origin, Is.EqualTo(Sample.Origin));
        Assert.That(read.Suites.Select(suite => suite.Name), Is.EqualTo(new[] { "empty", "s" }));
        var (mine, theirs) = (Sample.Suites[1], read.Suites[1]);
        Assert.That(theirs.StandIns, Is.EqualTo(mine.StandIns));
        Assert.That(theirs.Claims.Select(claim => (claim.Id, claim.Verdict, string.Join(';', claim.Estimates))), Is.EqualTo(mine.Claims.Select(claim => (claim.Id, claim.Verdict, string.Join(';', claim.Estimates)))));
        foreach (var (run, other) in mine.Runs.Zip(theirs.Runs))
        {
            Assert.That(other.Events, Is.EqualTo(run.Events));
            Assert.That(other.Final, Is.EqualTo(run.Final));
            Assert.That(other.Settings, Is.EqualTo(run.Settings));
            Assert.That(other.Trajectory, Is.EqualTo(run.Trajectory));
            Assert.That(other with { Events = run.Events, Final = run.Final, Settings = run.Settings, Trajectory = run.Trajectory }, Is.EqualTo(run));
        }
    }

    [Test]
    public void Write_TheSameTwice_HasTheSameBytes()
    {
        ReferenceFolder.Write(Sample, Version);
        var first = Directory.GetFiles(Version).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        ReferenceFolder.Write(Sample, Version);

        Assert.That(Directory.GetFiles(Version).Order(StringComparer.Ordinal).Select(File.ReadAllBytes), Is.EqualTo(first));
    }

    [TestCase(ReferenceFolder.RunsFile)]
    [TestCase(ReferenceFolder.VerdictsFile)]
    public void Read_AByteWasChanged_IsCorrupted(string name)
    {
        ReferenceFolder.Write(Sample, Version);
        var bytes = File.ReadAllBytes(Path.Combine(Version, name));
        bytes[^5] ^= 1;
        File.WriteAllBytes(Path.Combine(Version, name), bytes);

        Assert.That(() => ReferenceFolder.Read(Version), Throws.TypeOf<InvalidDataException>().With.Message.Contains($"is corrupted: {name} has not the SHA-256"));
    }

    [TestCase(ReferenceFolder.RunsFile)]
    [TestCase(ReferenceFolder.VerdictsFile)]
    [TestCase("provenance.json")]
    public void Read_AFileIsMissing_IsCorrupted(string name)
    {
        ReferenceFolder.Write(Sample, Version);
        File.Delete(Path.Combine(Version, name));

        Assert.That(() => ReferenceFolder.Read(Version), Throws.TypeOf<InvalidDataException>().With.Message.Contains($"is corrupted: {name} is missing"));
    }

    [TestCase("files", "states no SHA-256 of runs.csv.gz")]
    [TestCase("schema", "is a reference of schema 9; this version reads 1")]
    [TestCase("plan", "the runs of s are not those of the plan")]
    [TestCase("later schema", "is a reference of schema 9; this version reads 1")]
    [TestCase("suite", "is unusable: suite s is null")]
    [TestCase("null", "is unusable: it states no schema")]
    [TestCase("runs", "is unusable")]
    public void Read_ProvenanceWasChanged_SaysWhatIsWrong(string what, string expected)
    {
        ReferenceFolder.Write(Sample, Version);
        var path = Path.Combine(Version, "provenance.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        switch (what)
        {
            case "files":
                json["files"]!.AsObject().Remove(ReferenceFolder.RunsFile);
                break;
            case "schema":
                json["schema"] = 9;
                break;
            case "later schema":
                json = new JsonObject { ["schema"] = 9 };
                break;
            case "suite":
                json["suites"]!["s"] = null;
                break;
            case "null":
                json = new JsonArray();
                break;
            case "plan":
                json["suites"]!["s"]!["plan"] = "00";
                break;
            default:
                json["runs"] = "many";
                break;
        }

        File.WriteAllText(path, json.ToJsonString());

        Assert.That(() => ReferenceFolder.Read(Version), Throws.TypeOf<InvalidDataException>().With.Message.Contains(expected));
    }

    [Test]
    public void Read_ASeedIsThereTwice_SaysWhich()
    {
        ReferenceFolder.Write(Snapshots.Of(Snapshots.Suite("s", Snapshots.Cell("a", "1", 300), Snapshots.Cell("a", "1", 300))), Version);

        Assert.That(() => ReferenceFolder.Read(Version), Throws.TypeOf<InvalidDataException>().With.Message.Contains("seed 0 of s a is there twice"));
    }

    [Test]
    public void Newest_OfSeveral_IsTheHighestVersion()
    {
        foreach (var name in new[] { "0.9.0", "0.10.0-rc.1", "notes" }) Directory.CreateDirectory(Path.Combine(folder.FullName, name));

        Assert.That(new ReferenceLibrary(folder.FullName).Newest?.Text, Is.EqualTo("0.10.0-rc.1"));
        Assert.That(new ReferenceLibrary(Path.Combine(folder.FullName, "none")).Newest, Is.Null);
    }
}
