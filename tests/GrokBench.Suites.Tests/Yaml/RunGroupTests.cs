using GrokBench.Models.Kinds;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Tests.Yaml;

public sealed class RunGroupTests
{
    [Test]
    public void Group_WithoutSweep_HasOneCellWithARunPerSeed()
    {
        var group = ToySuite.ReadRuns("""
            runs:
              addition: { about: Adding. }
            """).Groups.Single();

        Assert.Multiple(() =>
        {
            Assert.That(group.Name, Is.EqualTo("addition"));
            Assert.That(group.About, Is.EqualTo("Adding."));
            Assert.That(group.Included, Is.True);
            Assert.That(group.Axes, Is.Empty);
            Assert.That(group.Cells.Single().Name, Is.EqualTo("addition"));
            Assert.That(group.Cells.Single().Runs.Select(run => run.Training.Seed), Is.EqualTo(new ulong[] { 0, 1, 2, 3, 4 }));
            Assert.That(group.Cells.Single().Runs[0].Training.Optimiser.Number("learning-rate"), Is.EqualTo(0.001));
            Assert.That(group.Cells.Single().Runs[0].Training.Model.Integer("depth"), Is.EqualTo(1));
        });
    }

    [Test]
    public void Sweep_TwoAxes_MakesEveryCombinationWithTheFirstSlowest()
    {
        var group = ToySuite.ReadRuns("""
            runs:
              grid: { sweep: { task.train: [0.4, 0.6], optimiser.weight-decay: [0, 1, 2] } }
            """).Groups.Single();

        Assert.Multiple(() =>
        {
            Assert.That(group.Axes, Is.EqualTo(new[] { "task.train", "optimiser.weight-decay" }));
            Assert.That(group.Cells.Select(cell => cell.Name), Is.EqualTo(new[]
            {
                "grid[task.train=0.4,optimiser.weight-decay=0]", "grid[task.train=0.4,optimiser.weight-decay=1]", "grid[task.train=0.4,optimiser.weight-decay=2]",
                "grid[task.train=0.6,optimiser.weight-decay=0]", "grid[task.train=0.6,optimiser.weight-decay=1]", "grid[task.train=0.6,optimiser.weight-decay=2]",
            }));
            Assert.That(group.Cells[4].Runs[0].Training.Task.Number("train"), Is.EqualTo(0.6));
            Assert.That(group.Cells[4].Runs[0].Training.Optimiser.Number("weight-decay"), Is.EqualTo(1));
        });
    }

    [Test]
    public void Zip_WithSweep_AdvancesTogetherWithinEachSweptValue()
    {
        var group = ToySuite.ReadRuns("""
            runs:
              grid:
                sweep: { model.width: [64, 128] }
                zip: { task.train: [0.4, 0.8], train.steps: [4000, 500] }
            """).Groups.Single();

        Assert.Multiple(() =>
        {
            Assert.That(group.Axes, Is.EqualTo(new[] { "model.width", "task.train", "train.steps" }));
            Assert.That(
                group.Cells.Select(cell => (cell.Runs[0].Training.Model.Integer("width"), cell.Runs[0].Training.Task.Number("train"), cell.Runs[0].Observation.Steps)),
                Is.EqualTo(new[] { (64, 0.4, 4000L), (64, 0.8, 500L), (128, 0.4, 4000L), (128, 0.8, 500L) }));
        });
    }

    [Test]
    public void Sweep_OverKinds_TakesTheSettingsOfEach()
    {
        var group = ToySuite.ReadRuns("""
            runs:
              families: { model: { kind: oracle }, sweep: { model.kind: [oracle] } }
            """).Groups.Single();

        Assert.That(group.Cells.Single().Runs[0].Training.Model.Kind.Name, Is.EqualTo("oracle"));
    }

    [TestCase("3", new ulong[] { 0, 1, 2 })]
    [TestCase("[7, 3]", new ulong[] { 7, 3 })]
    [TestCase("{ from: 100, count: 2 }", new ulong[] { 100, 101 })]
    public void Seeds_EachForm_GivesTheSeeds(string seeds, ulong[] expected)
    {
        var group = ToySuite.ReadRuns($$"""
            runs:
              addition: { seeds: {{seeds}} }
            """).Groups.Single();

        Assert.That(group.Seeds, Is.EqualTo(expected));
    }

    [Test]
    public void Merge_GroupOverDefaults_ReplacesKeysAndKeepsOthers()
    {
        var training = ToySuite.ReadRuns("""
            runs:
              addition: { task: { modulus: 31 }, model: { depth: 2 } }
            """).Groups.Single().Cells.Single().Runs[0].Training;

        Assert.Multiple(() =>
        {
            Assert.That(training.Task.Integer("modulus"), Is.EqualTo(31));
            Assert.That(training.Task.Number("train"), Is.EqualTo(0.5));
            Assert.That(training.Model.Integer("width"), Is.EqualTo(128));
            Assert.That(training.Model.Integer("depth"), Is.EqualTo(2));
        });
    }

