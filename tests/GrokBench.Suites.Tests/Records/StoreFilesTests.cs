using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Records;

/// <summary>What lies in a run's folder, and what becomes of it when it is damaged.</summary>
[TestFixture]
public sealed class StoreFilesTests
{
    private static readonly RunSpec Spec = new(Fake.Training(new FakeFamily()), Fake.Observation(20, every: 10));

    private static readonly Curve Curve = new([0, 10, 20], new Dictionary<string, ImmutableArray<double>>
    {
        ["train.loss"] = [0.1, double.NaN, -0.0],
        ["train.accuracy"] = [1 / 3.0, 1e-300, double.PositiveInfinity],
        ["test.loss"] = [1, 2, 3],
        ["test.accuracy"] = [0, 0.5, 1],
        ["step-loss.min"] = [double.NaN, 1, 1],
        ["step-loss.median"] = [double.NaN, 2, 2],
        ["step-loss.max"] = [double.NaN, 3, 3],
    }.ToImmutableSortedDictionary(StringComparer.Ordinal));

    private TemporaryFolder folder = null!;
    private RunStore store = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        store = new RunStore(folder.Path, new FakeEngine().Identity, Fake.Measures);
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Read_NothingStored_IsMissing() => Assert.That(store.Read(Spec), Is.EqualTo(default(Reading<StoredRun>)));

