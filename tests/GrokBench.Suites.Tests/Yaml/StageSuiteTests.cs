using GrokBench.Models.Learning;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Schema;

namespace GrokBench.Suites.Tests.Yaml;

public sealed class StageSuiteTests
{
    private const string Text = """
        suite: toy
        paper: { title: A paper }
        defaults:
          task:      { kind: modular-arithmetic, operation: x+y, modulus: 7, train: 40 }
          model:     { kind: mlp, input: one-hot, width: 8, activation: square, biases: none, init: cube-root }
          optimiser: { kind: adamw, learning-rate: 5e-3, betas: [0.9, 0.98], epsilon: 1e-8, weight-decay: 1 }
          observe:   { measures: [weight-norm] }
          seeds: 2
        events:
          t_half: { measure: test.accuracy, at-least: 0.5, hold: 3 }
          t_norm: { measure: weight-norm, at-most: 3 }
        runs:
          less:
            train: { steps: 300, batch: full, loss: mse, stages: [{ at: 100, task.train: 12, optimiser.state: fresh }, { at: 200, optimiser.weight-decay: 0 }] }
        claims: {}
        """;

    private const string First = "{ at: 100, task.train: 12, optimiser.state: fresh }", Second = "{ at: 200, optimiser.weight-decay: 0 }";

    [Test]
    public void Stages_OfARun_ArePartOfItsIdentity() => Assert.That(
        CanonicalSpec.Write(Run(Text)), Does.Contain("""
            "stages":[{"at":100,"optimiser.state":"fresh","task.train":12},{"at":200,"optimiser.weight-decay":0}]
            """));

    [TestCase(", stages: [" + First + ", " + Second + "]", "", Description = "none")]
    [TestCase("[" + First + ", " + Second + "]", "[]", Description = "an empty list")]
    public void Stages_ThatAreNot_LeaveNoTraceInTheIdentity(string before, string after) =>
        Assert.That(CanonicalSpec.Write(Run(Text.Replace(before, after, StringComparison.Ordinal))), Does.Not.Contain("stages"));

    [Test]
    public void State_Kept_IsTheDefaultAndNoPartOfTheIdentity() => Assert.That(
        CanonicalSpec.Write(Run(With(("at: 200", "at: 200, optimiser.state: kept")))), Is.EqualTo(CanonicalSpec.Write(Run(Text))));

    [Test]
    public void Event_IsPartOfTheIdentityByWhatItIs() => Assert.That(
        CanonicalSpec.Write(Run(With(("at: 200", "at: { event: t_half, checked-every: 10 }")))), Does.Contain("""
            {"at":{"at-least":0.5,"checked-every":10,"hold":3,"measure":"test.accuracy"},"optimiser.weight-decay":0}
            """));

    [Test]
    public void Event_WithAHoldOfItsOwn_HasThat() => Assert.That(
        Run(With(("at: 200", "at: { event: t_mem, checked-every: 10, hold: 2 }"))).Stages[1].Start,
        Is.EqualTo(new EventStart("train", IsLoss: false, IsAtLeast: true, 0.99, Hold: 2, CheckedEvery: 10)));

    [Test]
    public void Mapping_OfAStage_LeavesOutItsDefaults()
    {
        const string stated = "optimiser.groups: [{ parameters: 'hidden1*', weight-decay: shared, learning-rate: 0.1 }]";
        Assert.That(
            CanonicalSpec.Write(Run(With((Second, $"{{ at: 200, {stated} }}")))), Does.Contain("""
                "optimiser.groups":[{"learning-rate":0.1,"parameters":"hidden1*"}]
                """));
    }

    [Test]
    public void Sweep_OfAStage_MakesACellForEachValue()
    {
        var suite = Read(Text.Replace("    train: {", "    sweep: { train.stages.1.task.train: [5, 12], train.stages.2.at: [150, 250] }\n    train: {", StringComparison.Ordinal));
        var cells = suite.Groups.Single().Cells;
        Assert.Multiple(() =>
        {
            Assert.That(cells.Select(cell => cell.Name), Has.Some.EqualTo("less[train.stages.1.task.train=5,train.stages.2.at=250]").And.Exactly(4).Items);
            Assert.That(cells.Select(cell => SettingPath.Number(cell.Runs[0].Training, "train.stages.1.task.train")), Is.EqualTo(new[] { 5.0, 5, 12, 12 }));
            Assert.That(cells.Select(cell => SettingPath.Number(cell.Runs[0].Training, "train.stages.2.at")), Is.EqualTo(new[] { 150.0, 250, 150, 250 }));
            Assert.That(cells.Select(cell => cell.Runs[0].Training.Parts[2].Task.Number("train")), Is.EqualTo(new[] { 5.0, 5, 12, 12 }));
        });
    }

