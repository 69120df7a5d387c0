using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Planning;

public sealed class StandInsTests
{
    [Test]
    public void Place_TaskOfFiles_GivesOtherRunsAndMarksTheGroup()
    {
        var asked = Suite(Group("g", new FileTask("no file")));
        var placed = StandIns.Place(asked);
        var (before, after) = (asked.Groups[0].Cells[0].Runs[0], placed.Groups[0].Cells[0].Runs[0]);
        Assert.Multiple(() =>
        {
            Assert.That(after.Training.Task.Kind.Name, Is.EqualTo("painted"));
            Assert.That(after.Training.Task.Integer("train"), Is.EqualTo(before.Training.Task.Integer("train")));
            Assert.That(after.Id, Is.Not.EqualTo(before.Id), "what a stand-in gives is never taken for the real thing");
            Assert.That(after.Id, Is.EqualTo(RunId.Of(after.Training)));
            Assert.That(placed.Groups[0].StandIns, Is.EqualTo(new[] { "painted for files" }));
            Assert.That(asked.Groups[0].StandIns, Is.Empty);
        });
    }

    [Test]
    public void Place_SomeFilesThere_ReplacesAllTheSame()
    {
        var placed = StandIns.Place(Suite(Group("there", new FileTask(null)), Group("missing", new FileTask("no file"))));
        Assert.That(
            placed.Groups.SelectMany(group => group.Cells).SelectMany(cell => cell.Runs).Select(run => run.Training.Task.Kind.Name).Distinct(),
            Is.EqualTo(new[] { "painted" }), "no claim compares one data set with another");
    }

    [Test]
    public void Place_SuiteThatAsksForTheStandInItself_IsNotMarked()
    {
        var asked = Suite(Group("g", new PaintedTask()));
        var placed = StandIns.Place(asked);
        Assert.Multiple(() =>
        {
            Assert.That(placed.Groups[0].StandIns, Is.Empty);
            Assert.That(placed.Groups[0].Cells[0].Runs, Is.EqualTo(asked.Groups[0].Cells[0].Runs));
        });
    }

    [Test]
    public void Place_GroupOfAnotherProfile_IsLeftAlone() =>
        Assert.That(StandIns.Place(Suite(Group("g", new FileTask("no file"), included: false))).Groups[0].StandIns, Is.Empty);

    [Test]
    public void Missing_SeveralGroups_SaysEachSentenceOnce()
    {
        var suite = Suite(Group("a", new FileTask("no file")), Group("b", new FileTask(null)), Group("c", new FileTask("no file")), Group("d", new FileTask("no profile"), included: false));
        Assert.That(StandIns.Missing(suite), Is.EqualTo(new[] { "no file" }));
    }

    [Test]
    public void Load_BadFile_Throws() => Assert.That(
        () => StandIns.Load(Suite(Group("g", new FileTask(null) { Fault = "images: it is empty" }))),
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("images: it is empty"));

    private static Suite Suite(params RunGroup[] groups) => Planned.Suite("s", [.. groups]);

    private static RunGroup Group(string name, ITask task, bool included = true)
    {
        var group = Planned.Group(name, included, 2, 100, 50);
        var settings = new Choice(task, [new("train", 3)]);
        return group with { Cells = [.. group.Cells.Select(cell => cell with { Runs = [.. cell.Runs.Select(run => new RunSpec(run.Training with { Task = settings }, run.Observation))] })] };
    }
}
