using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Planning;

public sealed class StandInsTests
{
    [Test]
    public void Place_FilesMissing_GivesOtherRunsAndSaysWhy()
    {
        var said = new List<string>();
        var asked = Suite(new FileTask("no file"));
        var placed = StandIns.Place(asked, said.Add);
        var (before, after) = (asked.Groups[0].Cells[0].Runs[0], placed.Groups[0].Cells[0].Runs[0]);
        Assert.Multiple(() =>
        {
            Assert.That(after.Training.Task.Kind.Name, Is.EqualTo("painted"));
            Assert.That(after.Training.Task.Integer("train"), Is.EqualTo(before.Training.Task.Integer("train")));
            Assert.That(after.Id, Is.Not.EqualTo(before.Id), "what a stand-in gives is never taken for the real thing");
            Assert.That(after.Id, Is.EqualTo(RunId.Of(after.Training)));
            Assert.That(placed.Groups[0].StandIns, Is.EqualTo(new[] { "painted for files" }));
            Assert.That(asked.Groups[0].StandIns, Is.Empty);
            Assert.That(said.Distinct(), Is.EqualTo(new[] { "s: no file; painted is trained on in place of files, and every result says (stand-in). grokbench data downloads the files" }));
        });
    }

    [Test]
    public void Place_FilesThere_LeavesTheRunsAsTheyAre()
    {
        var asked = Suite(new FileTask(null));
        var placed = StandIns.Place(asked, said => Assert.Fail(said));
        Assert.That(placed.Groups[0].Cells[0].Runs, Is.EqualTo(asked.Groups[0].Cells[0].Runs));
    }

    [Test]
    public void Place_BadFile_Throws() => Assert.That(
        () => StandIns.Place(Suite(new FileTask(null) { Fault = "images: it is empty" }), _ => { }),
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("images: it is empty"));

    [Test]
    public void Place_GroupOfAnotherProfile_IsLeftAlone()
    {
        var placed = StandIns.Place(Suite(new FileTask("no file"), included: false), said => Assert.Fail(said));
        Assert.That(placed.Groups[0].StandIns, Is.Empty);
    }

    private static Suite Suite(ITask task, bool included = true)
    {
        var group = Planned.Group("g", included, 2, 100, 50);
        var settings = new Choice(task, [new("train", 3)]);
        return Planned.Suite("s", [group with { Cells = [.. group.Cells.Select(cell => cell with { Runs = [.. cell.Runs.Select(run => new RunSpec(run.Training with { Task = settings }, run.Observation))] })] }]);
    }

    private class PaintedTask : ITask
    {
        public virtual string Name => "painted";

        public int Version => 1;

        public string Summary => "Examples that are made up.";

        public ImmutableArray<Setting> Settings => [new("train", SettingType.Integer(1), null, "Training examples.")];

        public virtual string? StandsInFor => "files";

        public TaskShape Shape(Choice settings) => new FakeTask().Shape(settings);

        public IEnumerable<SettingProblem> Check(Choice settings) => [];

        public Dataset Create(Choice settings, ulong seed) => new FakeTask().Create(settings, seed);
    }

    private sealed class FileTask(string? missing) : PaintedTask, IFileTask
    {
        public override string Name => "files";

        public override string? StandsInFor => null;

        public ITask StandIn => new PaintedTask();

        public string? Fault { get; init; }

        public string? Missing(Choice settings) => missing;

        public void Load(Choice settings)
        {
            if (Fault is not null) throw new InvalidDataException(Fault);
        }
    }
}
