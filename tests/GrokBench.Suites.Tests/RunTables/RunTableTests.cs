using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.RunTables;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Suites.Tests.Planning;
using GrokBench.Suites.Tests.Records;

namespace GrokBench.Suites.Tests.RunTables;

/// <summary>Events of the fake runs: train accuracy holds 0.75 from step 15 on, test accuracy from step 150 on.</summary>
[SetCulture("ru-RU")]
public sealed class RunTableTests
{
    private const string Header =
        "suite,profile,group,cell,seed,standIn,pilot,status,phase,lastStep,budget,engine,stack,id,digest,path,wallSeconds,cpuSeconds,t_gen,t_mem,"
        + "model.diverge-at,model.kind,model.version,optimiser.kind,optimiser.version,task.kind,task.version,train.batch,";

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
    public void Update_StoredRun_HasAllOfItInOneRow()
    {
        var suite = Planned.Suite("one", [Planned.Group("a", seeds: 1, steps: 300, 1000)]);
        var spec = suite.Groups[0].Cells[0].Runs[0];
        Store(spec, 300);
        RunTable.Update(store, [suite], whole: true);

        Assert.That(Lines()[0], Does.StartWith(Header));
        Assert.That(Lines()[1], Does.StartWith(
            $"one,ci,a,a[model.diverge-at=1000],0,false,false,complete,grokking,300,300,fake-1-0123456789abcdef,1,{spec.Id},d300,runs/{spec.Id}/fake-1-0123456789abcdef,1.5,,150,20,1000,fake-family,1,fake-optimiser,1,fake-task,1,full,"));
        Assert.That(Lines(), Has.Length.EqualTo(2));
    }

    [Test]
    public void Update_RunSharedWithALongerOne_HasTheEventsOfTheSuiteThatAsked()
    {
        var (shorter, longer) = (Planned.Suite("short", [Planned.Group("a", 1, 100, 1000)]), Planned.Suite("long", [Planned.Group("a", 1, 300, 1000)]));
        Store(longer.Groups[0].Cells[0].Runs[0], 300);
        RunTable.Update(store, [shorter, longer], whole: true);

        Assert.That(Column("suite", "status", "phase", "lastStep", "digest", "t_gen", "t_mem"), Is.EqualTo(
            ["long complete grokking 300 d300 150 20", "short complete memorisation 100 d64  20"]), "by name; what is censored is empty");
    }

    [Test]
    public void Update_NoRecordOrTooShortAOneOrAFailedOne_SaysWhich()
    {
        var suite = Planned.Suite("one", [Planned.Group("a", 3, 300, 1000)]);
        var runs = suite.Groups[0].Cells[0].Runs;
        Store(runs[1], 100);
        using (var held = store.TryLock(runs[2])!) held.WriteFailure(Curves.Stored(runs[2], 40).Record with { Status = RunStatus.Failed, Message = "out of luck" });
        RunTable.Update(store, [suite], whole: true);

        Assert.That(Column("seed", "status", "lastStep", "path", "t_mem"), Is.EqualTo(["0 missing   ", "1 missing   ", $"2 failed 40 runs/{runs[2].Id}/fake-1-0123456789abcdef "]));
    }

    [Test]
    public void Update_PartOfASuite_KeepsTheOtherRows()
    {
        var all = Planned.Suite("one", [Planned.Group("a", 2, 300, 1000), Planned.Group("b", 2, 300, 2000)]);
        var other = Planned.Suite("two", [Planned.Group("a", 1, 50, 3000)]);
        RunTable.Update(store, [all, other], whole: true);
        var run = all.Groups[1].Cells[0].Runs[0];
        Store(run, 300);
        var part = new SuiteSelection([], ["b"], new SeedChoice(1)).Of(all)!;
        RunTable.Update(store, [part], whole: false);

        Assert.That(Column("suite", "cell", "seed", "status"), Is.EqualTo(
        [
            "one a[model.diverge-at=1000] 0 missing", "one a[model.diverge-at=1000] 1 missing",
            "one b[model.diverge-at=2000] 0 complete", "one b[model.diverge-at=2000] 1 missing",
            "two a[model.diverge-at=3000] 0 missing",
        ]));
    }