    [Test]
    public void Merge_GroupOfAnotherKind_DropsTheDefaultsOfTheOldKind()
    {
        var training = ToySuite.ReadRuns("""
            runs:
              addition: { model: { kind: oracle } }
            """).Groups.Single().Cells.Single().Runs[0].Training;

        Assert.That(training.Model.Values, Is.Empty);
    }

    [Test]
    public void Observe_NothingStated_WatchesAccuracyFortyTimesPerDecadeToTheEnd()
    {
        var observation = ToySuite.ReadRuns("""
            runs:
              addition: {}
            """).Groups.Single().Cells.Single().Runs[0].Observation;

        Assert.Multiple(() =>
        {
            Assert.That(observation.Schedule, Is.EqualTo(new Schedule(40, 0)));
            Assert.That(observation.Steps, Is.EqualTo(2000));
            Assert.That(observation.Measures, Is.Empty);
            Assert.That(observation.Stop, Is.Null);
            Assert.That(observation.Phases, Is.EqualTo(new PhaseRule("t_mem", "t_gen", 5)));
            Assert.That(observation.Events, Is.EqualTo(new[]
            {
                new EventSpec("t_mem", "train.accuracy", Comparison.AtLeast, 0.99, 5),
                new EventSpec("t_gen", "test.accuracy", Comparison.AtLeast, 0.99, 5),
            }));
        });
    }

    [Test]
    public void Observe_GrokkingDelay_TakesThePlaceOfTheRatio()
    {
        var phases = ToySuite.ReadRuns("""
            runs:
              addition: { observe: { grokking-delay: 1000 } }
            """).Groups.Single().Cells.Single().Runs[0].Observation.Phases;
        Assert.That(phases.GrokkingDelay, Is.EqualTo(1000));
        Assert.That((phases.IsGrokking(100, 1099), phases.IsGrokking(1000, 2000)), Is.EqualTo((false, true)));
    }

    [Test]
    public void Observe_EverythingStated_IsTakenOver()
    {
        var observation = ToySuite.ReadRuns("""
            events:
              t_gen:  { measure: test.accuracy, at-least: 0.95, hold: 3 }
              t_new:  { measure: test-unmirrored.accuracy, at-least: 0.9 }
              t_norm: { measure: weight-norm, at-most: 20, hold: 1 }
            runs:
              addition:
                observe:
                  per-decade: 20
                  every: 500
                  measures: [weight-norm]
                  stop: { after: [t_new, t_norm], extra: 0.5 }
                  generalised: t_new
                  grokking-ratio: 10
            """).Groups.Single().Cells.Single().Runs[0].Observation;

        Assert.Multiple(() =>
        {
            Assert.That(observation.Schedule, Is.EqualTo(new Schedule(20, 500)));
            Assert.That(observation.Measures, Is.EqualTo(new[] { "weight-norm" }));
            Assert.That(observation.Stop!.After, Is.EqualTo(new[] { "t_new", "t_norm" }));
            Assert.That(observation.Stop.Extra, Is.EqualTo(0.5));
            Assert.That(observation.Phases, Is.EqualTo(new PhaseRule("t_mem", "t_new", 10)));
            Assert.That(observation.Events, Is.EqualTo(new[]
            {
                new EventSpec("t_mem", "train.accuracy", Comparison.AtLeast, 0.99, 5),
                new EventSpec("t_gen", "test.accuracy", Comparison.AtLeast, 0.95, 3),
                new EventSpec("t_new", "test-unmirrored.accuracy", Comparison.AtLeast, 0.9, 5),
                new EventSpec("t_norm", "weight-norm", Comparison.AtMost, 20, 1),
            }));
        });
    }

    [Test]
    public void Observe_EventOfASeriesThatACellLacks_IsLeftOutThere()
    {
        var cells = ToySuite.ReadRuns("""
            events:
              t_new: { measure: test-unmirrored.accuracy, at-least: 0.9 }
            runs:
              both: { sweep: { task.operation: [x+y, x-y] } }
            """).Groups.Single().Cells;

        Assert.Multiple(() =>
        {
            Assert.That(cells[0].Runs[0].Observation.Events.Select(spec => spec.Name), Is.EqualTo(new[] { "t_mem", "t_gen", "t_new" }));
            Assert.That(cells[1].Runs[0].Observation.Events.Select(spec => spec.Name), Is.EqualTo(new[] { "t_mem", "t_gen" }));
        });
    }

    [Test]
    public void Values_QuotedNumber_StaysText()
    {
        var problems = ToySuite.Problems(ToySuite.Head + """
            runs:
              addition: { task: { modulus: "53" } }
            """ + ToySuite.NoClaims);

        Assert.That(problems, Is.EqualTo(new[] { "10:32: task.modulus is '53', expected an integer from 2 to 997" }));
    }

    [Test]
    public void Values_Anchors_StandForTheirNodes()
    {
        var training = ToySuite.ReadRuns("""
            runs:
              addition: { task: &table { modulus: 31 } }
              again: { task: *table, seeds: 1 }
            """).Group("again").Cells.Single().Runs[0].Training;

        Assert.That(training.Task["modulus"], Is.EqualTo((SettingValue)31));
    }
}
