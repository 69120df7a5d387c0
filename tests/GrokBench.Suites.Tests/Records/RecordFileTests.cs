using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Snapshots;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Records;

/// <summary>What <c>record.json</c> says, and that it is read back as it was written.</summary>
[SetCulture("ru-RU")]
public sealed class RecordFileTests
{
    [Test]
    public void Write_Settings_DefaultsIncludedBySection()
    {
        var settings = Written(Record())["settings"]!;

        Assert.That(settings["seed"]!.GetValue<ulong>(), Is.EqualTo(7));
        Assert.That(settings["task"]!.ToJsonString(), Does.StartWith("{\"corrupted\":0,").And.Contain("\"kind\":\"modular-arithmetic\"").And.Contain("\"modulus\":13,"));
        Assert.That(settings["optimiser"]!["betas"]!.ToJsonString(), Is.EqualTo("[0.9,0.98]"));
        Assert.That(settings["optimiser"]!["version"]!.GetValue<int>(), Is.EqualTo(Catalogue.Optimisers["adamw"].Version));
        Assert.That(settings["train"]!["loss-precision"]!.GetValue<string>(), Is.EqualTo("float64"), "a default");
    }

    [Test]
    public void Write_Asker_WhatWasToBeObserved() => Assert.That(Written(Record())["askedBy"]![0]!.ToJsonString(), Is.EqualTo(
        """
        {"suite":"power-2022","cell":"addition[task.train=0.4]","profile":"ci","pilot":false,"budget":20,"schedule":{"perDecade":0,"every":10},"measures":{"beta":1},"events":[
        {"name":"t_mem","series":"train.accuracy","comparison":"atLeast","threshold":0.75,"hold":2},
        {"name":"t_gen","series":"test.accuracy","comparison":"atLeast","threshold":0.75,"hold":2}],
        "stop":{"after":["t_gen"],"extra":0.2},"phases":{"memorised":"t_mem","generalised":"t_gen","grokkingRatio":5}}
        """.Replace("\n", "", StringComparison.Ordinal)));

    [Test]
    public void Write_NumbersThatAreNotFinite_AreNullWithTheReasonBeside()
    {
        var record = Written(Record());

        Assert.That(record["final"]!.ToJsonString(), Is.EqualTo("""{"test.accuracy":null,"test.loss":null,"train.accuracy":0.5,"train.loss":null}"""));
        Assert.That(record["notFinite"]!.ToJsonString(), Is.EqualTo("""{"test.accuracy":"NaN","test.loss":"Infinity","train.loss":"-Infinity"}"""));
        Assert.That(record["provenance"]!.AsObject()["cpuSeconds"], Is.Null, "the system does not tell");
    }