    [Test]
    public void Update_CellThatTheSuiteNoLongerHas_GoesOnlyWithTheWholeSuite()
    {
        var before = Planned.Suite("one", [Planned.Group("a", 2, 300, 1000, 2000)]);
        var after = Planned.Suite("one", [Planned.Group("a", 1, 300, 1000)]);
        RunTable.Update(store, [before, Planned.Suite("two", [Planned.Group("a", 1, 50, 3000)])], whole: true);

        RunTable.Update(store, [after], whole: false);
        Assert.That(Lines(), Has.Length.EqualTo(1 + 5));

        RunTable.Update(store, [after], whole: true);
        Assert.That(Column("suite", "cell", "seed"), Is.EqualTo(["one a[model.diverge-at=1000] 0", "two a[model.diverge-at=3000] 0"]));
    }

    [Test]
    public void Update_AnotherProfile_HasRowsOfItsOwn()
    {
        var ci = Planned.Suite("one", [Planned.Group("a", 2, 300, 1000, 2000)]);
        var paper = ci with { Profile = "paper" };
        RunTable.Update(store, [ci], whole: true);
        RunTable.Update(store, [new SuiteSelection([], ["a[model.diverge-at=1000]"], null).Of(paper)!], whole: false);
        Assert.That(Column("profile", "cell", "seed"), Is.EqualTo(
        [
            "ci a[model.diverge-at=1000] 0", "paper a[model.diverge-at=1000] 0", "ci a[model.diverge-at=1000] 1", "paper a[model.diverge-at=1000] 1",
            "ci a[model.diverge-at=2000] 0", "ci a[model.diverge-at=2000] 1",
        ]));

        RunTable.Update(store, [Planned.Suite("one", [Planned.Group("a", 1, 300, 1000)])], whole: true);
        Assert.That(Column("profile", "seed"), Is.EqualTo(["ci 0", "paper 0", "paper 1"]), "cells and seeds of ci alone are gone");
    }

    [Test]
    public void Update_PilotsOfOtherSettings_AreKeptBesideEachOther()
    {
        RunGroup Tried(int divergeAt)
        {
            var group = Planned.Group("a", 1, 300, divergeAt);
            return group with { IsPilot = true, Cells = [.. group.Cells.Select(cell => cell with { Coordinates = [] })] };
        }

        var (first, second) = (Planned.Suite("one", [Tried(1000)]), Planned.Suite("one", [Tried(2000)]));
        foreach (var suite in new[] { first, second, first }) RunTable.Update(store, [suite], whole: true);

        Assert.That(Column("cell", "seed", "pilot", "id"), Is.EquivalentTo(new[] { first, second }.Select(suite => $"a 0 true {suite.Groups[0].Cells[0].Runs[0].Id}")));
    }

    [Test]
    public void Update_OwnEvent_IsAColumnThatStaysWhileItsRowsDo()
    {
        var suite = Planned.Suite("own", [Watched(Planned.Group("a", 1, 300, 1000), new("t_half", "test.accuracy", Comparison.AtLeast, 0.99, 1), new("status", "test.accuracy", Comparison.AtLeast, 0.5, 1))]);
        Store(suite.Groups[0].Cells[0].Runs[0], 300);
        RunTable.Update(store, [suite], whole: true);
        Assert.That(Column("event_status", "t_half"), Is.EqualTo(["50 "]), "an event with the name of another column has a name of its own");

        RunTable.Update(store, [Planned.Suite("two", [Planned.Group("a", 1, 50, 3000)])], whole: true);
        Assert.That(Column("suite", "event_status", "t_half"), Is.EqualTo(["own 50 ", "two  "]));
    }

    [Test]
    public void Update_RunWithoutTheEventsOfThePhases_HasNoPhase()
    {
        var watched = Planned.Suite("one", [Planned.Group("a", 1, 300, 1000)]);
        var suite = watched with { Groups = [Changed(watched.Groups[0], observation => observation with { Events = observation.Events[..1] })] };
        Store(suite.Groups[0].Cells[0].Runs[0], 300);
        RunTable.Update(store, [suite], whole: true);

        Assert.That(Column("status", "phase", "lastStep", "t_mem"), Is.EqualTo(["complete  300 20"]));
    }

    [Test]
    public void Update_Twice_GivesTheSameBytes()
    {
        var suite = Planned.Suite("one", [Planned.Group("b", 11, 300, 1000), Planned.Group("a", 2, 300, 2000)]);
        RunTable.Update(store, [suite], whole: true);
        var first = File.ReadAllText(Path.Combine(folder.Path, RunTable.Name));
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        RunTable.Update(store, [suite with { Groups = [.. suite.Groups.Reverse()] }], whole: false);

        Assert.That(File.ReadAllText(Path.Combine(folder.Path, RunTable.Name)), Is.EqualTo(first));
        Assert.That(Column("seed").Skip(2), Is.EqualTo(Enumerable.Range(0, 11).Select(seed => $"{seed}")), "seeds are numbers");
        Assert.That(first, Does.Not.Contain("\r"));
    }