    [Test]
    [SetCulture("ru-RU")]
    public void Read_StoredRun_GivesTheSameBits()
    {
        WriteResult();
        var (run, problem) = store.Read(Spec);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem, Is.Null);
            Assert.That(run!.Curve.Steps, Is.EqualTo(Curve.Steps));
            Assert.That(run.Curve.Series.Keys, Is.EqualTo(Curve.Series.Keys));
            foreach (var (name, values) in Curve.Series)
                Assert.That(run.Curve.Series[name].Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(values.Select(BitConverter.DoubleToInt64Bits)), name);
            Assert.That(run.Record.Events, Is.EqualTo(Record().Events));
            Assert.That(run.Record.Final, Is.EqualTo(Record().Final));
            Assert.That(run.Record.Trajectory, Is.EqualTo(Record().Trajectory));
            Assert.That(run.Record.Provenance, Is.EqualTo(Record().Provenance));
            Assert.That(run.Record.Mistakes, Is.EqualTo(Record().Mistakes));
            Assert.That(run.Record.Status, Is.EqualTo(RunStatus.Complete));
            Assert.That(run.Record.Settings!.Paths(), Is.EqualTo(Record().Settings!.Paths()));
        }
    }

    [Test]
    [SetCulture("ru-RU")]
    public void WriteResult_Curve_IsInvariantTextByStepAndSeries()
    {
        WriteResult();
        Assert.That(File.ReadAllText(PathOf(RunFiles.Curve)), Does.StartWith(
            "step,series,value\n0,step-loss.max,NaN\n0,step-loss.median,NaN\n0,step-loss.min,NaN\n0,test.accuracy,0\n0,test.loss,1\n"
            + "0,train.accuracy,0.3333333333333333\n0,train.loss,0.1\n10,step-loss.max,3\n").And.Contain("10,train.accuracy,1E-300\n").And.EndWith(
            "20,train.accuracy,Infinity\n20,train.loss,-0\n"));
    }

    [Test]
    public void WriteResult_Spec_HashesToTheRunId()
    {
        WriteResult();
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(RunFiles.Spec)))), Does.StartWith(Spec.Id.Text));
    }

    [Test]
    public void WriteResult_LeavesNeitherCheckpointNorTemporaryFile()
    {
        using (var held = store.TryLock(Spec)!) held.WriteCheckpoint(Checkpoint(), stream => stream.WriteByte(1));
        WriteResult();
        Assert.That(Directory.GetFiles(store.FolderOf(Spec)).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { RunFiles.Curve, RunFiles.Lock, RunFiles.Record, RunFiles.Spec }));
    }

    [Test]
    public void SeriesDigest_Values_IsTheDocumentedHash() =>
        // Python: sha256(pack('<4q', 3, 0, 10, 20) + pack('<d', 0.1) + pack('<Q', 0x7FF8000000000000) + pack('<d', -0.0))
        Assert.That(SeriesDigest.Of(Curve.Steps, Curve.Series["train.loss"]), Is.EqualTo("2c63da5e6eee19563cec8cec3e02323927ea52ae855a9f22e6025752e883b99e"));

    [Test]
    public void Read_RecordOfAnotherSchema_SaysSo()
    {
        WriteResult();
        Replace(RunFiles.Record, "\"schema\": 3", "\"schema\": 7");
        AssertUnusable(RunFiles.Record, "its schema is 7; this version reads 1 to 3");
    }

    [Test]
    public void Read_RecordOfAnEngineThatTellsWhatItIs_GivesTheFactsBack()
    {
        var facts = new Dictionary<string, string> { ["driver"] = "570.1", ["Device"] = "H200 <NVL>" }.ToImmutableSortedDictionary(StringComparer.Ordinal);
        var record = Record();
        using (var held = store.TryLock(Spec)!)
            held.WriteResult(new StoredRun(record with { Provenance = record.Provenance with { Stack = 16, EngineFacts = facts } }, Curve));
        var provenance = store.Read(Spec).Value!.Record.Provenance;
        Assert.That(provenance.Stack, Is.EqualTo(16));
        Assert.That(provenance.EngineFacts, Is.EqualTo(facts));
    }

    [Test]
    public void Read_RunsOfTwoEngines_AreEachLookedForInTheFolderOfTheirOwn()
    {
        var other = new RunSpec(Fake.Training(new FakeFamily { IsProgram = false }, seed: 1), Spec.Observation);
        WriteResult(other);
        WriteResult();

        var choice = new EngineChoice(new FakeEngine(2), new FakeEngine());
        var mixed = new RunStore(folder.Path, choice.IdentityOf, Fake.Measures);

        Assert.That(mixed.FolderOf(Spec), Does.EndWith("fake-2-0123456789abcdef"));
        Assert.That(mixed.Read(Spec).Value, Is.Null, "what was stored is of the other engine");
        Assert.That(mixed.Read(other).Value!.Record.Engine, Is.EqualTo("fake-1-0123456789abcdef"));
        Assert.That(mixed.Load([Spec, other]).Count, Is.EqualTo(1));
    }

    [Test]
    public void Read_RecordOfAnotherEngine_SaysSo()
    {
        WriteResult();
        Replace(RunFiles.Record, "fake-1-", "fake-2-");
        AssertUnusable(RunFiles.Record, "it is of engine fake-2-0123456789abcdef");
    }

    [Test]
    public void Read_RecordOfAnotherRun_SaysSo()
    {
        WriteResult();
        Replace(RunFiles.Record, Spec.Id.Text, "0000000000000000");
        AssertUnusable(RunFiles.Record, "it is of run 0000000000000000");
    }

    [Test]
    public void Read_RecordCutOffAnywhere_IsUnusable()
    {
        WriteResult();
        var whole = File.ReadAllText(PathOf(RunFiles.Record)).TrimEnd();
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllText(PathOf(RunFiles.Record), whole[..length]);
            AssertUnusable(RunFiles.Record, "it is not a record");
        }
    }

    [Test]
    public void Read_RecordLacksAField_IsUnusable()
    {
        WriteResult();
        Replace(RunFiles.Record, "\"steps\"", "\"stepz\"");
        AssertUnusable(RunFiles.Record, "it is not a record");
    }

    [Test]
    public void Read_CurveMissing_SaysSo()
    {
        WriteResult();
        File.Delete(PathOf(RunFiles.Curve));
        AssertUnusable(RunFiles.Curve, "it is missing");
    }

    [Test]
    public void Read_CurveCutOffAnywhere_IsUnusable()
    {
        WriteResult();
        var whole = File.ReadAllText(PathOf(RunFiles.Curve));
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllText(PathOf(RunFiles.Curve), whole[..length]);
            AssertUnusable(RunFiles.Curve, "");
        }
    }

    [TestCase("10,test.loss,2\n", "10,test.loss,2.5\n", "it is not the curve of record.json (series test.loss)")]
    [TestCase("10,test.loss,2\n", "11,test.loss,2\n", "step 10 does not have the series of the first step")]
    [TestCase("10,test.loss,2\n", "10,test.loss\n", "line 13 is not 'step,series,value'")]
    [TestCase("10,test.loss,2\n", "10,test.loss,2,5\n", "step 10 does not have the series of the first step")]
    [TestCase("step,series,value", "step;series;value", "the first line is not 'step,series,value'")]
    public void Read_CurveChanged_SaysWhat(string found, string changed, string reason)
    {
        WriteResult();
        Replace(RunFiles.Curve, found, changed);
        AssertUnusable(RunFiles.Curve, reason);
    }

    [Test]
    public void Read_FailedRun_HasItsMessageAndNoCurve()
    {
        using (var held = store.TryLock(Spec)!) held.WriteFailure(Record() with { Status = RunStatus.Failed, Message = "out of luck" });
        var run = store.Read(Spec).Value!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Record.Status, run.Record.Message), Is.EqualTo((RunStatus.Failed, "out of luck")));
            Assert.That(run.Curve.Steps, Is.Empty);
            Assert.That(store.Load([Spec]).Find(Spec), Is.Null);
        }
    }

    [Test]
    public void Load_OneRecordUnusable_FindsTheOthersAndTellsOfIt()
    {
        WriteResult();
        var other = new RunSpec(Fake.Training(new FakeFamily(), seed: 1), Spec.Observation);
        WriteResult(other);
        File.WriteAllText(PathOf(RunFiles.Record), "{");

        var notices = new List<string>();
        var found = store.Load([Spec, other], notices.Add);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Find(Spec), Is.Null);
            Assert.That(found.Find(other)!.Curve.Series["test.loss"], Is.EqualTo(new[] { 1.0, 2, 3 }));
            Assert.That(notices, Is.EqualTo(new[] { store.Read(Spec).Problem }));
        }
    }

    [Test]
    public void ReadCheckpoint_WholeFile_GivesEverythingBack()
    {
        using var held = store.TryLock(Spec)!;
        held.WriteCheckpoint(Checkpoint(), stream => stream.Write("state"u8));
        var (stored, problem) = held.ReadCheckpoint();
        using var state = new StreamReader(stored!.OpenState());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem, Is.Null);
            Assert.That(state.ReadToEnd(), Is.EqualTo("state"));
            var read = stored.Checkpoint;
            Assert.That((read.Id, read.Engine), Is.EqualTo((Spec.Id.Text, "fake-1-0123456789abcdef")));
            Assert.That((read.Step, read.WallSeconds, read.CpuSeconds, read.Stack), Is.EqualTo((17L, 1.5, double.NaN, 16)));
            Assert.That((read.Replaces, read.Sources), Is.EqualTo(("0ld", "5eed")));
            Assert.That(read.StepLosses, Is.EqualTo(Checkpoint().StepLosses));
            Assert.That(read.Trajectory, Is.EqualTo(Checkpoint().Trajectory));
            Assert.That(read.Curve.Steps, Is.EqualTo(Curve.Steps));
            Assert.That(SeriesDigest.Of(read.Curve), Is.EqualTo(SeriesDigest.Of(Curve)));
        }
    }

    [Test]
    public void ReadCheckpoint_OfBeforeThereWereStacks_IsOfAStackOfOne()
    {
        using var held = store.TryLock(Spec)!;
        held.WriteCheckpoint(Checkpoint(), stream => stream.Write("state"u8));
        ReplaceVersion(1, withStack: false, withReplaces: false);
        var (stored, problem) = held.ReadCheckpoint();
        Assert.That(problem, Is.Null);
        Assert.That((stored!.Checkpoint.Stack, stored.Checkpoint.Step, SeriesDigest.Of(stored.Checkpoint.Curve)["test.loss"]), Is.EqualTo((1, 17L, SeriesDigest.Of(Curve)["test.loss"])));
        Assert.That(stored.State.ToArray(), Is.EqualTo("state"u8.ToArray()));
    }

    [Test]
    public void ReadCheckpoint_OfBeforeItToldWhatItReplaces_ReplacesNothing()
    {
        using var held = store.TryLock(Spec)!;
        held.WriteCheckpoint(Checkpoint(), stream => stream.Write("state"u8));
        ReplaceVersion(2, withStack: true, withReplaces: false);
        var (stored, problem) = held.ReadCheckpoint();
        Assert.That(problem, Is.Null);
        var read = stored!.Checkpoint;
        Assert.That((read.Stack, read.Replaces, read.Sources, read.Step), Is.EqualTo((16, "", "", 17L)));
        Assert.That(stored.State.ToArray(), Is.EqualTo("state"u8.ToArray()));
    }

    [Test]
    public void ReadCheckpoint_OfAnUnknownFormat_SaysSo()
    {
        using var held = store.TryLock(Spec)!;
        held.WriteCheckpoint(Checkpoint(), stream => stream.Write("state"u8));
        ReplaceVersion(7, withStack: true, withReplaces: true);
        Assert.That(held.ReadCheckpoint().Problem, Does.EndWith("is unusable: its format is 7; this version reads 1 to 6"));
    }

    [Test]
    public void ReadCheckpoint_CutOffAnywhere_IsUnusable()
    {
        using var held = store.TryLock(Spec)!;
        held.WriteCheckpoint(Checkpoint(), stream => stream.Write("state"u8));
        var whole = File.ReadAllBytes(PathOf(RunFiles.Checkpoint));
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(PathOf(RunFiles.Checkpoint), whole[..length]);
            Assert.That(held.ReadCheckpoint(), Is.EqualTo(new Reading<StoredCheckpoint>(null, $"{PathOf(RunFiles.Checkpoint)} is unusable: it is cut off")));
        }
    }

    [Test]
    public void ReadCheckpoint_AnyByteChanged_IsUnusable()
    {
        using var held = store.TryLock(Spec)!;
        held.WriteCheckpoint(Checkpoint(), stream => stream.Write("state"u8));
        var bytes = File.ReadAllBytes(PathOf(RunFiles.Checkpoint));
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            File.WriteAllBytes(PathOf(RunFiles.Checkpoint), bytes);
            bytes[i] ^= 0x10;
            Assert.That(held.ReadCheckpoint().Problem, Does.StartWith(PathOf(RunFiles.Checkpoint)), $"byte {i}");
        }
    }

    [Test]
    public void ReadCheckpoint_OfAnotherEngine_SaysSo()
    {
        using var held = store.TryLock(Spec)!;
        held.WriteCheckpoint(Checkpoint() with { Engine = "fake-2-0123456789abcdef" }, stream => stream.WriteByte(0));
        Assert.That(held.ReadCheckpoint().Problem, Does.EndWith("is unusable: it is of engine fake-2-0123456789abcdef"));
    }

    [Test]
    public void TryLock_HeldAlready_IsNullUntilReleased()
    {
        var elsewhere = new RunStore(folder.Path, new FakeEngine().Identity, Fake.Measures);
        using (Assert.EnterMultipleScope())
        {
            using (var held = store.TryLock(Spec)) Assert.That(elsewhere.TryLock(Spec), Is.Null);
            using var free = elsewhere.TryLock(Spec);
            Assert.That(free, Is.Not.Null);
        }
    }

    [TestCase("checkpoint.bin.0123456789abcdef.tmp", 61, false)]
    [TestCase("checkpoint.bin.0123456789abcdef.tmp", 59, true)]
    [TestCase("checkpoint.bin.tmp", 61, true)]
    public void TryLock_TemporaryFile_IsRemovedWhereNoProcessCanBeAboutToRenameIt(string name, int minutes, bool stays)
    {
        Directory.CreateDirectory(store.FolderOf(Spec));
        File.WriteAllText(PathOf(name), "half");
        File.SetLastWriteTimeUtc(PathOf(name), DateTime.UtcNow - TimeSpan.FromMinutes(minutes));
        using var held = store.TryLock(Spec);
        Assert.That(File.Exists(PathOf(name)), Is.EqualTo(stays));
    }

    [Test]
    public void TryLock_FolderCannotBeMade_NamesIt()
    {
        var path = Path.Combine(folder.Path, "file");
        File.WriteAllText(path, "in the way");
        var blocked = new RunStore(path, new FakeEngine().Identity, Fake.Measures);
        var exception = Assert.Throws<StoreException>(() => blocked.TryLock(Spec));
        Assert.That(exception!.Message, Does.StartWith($"cannot write {blocked.FolderOf(Spec)}: "));
    }

    private static RunRecord Record(RunSpec? spec = null) => new(
        RunRecord.CurrentSchema, (spec ?? Spec).Id.Text, "fake-1-0123456789abcdef", RunStatus.Complete, 20, 20, null,
        Events.LocateAll(Curve, Spec.Observation.Events), Coverage.LastValues(Curve), [new(0, "ab"), new(20, "cd")], SeriesDigest.Of(Curve),
        new Provenance("0.1.0", "c0ffee", "AVX2", ".NET", "Linux", 2, "sum", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 1.25, double.NaN, "MNIST"),
        new Mistakes(7, [new(1, 3, 5), new(4, 0, 6)]))
    {
        Settings = RunSettings.Of((spec ?? Spec).Training),
        AskedBy = [Asker.Of("power-2022", "addition[task.train=0.4]", "ci", false, Fake.Observation(20, every: 10, stopAfter: "t_gen", measures: "beta"), Fake.Measures)],
    };

    private static Checkpoint Checkpoint() => new(
        Spec.Id.Text, "fake-1-0123456789abcdef", 17, Curve, [0.5, double.NaN], [new(0, "ab"), new(1, "cd")], 1.5, double.NaN,
        Stack: 16, Replaces: "0ld", Sources: "5eed");

    private void WriteResult(RunSpec? spec = null)
    {
        using var held = store.TryLock(spec ?? Spec)!;
        held.WriteResult(new StoredRun(Record(spec), Curve));
    }

    private string PathOf(string file) => Path.Combine(store.FolderOf(Spec), file);

    private void Replace(string file, string found, string changed)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.That(text, Does.Contain(found));
        var other = file == RunFiles.Record
            ? RecordText.Changed(text, found, changed)
            : text.Replace(found, changed, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), other, new UTF8Encoding(false));
    }

    /// <summary>
    /// Makes the checkpoint one of another format: magic, version, two names with their lengths, where there are such the stack and two
    /// digests with their lengths; step, two times, two losses and two links; from format 4 on the number of parts, which is none here;
    /// the rest, and a trailer.
    /// </summary>
    private void ReplaceVersion(int version, bool withStack, bool withReplaces)
    {
        const int Trailer = 40;
        var bytes = File.ReadAllBytes(PathOf(RunFiles.Checkpoint));
        var stackAt = 4 + 4 + (1 + Spec.Id.Text.Length) + (1 + "fake-1-0123456789abcdef".Length);
        var (replacesAt, restAt) = (stackAt + 4, stackAt + 4 + (1 + "0ld".Length) + (1 + "5eed".Length));
        var partsAt = restAt + (3 * 8) + (4 + (2 * 8)) + (4 + (2 * (8 + 1 + "ab".Length)));
        byte[] body =
        [
            .. bytes[..4], .. BitConverter.GetBytes(version), .. bytes[8..stackAt], .. withStack ? bytes[stackAt..replacesAt] : [],
            .. withReplaces
                ? bytes[replacesAt..restAt] : [], .. bytes[restAt..partsAt], .. bytes[(version < 4 ? partsAt + 13 : partsAt)..^Trailer],
        ];
        File.WriteAllBytes(PathOf(RunFiles.Checkpoint), [.. body, .. BitConverter.GetBytes((long)body.Length), .. SHA256.HashData(body)]);
    }

    private void AssertUnusable(string file, string reason)
    {
        var (run, problem) = store.Read(Spec);
        Assert.That(run, Is.Null);
        Assert.That(problem, Does.StartWith($"{PathOf(file)} is unusable: {reason}"));
    }
}
