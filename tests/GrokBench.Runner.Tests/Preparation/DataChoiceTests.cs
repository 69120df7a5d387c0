using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Runner.Preparation;
using GrokBench.Suites;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Preparation;

public sealed class DataChoiceTests
{
    private readonly List<string> said = [];
    private Execution.Bench bench = null!;

    [SetUp]
    public void Begin()
    {
        bench = new Execution.Bench();
        said.Clear();
    }

    [TearDown]
    public void End() => bench.Dispose();

    [Test]
    public void Judge_RecordsOfFilesThatAreNotHere_AreJudged()
    {
        var suite = Suite(new FileTask("no file"));
        Train(StandIns.FileRuns(suite));
        Assert.That(TaskOf(Choose(Purpose.Judge, suite)), Is.EqualTo("files"));
        Assert.That(said, Is.Empty);
    }

    [Test]
    public void Judge_RecordsOfTheStandInThoughFilesAreHere_AreJudged()
    {
        var suite = Suite(new FileTask(null));
        Train(StandIns.FileRuns(suite).Select(StandIns.For));
        Assert.That(TaskOf(Choose(Purpose.Judge, suite)), Is.EqualTo("painted"));
        Assert.That(said, Is.EqualTo(new[] { "s: the records are of stand-ins (painted for files), and every result says (stand-in)" }));
    }

    [TestCase(2, 1, "files")]
    [TestCase(1, 2, "painted")]
    [TestCase(2, 2, "files")]
    [TestCase(1, 1, "files")]
    public void Judge_RecordsOfBoth_TakesThoseOfWhichThereAreMore(int files, int standIns, string expected)
    {
        var suite = Suite(new FileTask("no file"));
        Train(StandIns.FileRuns(suite).Take(files));
        Train(StandIns.FileRuns(suite).Take(standIns).Select(StandIns.For));
        Assert.That(TaskOf(Choose(Purpose.Judge, suite)), Is.EqualTo(expected));
    }

    [TestCase(null, "files")]
    [TestCase("no file", "painted")]
    public void Judge_NoRecords_IsAsTheMachineHasIt(string? missing, string expected) =>
        Assert.That(TaskOf(Choose(Purpose.Judge, Suite(new FileTask(missing)))), Is.EqualTo(expected));

    [TestCase(nameof(Purpose.Judge))]
    [TestCase(nameof(Purpose.Predict))]
    public void JudgeOrPredict_BadFile_IsNotRead(string purpose) =>
        Assert.That(TaskOf(Choose(Enum.Parse<Purpose>(purpose), Suite(new FileTask(null) { Fault = "images: it is empty" }))), Is.EqualTo("files"));

    [Test]
    public void Train_BadFile_Throws() => Assert.That(
        () => Choose(Purpose.Train, Suite(new FileTask(null) { Fault = "images: it is empty" })),
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("images: it is empty"));

    [Test]
    public void Train_NothingLeftToTrain_ReadsNoFile()
    {
        var suite = Suite(new FileTask("no file") { Fault = "images: it is empty" });
        Train(StandIns.FileRuns(suite));
        Assert.That(TaskOf(Choose(Purpose.Train, suite)), Is.EqualTo("files"));
    }

    [Test]
    public void Train_AgainWithoutFiles_TrainsOnTheStandIn()
    {
        var suite = Suite(new FileTask("no file"));
        Train(StandIns.FileRuns(suite));
        Assert.That(TaskOf(Choose(Purpose.Train, suite, again: true)), Is.EqualTo("painted"));
    }

    [Test]
    public void Train_FilesMissing_SaysWhichAndWhatIsDone()
    {
        Assert.That(TaskOf(Choose(Purpose.Train, Suite(new FileTask("no file")))), Is.EqualTo("painted"));
        Assert.That(said, Is.EqualTo(new[]
        {
            "s: no file; the suite is on stand-ins throughout (painted for files), and every result says (stand-in). grokbench data downloads the files",
        }));
    }

    private Suite Choose(Purpose purpose, Suite suite, bool again = false) => new DataChoice(bench.Store, purpose, again, said.Add).Of(suite);

    private void Train(IEnumerable<RunSpec> runs)
    {
        foreach (var run in runs) bench.Finish(run);
    }

    private static string TaskOf(Suite suite) => suite.Groups.SelectMany(group => group.Cells).SelectMany(cell => cell.Runs).Select(run => run.Training.Task.Kind.Name).Distinct().Single();

    /// <summary>One cell of two seeds.</summary>
    private Suite Suite(ITask task)
    {
        var settings = new Choice(task, [new("train", 3)]);
        RunSpec[] runs = [.. new ulong[] { 0, 1 }.Select(seed => bench.Spec(Fake.Observation(20, every: 10), seed: seed)).Select(run => new RunSpec(run.Training with { Task = settings }, run.Observation))];
        return new Suite("s", "s.yaml", "ci", new Paper("S", "", 0, "", ""), [], [new RunGroup("g", "", true, [], [new Cell("g", [], [.. runs])], [0, 1], [])], []);
    }
}