    [Test]
    public void Update_FromSeveralThreads_LosesNoRows()
    {
        var suites = Enumerable.Range(0, 8).Select(i => Planned.Suite($"suite-{i}", [Planned.Group("a", 3, 50, 1000 + i)])).ToArray();
        Parallel.ForEach(suites, new ParallelOptions { MaxDegreeOfParallelism = 8 }, suite => RunTable.Update(store, [suite], whole: true));

        Assert.That(Column("suite"), Is.EqualTo(suites.SelectMany(suite => Enumerable.Repeat(suite.Name, 3))));
    }

    [Test]
    public void Update_FolderCannotBeWritten_SaysWhich()
    {
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "in the way");
        var blocked = new RunStore(file, new FakeEngine().Identity, Fake.Measures);

        Assert.That(
            () => RunTable.Update(blocked, [Planned.Suite("one", [Planned.Group("a", 1, 50, 1000)])], whole: true),
            Throws.TypeOf<StoreException>().With.Message.StartsWith($"cannot write {Path.Combine(file, RunTable.Name)}: "));
    }

    [TestCase(RunTable.Name)]
    [TestCase(RunTable.Name + ".lock")]
    public void Update_FolderInPlaceOfAFile_IsMovedAsideWithANotice(string name)
    {
        var path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.Combine(path, "mine"));
        var notices = new List<string>();
        RunTable.Update(store, [Planned.Suite("one", [Planned.Group("a", 1, 50, 1000)])], whole: true, notices.Add);

        Assert.That(notices, Has.Member($"cannot read {path}: it is a folder; it is now {name}.unusable-1"));
        Assert.That(Directory.Exists(Path.Combine($"{path}.unusable-1", "mine")));
        Assert.That(Column("suite", "seed"), Is.EqualTo(["one 0"]));
    }

    [TestCase("suite,cell,seed\nold,a,x\"y\n", "it is not RFC 4180")]
    [TestCase("suite,cell,seed,cell\nold,a,0,b\n", "column 'cell' is there more than once")]
    [TestCase("suite,cell,seed\nold,a\n", "line 2 has 2 fields, not 3")]
    [TestCase("suite,cell,seed\nold,a,0,1\n", "line 2 has 4 fields, not 3")]
    [TestCase("suite,cell,seed\nold,a,-1\n", "line 2 names no suite, cell and seed")]
    [TestCase("<html>\n</html>\n", "line 2 names no suite, cell and seed")]
    public void Update_DamagedTable_IsWrittenAnewWithANotice(string text, string reason)
    {
        var path = Path.Combine(folder.Path, RunTable.Name);
        File.WriteAllText(path, text);
        var notices = new List<string>();
        RunTable.Update(store, [Planned.Suite("one", [Planned.Group("a", 1, 50, 1000)])], whole: true, notices.Add);

        Assert.That(notices, Is.EqualTo([$"{path} is unusable: {reason}; it is written anew, with the runs that are asked for now"]));
        Assert.That(Column("suite", "seed"), Is.EqualTo(["one 0"]));
    }

    private static RunGroup Watched(RunGroup group, params ImmutableArray<EventSpec> events) =>
        Changed(group, observation => observation with { Events = [.. observation.Events, .. events] });

    private static RunGroup Changed(RunGroup group, Func<Observation, Observation> change) => group with
    {
        Cells = [.. group.Cells.Select(cell => cell with { Runs = [.. cell.Runs.Select(run => new RunSpec(run.Training, change(run.Observation)))] })],
    };

    private void Store(RunSpec spec, long last)
    {
        using var held = store.TryLock(spec)!;
        held.WriteResult(Curves.Stored(spec, last));
    }

    private string[] Lines() => File.ReadAllLines(Path.Combine(folder.Path, RunTable.Name));

    /// <summary>Some fields of every row, with blanks between; no field here is quoted.</summary>
    private string[] Column(params string[] names)
    {
        var header = Lines()[0].Split(',');
        return [.. Lines().Skip(1).Select(line => string.Join(' ', names.Select(name => line.Split(',')[Array.IndexOf(header, name)])))];
    }
}