    [TestCase("train.stages.3.at")]
    [TestCase("train.stages.0.at")]
    [TestCase("train.stages.1.model.width")]
    [TestCase("train.stages.1.optimiser.kind")]
    public void Sweep_OfWhatNoStageHas_IsReported(string path) => Assert.That(
        ChangedSuite.Problems(Text, ("    train: {", $"    sweep: {{ {path}: [5, 12] }}\n    train: {{")), Has.Exactly(1).Contains($"unknown setting '{path}' in sweep"));

    [Test]
    public void Paths_OfTheSameSettings_AreToldApart()
    {
        var training = Run(Text);
        Assert.That(
            new[] { "task.train", "train.stages.1.task.train", "train.stages.2.task.train", "train.stages.9.at", "train.stages.x.at" }
                .Select(path => SettingPath.Number(training, path)),
            Is.EqualTo(new double?[] { 40, 12, null, null, null }));
    }

    [TestCase(First, "{ at: 0, task.train: 12 }", "train.stages[1].at is 0, expected an integer of at least 1, or a mapping")]
    [TestCase(First, "{ at: 300, task.train: 12 }", "train.stages[1].at is 300, expected a step before the end, 300")]
    [TestCase(Second, "{ at: 100, task.train: 15 }", "train.stages[2].at is 100, expected a step after the stage before, above 100")]
    [TestCase(First, "{ task.train: 12 }", "train.stages[1] without 'at'")]
    [TestCase(First, "{ at: 100 }", "no change in train.stages[1], expected a path with its new value")]
    [TestCase(First, "{ at: 100, task.train: 49 }", "train.stages[1].task.train is 49, expected fewer than the 49 rows")]
    [TestCase(First, "{ at: 100, task.train: -1 }", "train.stages[1].task.train is -1, expected a number above 0")]
    [TestCase(First, "{ at: 100, task.modulus: 11 }", "another dataset in train.stages[1], expected as many examples as before")]
    [TestCase(First, "{ at: 100, task.corrupted: 3 }", "another dataset in train.stages[1], expected as many examples as before")]
    [TestCase(First, "{ at: 100, task.operation: x*y }", "unknown setting that can change 'task.operation' in train.stages[1]")]
    [TestCase(First, "{ at: 100, task.kind: sparse-parity }", "unknown setting that can change 'task.kind' in train.stages[1]")]
    [TestCase(First, "{ at: 100, task.trian: 12 }", "unknown setting that can change 'task.trian' in train.stages[1], expected task.train")]
    [TestCase(First, "{ at: 100, model.width: 12 }", "unknown setting that can change 'model.width' in train.stages[1]")]
    [TestCase(First, "{ at: 100, train.loss: hinge }", "unknown setting that can change 'train.loss' in train.stages[1]")]
    [TestCase(First, "{ at: 100, train: 12 }", "unknown key 'train' in train.stages[1], expected one of at, optimiser.state")]
    [TestCase(First, "{ at: 100, train.batch: 41 }", "train.stages[1].train.batch is 41, expected full, or at most the 40 training examples")]
    [TestCase(First, "{ at: 100, optimiser.betas: [1, 1] }", "train.stages[1].optimiser.betas is [1, 1], expected two numbers of at least 0 and below 1")]
    [TestCase(
        First, "{ at: 100, optimiser.slow: { kind: ema, alpha: 0.9, lambda: 1 } }",
        "train.stages[1].optimiser.state is kept, but the optimiser before does not keep slow-gradient, expected fresh")]
    [TestCase(First, "{ at: { event: t_haf, checked-every: 10 }, task.train: 12 }", "unknown event 't_haf', expected t_half")]
    [TestCase(First, "{ at: { event: t_half }, task.train: 12 }", "train.stages[1].at without 'checked-every', expected an integer of at least 1")]
    [TestCase(
        First, "{ at: { event: t_norm, checked-every: 10 }, task.train: 12 }",
        "train.stages[1].at.measure is weight-norm, expected one of train.loss, train.accuracy, test.loss, test.accuracy")]
    [TestCase(First, "{ at: { measure: train.loss, checked-every: 1 }, task.train: 12 }", "train.stages[1].at.measure is train.loss, expected either at-least or at-most beside it")]
    [TestCase("{ kind: mlp, input: one-hot, width: 8, activation: square, biases: none, init: cube-root }", "{ kind: gp-regression }", "model")]
    public void Stage_ThatNoRunCouldHave_IsReportedWhereItStands(string before, string after, string problem) =>
        Assert.That(ChangedSuite.Problems(Text, (before, after)), Has.Some.Contains(problem));

