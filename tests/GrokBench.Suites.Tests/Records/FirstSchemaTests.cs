using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Records;

/// <summary>Result folders of before settings and askers were in the records.</summary>
public sealed class FirstSchemaTests
{
    private const string Record = """
        {
          "schema": 1,
          "id": "737d0e4086c55006",
          "engine": "fake-1-0123456789abcdef",
          "status": "complete",
          "steps": 1,
          "budget": 1,
          "message": null,
          "events": { "t_gen": { "held": null, "first": null, "lastStep": 1 }, "t_mem": { "held": null, "first": 1, "lastStep": 1 } },
          "final": {
            "step-loss.max": 3, "step-loss.median": 2, "step-loss.min": 1, "test.accuracy": "NaN", "test.loss": "Infinity", "train.accuracy": 1, "train.loss": 0.25
          },
          "trajectory": [ { "step": 0, "digest": "ab" }, { "step": 1, "digest": "cd" } ],
          "seriesDigests": {
            "step-loss.max": "0603a8be49bc3bac06555cb755d90341a6cb711a64fbf7b2e382503b7af8230d",
            "step-loss.median": "3418b8e27f0a5754dea8d2c02f748e1c22ddefbe4b2c783fcbfead972f06895f",
            "step-loss.min": "df807504f6816442515c09172b0905e35a2e2ec6216b9c56a061cf7ebec2ec43",
            "test.accuracy": "862ead47dd26a53125353c49534a81a6095e8ca6fd8c52d271ea1de8058eab3b",
            "test.loss": "ad2e33e8255e0aa523c87fb0b6ab8cf33d34b20ef635532333e6747088d4db3b",
            "train.accuracy": "3bf1388b6d3f11d2a8c2095386018b947e88b4d680b08401860aad09efc6a40a",
            "train.loss": "fff4010d45f4d95c0af15095f03ff9be54e098fe4569f9036b830b14f1a1ab29"
          },
          "provenance": {
            "version": "0.1.0", "commit": "c0ffee", "instructionSet": "AVX2", "runtime": ".NET 10.0.1", "operatingSystem": "Linux", "threads": 2,
            "datasetChecksum": "sum", "finished": "2026-01-02T03:04:05+00:00", "wallSeconds": 1.25, "cpuSeconds": "NaN", "data": null
          },
          "mistakes": null
        }
        """;

    private const string Curve =
        "step,series,value\n"
        + "0,step-loss.max,NaN\n0,step-loss.median,NaN\n0,step-loss.min,NaN\n0,test.accuracy,0\n0,test.loss,2\n0,train.accuracy,0\n0,train.loss,1\n"
        + "1,step-loss.max,3\n1,step-loss.median,2\n1,step-loss.min,1\n1,test.accuracy,NaN\n1,test.loss,Infinity\n1,train.accuracy,1\n1,train.loss,0.25\n";

    private static readonly RunSpec Spec = new(Fake.Training(new FakeFamily()), Fake.Observation(1));

    private TemporaryFolder folder = null!;
    private RunStore store = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        store = new RunStore(folder.Path, new FakeEngine().Identity, Fake.Measures);
        Directory.CreateDirectory(store.FolderOf(Spec));
        File.WriteAllText(Path.Combine(store.FolderOf(Spec), RunFiles.Record), Record);
        File.WriteAllText(Path.Combine(store.FolderOf(Spec), RunFiles.Curve), Curve);
        File.WriteAllText(Path.Combine(store.FolderOf(Spec), RunFiles.Spec), CanonicalSpec.Write(Spec.Training));
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Load_RecordOfSchemaOne_IsAResultAsAnyOther()
    {
        var notices = new List<string>();
        var run = store.Load([Spec], notices.Add).Find(Spec);
        Assert.That(notices, Is.Empty);
        Assert.That(run!.Record.Final["test.loss"], Is.EqualTo(double.PositiveInfinity));
        Assert.That(run.Record.Final["test.accuracy"], Is.NaN);
    }

    [Test]
    public void Read_RecordOfSchemaOne_LacksWhatItDoesNotTell()
    {
        var record = store.Read(Spec).Value!.Record;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((record.Schema, record.Settings, record.AskedBy.Length), Is.EqualTo((1, (RunSettings?)null, 0)));
            Assert.That((record.Provenance.Dirty, record.Provenance.Sources), Is.EqualTo(((bool?)null, (string?)null)));
            Assert.That(record.Provenance.CpuSeconds, Is.NaN);
            Assert.That((record.Provenance.Stack, record.Provenance.EngineFacts), Is.EqualTo((1, (object?)null)), "there were no stacks");
        }
    }

    [Test]
    public void Read_FailedRecordOfSchemaOne_IsAFailure()
    {
        File.WriteAllText(Path.Combine(store.FolderOf(Spec), RunFiles.Record), Record
            .Replace("\"complete\"", "\"failed\"", StringComparison.Ordinal).Replace("\"message\": null", "\"message\": \"out of luck\"", StringComparison.Ordinal));
        Assert.That(store.Read(Spec).Value!.Record, Has.Property("Status").EqualTo(RunStatus.Failed).And.Property("Message").EqualTo("out of luck"));
    }
}
