using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Suites.Tests.Yaml;

/// <summary>Settings and seeds in place of a suite's own.</summary>
public sealed class PilotTests
{
    private const string Text = ToySuite.Head + """
        runs:
          addition: { sweep: { task.train: [0.4, 0.6] } }
          wide: { model: { width: 256 } }
          large: { profiles: [paper] }
        profiles:
          paper: { defaults: { model.width: 512 } }
        claims:
          C1: { title: a, says: b, source: c, strength: strong, over: { runs: addition, where: { task.train: 0.4 } }, check: { kind: phase, is: grokking } }
          C2: { title: a, says: b, source: c, strength: strong, over: addition, check: { kind: phase, is: grokking } }
        """;

    [Test]
    public void Set_OneGroup_ChangesItAloneAndMarksIt()
    {
        var suite = Read("train.steps=500", "observe.every=10").Suites.Single();

        Assert.Multiple(() =>
        {
            Assert.That(suite.Group("addition").Cells.Select(cell => cell.Runs[0].Observation.Steps), Is.All.EqualTo(500));
            Assert.That(suite.Group("addition").Cells[0].Runs[0].Observation.Schedule.Every, Is.EqualTo(10));
            Assert.That(suite.Group("addition").Scaled, Is.EqualTo(new[] { "model.width 512 -> 128", "train.steps 2000 -> 500" }));
            Assert.That(suite.Groups.Select(group => group.IsPilot), Is.EqualTo(new[] { true, false, false }));
            Assert.That(suite.Group("addition").Mark, Is.EqualTo(" (pilot)"));
            Assert.That(suite.Group("wide").Cells[0].Runs[0].Observation.Steps, Is.EqualTo(2000));
        });
    }

    [Test]
    public void Set_UnderProfilePaper_DiffersFromThePapersOwn()
    {
        var suite = Read("paper", (_, _) => true, null, "train.steps=500").Suites.Single();

        Assert.That(suite.Group("wide").Scaled, Is.EqualTo(new[] { "train.steps 2000 -> 500" }));
        Assert.That(suite.Groups.Select(group => group.IsPilot), Is.All.True);
    }

    [Test]
    public void Seeds_Range_TakesThePlaceOfTheGroupsOwn()
    {
        var suite = Read("ci", (_, group) => group == "wide", new SeedChoice(3, 900)).Suites.Single();

        Assert.That(suite.Group("wide").Seeds, Is.EqualTo(new ulong[] { 900, 901, 902 }));
        Assert.That(suite.Group("wide").Cells[0].Runs.Select(run => run.Training.Seed), Is.EqualTo(new ulong[] { 900, 901, 902 }));
        Assert.That(suite.Group("addition").Seeds, Has.Length.EqualTo(5));
    }

    [Test]
    public void Set_SweptValues_LeavesOutClaimsOnCellsThatAreGone()
    {
        var reading = Read("sweep.task.train=[0.5, 0.6]");

        Assert.Multiple(() =>
        {
            Assert.That(reading.Problems, Is.Empty);
            Assert.That(reading.Suites.Single().Group("addition").Cells.Select(cell => cell.Name), Is.EqualTo(new[] { "addition[task.train=0.5]", "addition[task.train=0.6]" }));
            Assert.That(reading.Suites.Single().Claims.Select(claim => claim.Id), Is.EqualTo(new[] { "C2" }));
            Assert.That(reading.LeftOut.Select(claim => $"{claim.Suite} {claim.Claim}"), Is.EqualTo(new[] { "toy C1" }));
        });
    }

    [TestCase("task.train=0.5", "--set: a patch of task.train, which addition sweeps, expected --cell with a cell that has the value, or sweep.task.train")]
    [TestCase("train.steps=-3", "--set: train.steps is -3, expected an integer of at least 1")]
    [TestCase("task.modulus='31'", "--set: task.modulus is '31', expected an integer from 2 to 997")]
    [TestCase("task.modulos=31", "--set: unknown key 'modulos' in task, expected modulus")]
    [TestCase("tsk.modulus=31", "--set: unknown setting 'tsk.modulus', expected task.modulus")]
    [TestCase("zzz=31", "--set: unknown setting 'zzz', expected a path such as task.train, train.steps, observe.every or sweep.task.train")]
    [TestCase("observe.evry=31", "--set: unknown key 'evry' in observe, expected every")]
    [TestCase("seeds=31", "--set: seeds=31, expected --seeds 900..904")]
    [TestCase("task.modulus=[31", "--set: task.modulus is '[31', expected a value as a suite states it")]
    public void Set_ValueOrPathThatIsWrong_SaysWhatIsRight(string change, string message) =>
        Assert.That(Read(change).Problems.Select(problem => problem.ToString()), Is.EqualTo(new[] { message }));

    [Test]
    public void Set_OnePathTwice_IsRefused() => Assert.That(
        Read("train.steps=3", "train.steps=4").Problems.Select(problem => problem.ToString()), Is.EqualTo(new[] { "--set: train.steps for the second time, expected each setting once" }));

    private static SuiteReading Read(params string[] changes) => Read("ci", (suite, group) => (suite, group) == ("toy", "addition"), null, changes);

    private static SuiteReading Read(string profile, Func<string, string, bool> groups, SeedChoice? seeds, params string[] changes) => SuiteReader.Parse(
        "toy.yaml", Text, profile, ToyKinds.Vocabulary, new PilotPatch([.. changes.Select(change => change.Split('=', 2)).Select(parts => new SettingChange(parts[0], parts[1]))], seeds, groups));
}