    [Test]
    public void Read_WhatWasWritten_IsTheSameRecord([Values] RunStatus status)
    {
        var record = Record() with { Status = status, Message = status == RunStatus.Complete ? null : "why" };
        var read = RecordFile.Read(RecordFile.Write(record));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Final, Is.EqualTo(record.Final));
            Assert.That(read.Provenance, Is.EqualTo(record.Provenance));
            Assert.That(read.Settings!.Seed, Is.EqualTo(7));
            Assert.That(read.Settings.Paths(), Is.EqualTo(record.Settings!.Paths()));
            Assert.That(read.AskedBy.Single().Events, Is.EqualTo(record.AskedBy[0].Events));
            Assert.That((read.Status, read.Message), Is.EqualTo((record.Status, record.Message)));
            Assert.That(Encoding.UTF8.GetString(RecordFile.Write(read)), Is.EqualTo(Encoding.UTF8.GetString(RecordFile.Write(record))), "all the rest");
        }
    }

    [Test]
    public void Read_NullWithoutAReason_IsUnusable()
    {
        var text = RecordText.Changed(Encoding.UTF8.GetString(RecordFile.Write(Record())), "\"test.loss\": \"Inf", "\"other\": \"Inf");

        Assert.That(() => RecordFile.Read(Encoding.UTF8.GetBytes(text)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("series test.loss is null without a reason"));
    }

    [TestCase("settings")]
    [TestCase("askedBy")]
    [TestCase("notFinite")]
    public void Read_PartMissing_IsUnusable(string name)
    {
        var text = RecordText.Changed(Encoding.UTF8.GetString(RecordFile.Write(Record())), $"\"{name}\":", "\"other\":");

        Assert.That(
            () => RecordFile.Read(Encoding.UTF8.GetBytes(text)), Throws.TypeOf<InvalidDataException>().With.Message.Contains($"'{name}'"));
    }

    [Test]
    public void Write_Checksum_IsOfAllButTheLastTwoLines()
    {
        var text = Encoding.UTF8.GetString(RecordFile.Write(Record()));

        Assert.That(text.Split('\n')[^3..], Is.EqualTo([$"  \"checksum\": \"{RecordText.Checksum(RecordText.Summed(text))}\"", "}", ""]));
        Assert.That(JsonNode.Parse(text)!.AsObject().Last().Key, Is.EqualTo("checksum"));
    }

    [Test]
    public void Read_AnyBitChanged_IsUnusable()
    {
        var bytes = RecordFile.Write(Record());
        for (var bit = 0; bit < 8 * bytes.Length; bit += 3)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(() => RecordFile.Read(bytes), Throws.TypeOf<InvalidDataException>(), $"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [TestCase("\"count\": 7", "\"count\": 6")]
    [TestCase("\"prediction\": 5", "\"prediction\": 6")]
    [TestCase("\"digest\": \"cd\"", "\"digest\": \"ce\"")]
    [TestCase("  \"checksum\"", "   \"checksum\"")]
    public void Read_OneCharacterChanged_SaysThatTheChecksumDoesNotMatch(string found, string changed)
    {
        var text = Encoding.UTF8.GetString(RecordFile.Write(Record()));
        Assert.That(text, Does.Contain(found));

        Assert.That(
            () => RecordFile.Read(Encoding.UTF8.GetBytes(text.Replace(found, changed, StringComparison.Ordinal))),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("its checksum does not match"));
    }

    [Test]
    public void Read_SchemaTwo_IsARecordWithoutAChecksum()
    {
        var written = Written(Record()).AsObject();
        written["schema"] = 2;
        Assert.That(
            () => RecordFile.Read(Encoding.UTF8.GetBytes(written.ToJsonString())),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("it has a checksum, which schema 2 has not"));

        written.Remove("checksum");
        var read = RecordFile.Read(Encoding.UTF8.GetBytes(written.ToJsonString()));
        Assert.That((read.Schema, read.Mistakes!.Count, read.Settings!.Seed), Is.EqualTo((2, 7, 7UL)));
    }

    [Test]
    public void Read_WhatWasWritten_HasTheSnapshots()
    {
        var written = RecordFile.Write(Record() with { Snapshots = [new(5, "AQI=", "AQAA", "AAA=")] });
        Assert.That(RecordFile.Read(written).Snapshots, Is.EqualTo(new[] { new TableSnapshot(5, "AQI=", "AQAA", "AAA=") }));
    }

    [Test]
    public void Write_WithoutSnapshots_DoesNotNameThem() => Assert.That(Written(Record())["snapshots"], Is.Null);

    [Test]
    public void Write_WithoutSettings_IsAMistakeOfTheCaller() =>
        Assert.That(() => RecordFile.Write(Record() with { Settings = null }), Throws.ArgumentException);

    private static JsonNode Written(RunRecord record) => JsonNode.Parse(RecordFile.Write(record))!;

    private static RunRecord Record()
    {
        var spec = new TrainingSpec(
            new Choice(Catalogue.Tasks["modular-arithmetic"], [new("operation", "x+y"), new("modulus", 13), new("train", 0.7)]),
            new Choice(Catalogue.Families["mlp"], [new("input", "one-hot"), new("width", 32), new("activation", "relu"), new("biases", "none"), new("init", "pytorch-uniform")]),
            new Choice(Catalogue.Optimisers["adamw"], [new("learning-rate", 0.01), new("betas", SettingValue.ListOf([0.9, 0.98])), new("epsilon", 1e-8), new("weight-decay", 1)]),
            new Choice(Catalogue.Training, [new("batch", "full"), new("loss", "cross-entropy")]),
            Seed: 7);
        var final = new Dictionary<string, double>
        {
            ["test.accuracy"] = double.NaN,
            ["test.loss"] = double.PositiveInfinity,
            ["train.accuracy"] = 0.5,
            ["train.loss"] = double.NegativeInfinity,
        };
        return new RunRecord(
            RunRecord.CurrentSchema, RunId.Of(spec).Text, "fake-1-0123456789abcdef", RunStatus.Complete, 20, 20, null,
            ImmutableSortedDictionary<string, EventOutcome>.Empty.Add("t_gen", new EventOutcome(null, 10, 20)),
            final.ToImmutableSortedDictionary(StringComparer.Ordinal), [new(0, "ab"), new(20, "cd")],
            ImmutableSortedDictionary<string, string>.Empty.Add("train.loss", "ef"),
            new Provenance("0.1.0", "c0ffee", "AVX2", ".NET", "Linux", 2, "sum", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 1.25, double.NaN, "MNIST", Dirty: true, Sources: "5eed"),
            new Mistakes(7, [new(1, 3, 5), new(4, 0, 6)]))
        {
            Settings = RunSettings.Of(spec),
            AskedBy = [Asker.Of("power-2022", "addition[task.train=0.4]", "ci", false, Fake.Observation(20, every: 10, stopAfter: "t_gen", measures: "beta"), Fake.Measures)],
        };
    }
}