    [TestCase("{ at: 100, optimiser.slow: { kind: average, window: 3, lambda: 5 } }", "train.stages[1].optimiser.state is kept, but optimiser.slow changes, expected fresh")]
    [TestCase("{ at: 100, optimiser.slow: { kind: average, window: 3, lambda: 5 }, optimiser.state: fresh }", null)]
    public void Stage_OfAnotherWindowOfPastGradients_NeedsAFreshOptimiser(string after, string? problem) => Assert.That(
        ChangedSuite.Problems(Text, ("kind: adamw,", "kind: adamw, slow: { kind: average, window: 5, lambda: 5 },"), (First, after)),
        problem is null ? Is.Empty : Has.Some.Contains(problem));

    [Test]
    public void Stage_OfAnotherLabelling_IsValid() => Assert.That(ChangedSuite.Problems(Text, (First, "{ at: 100, task.labels: random, task.train: 0.2 }")), Is.Empty);

    [Test]
    public void Stages_OfALearnerThatIsNoNetwork_AreReported() => Assert.That(
        ChangedSuite.Problems(
            Text, ("{ kind: mlp, input: one-hot, width: 8, activation: square, biases: none, init: cube-root }", "{ kind: bayesian-mlp, width: 8, activation: relu }"),
            ("kind: modular-arithmetic, operation: x+y, modulus: 7, train: 40", "kind: sparse-parity, bits: 10, relevant: 2, train: 40, target: class"), ("loss: mse", "loss: cross-entropy"),
            ("task.train: 12, optimiser.state: fresh", "optimiser.learning-rate: 0.1")),
        Has.Some.Contains("train.stages, expected none, as bayesian-mlp trains with the same data and optimiser from beginning to end"));

    [TestCase("at: 100", "at: 100", true)]
    [TestCase("at: 200", "at: { event: t_half, checked-every: 10 }", true)]
    [TestCase("at: 200", "at: { event: t_half, checked: 10 }", false)]
    [TestCase("    train: {", "    sweep: { train.stages.1.task.train: [5, 12] }\n    train: {", true)]
    [TestCase("claims: {}", "profiles: { smoke: { less: { sweep.train.stages.1.task.train: [5] } } }\nclaims: {}", true)]
    [TestCase("claims: {}", "profiles: { smoke: { less: { sweep.train.stage.1.task.train: [5] } } }\nclaims: {}", false)]
    [TestCase("optimiser.state: fresh", "optimiser.state: new", false)]
    public void Schema_KnowsOfStages(string before, string after, bool accepted) => Assert.That(
        SuiteSchemaTests.Accepts(With((before, after)), new JsonSchemaValidator(SuiteSchema.Write(ClaimCatalogue.Vocabulary))), Is.EqualTo(accepted));

    [Test]
    public void Scaled_StagesOfTheSmallerProfile_AreTold()
    {
        var suite = Read(Text.Replace("claims: {}", """
            profiles:
              paper: { less: { train.stages: [{ at: 150, task.train: 12, optimiser.state: fresh }, { at: 200, optimiser.weight-decay: 0 }] } }
            claims: {}
            """, StringComparison.Ordinal));
        Assert.That(suite.Groups.Single().Scaled, Is.EqualTo(new[] { "train.stages.1.at 150 -> 100" }));
    }

    private static string With(params (string Before, string After)[] changes) =>
        changes.Aggregate(Text, (text, change) => text.Replace(change.Before, change.After, StringComparison.Ordinal));

    private static TrainingSpec Run(string text) => Read(text).Groups.Single().Cells[0].Runs[0].Training;

    private static Suite Read(string text)
    {
        var reading = SuiteReader.Parse("toy.yaml", text, "ci", ClaimCatalogue.Vocabulary);
        Assert.That(reading.Problems, Is.Empty);
        return reading.Suites.Single();
    }
}
