using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml;

namespace GrokBench.Suites.Tests.Yaml;

/// <summary>Settings that are fine one by one and need an array larger than there are, whatever the memory.</summary>
public sealed class ArraySizeTests
{
    private const string
        Mlp = "{ kind: mlp, input: real, width: 20, activation: relu, biases: hidden, init: pytorch-uniform }",
        Teacher = "{ kind: linear-teacher, inputs: 100, ratio: 1, test: 100, tolerance: 0.1 }",
        Full = "{ steps: 100, batch: full, loss: mse }",
        Exact = "{ steps: 100, batch: full, loss: mse, precision: float64 }";

    [TestCase("{ kind: sparse-parity, bits: 4096, relevant: 3, train: 600000 }", "602,000 x 4,096 numbers")]
    [TestCase("{ kind: linear-teacher, inputs: 100000, ratio: 1, test: 100, tolerance: 0.1 }", "100,100 x 100,000 numbers")]
    [TestCase("{ kind: teacher-student, train: 600000, inputs: 4096 }", "600,100 x 4,096 numbers")]
    [TestCase("{ kind: teacher-student, test: 600000, outputs: 4096 }", "600,100 x 4,096 numbers")]
    [TestCase("{ kind: concealed-modular-arithmetic, operation: x+y, spurious: 4000, train: 600000 }", "600,200 x 4,014 numbers", "cross-entropy")]
    public void Parse_ADatasetLargerThanAnArray_IsRefused(string task, string numbers, string loss = "mse")
    {
        var kind = task.Split(' ', ',')[2];
        Assert.That(
            Problems(task, Mlp, Full.Replace("mse", loss)),
            Is.EqualTo([$"4:22: task.kind is {kind}, expected a smaller dataset: {numbers}, at most 2,147,483,591 in all"]));
    }

    [Test]
    public void Parse_ABatchOfNewExamplesLargerThanAnArray_IsRefused() =>
        Assert.That(
            Problems("{ kind: sparse-parity, bits: 4096, relevant: 3, train: online }", Mlp, "{ steps: 100, batch: 600000, loss: mse }"),
            Is.EqualTo(["7:35: train.batch is 600000, expected a smaller batch: 600,000 x 4,096 numbers, at most 2,147,483,591 in all"]));

    [TestCase("outputs: 60000", "4:47: task.outputs is 60000, expected fewer inputs or outputs: 60,000 x 60,000 entries of the map")]
    [TestCase("hidden: 60000", "4:46: task.hidden is 60000, expected fewer inputs, outputs or hidden units: 60,000 x 60,000 weights of a layer")]
    public void Parse_ATeacherLargerThanAnArray_IsRefused(string setting, string expected) =>
        Assert.That(
            Problems($"{{ kind: linear-teacher, {setting}, inputs: 60000, ratio: 60, test: 1, tolerance: 0.1 }}", Mlp, Full),
            Is.EqualTo([$"{expected}, at most 2,147,483,591 in all"]));

    [Test]
    public void Parse_AFlowWithMoreCovariancesThanAnArrayHolds_IsRefused() =>
        Assert.That(
            Problems(
                "{ kind: linear-teacher, inputs: 60000, ratio: 60, test: 1, tolerance: 0.1 }",
                "{ kind: linear-regression, init: normal, path: flow }", Exact),
            Is.EqualTo(
            [
                "5:61: model.path is flow, expected descent, or fewer inputs: 60,000 x 60,000 covariances, at most 2,147,483,591 in all",
            ]));

    [Test]
    public void Parse_AProcessWithMoreCovariancesThanAnArrayHolds_IsRefused() =>
        Assert.That(
            Problems(
                "{ kind: sparse-parity, bits: 40, relevant: 3, train: 60000, target: class }",
                "{ kind: gaussian-process-classification, length-scale: 1, output-scale: 1, length-scales: shared, transform: exp, jitter: 1e-4 }",
                Exact.Replace("mse", "cross-entropy")),
            Has.One.Contains("expected a task with fewer training examples: 60,000 x 60,001 covariances of the posterior, at most "));

    [Test]
    public void Parse_AMeasureOfMoreValuesThanAnArrayHolds_IsRefused() =>
        Assert.That(
            Problems(
                "{ kind: sparse-parity, bits: 40, relevant: 3, train: 6000000 }", Mlp.Replace("20", "1000"), Full,
                "{ measures: [sparse-subnetwork] }"),
            Has.One.Contains("its hidden layer has too many values in all examples together"));

    [Test]
    public void Parse_UsualSizes_AreNot() => Assert.That(Problems(Teacher, Mlp, Full), Is.Empty);

    private static string[] Problems(string task, string model, string train, string observe = "{}")
    {
        var text = $$"""
            suite: toy
            paper: { title: A paper }
            defaults:
              task:      {{task}}
              model:     {{model}}
              optimiser: { kind: sgd, learning-rate: 0.1, weight-decay: 0 }
              train:     {{train}}
              observe:   {{observe}}
              seeds: 5
            runs:
              cell: {}
            claims: {}
            """;
        var problems = SuiteReader.Parse("toy.yaml", text, "ci", ClaimCatalogue.Vocabulary).Problems;
        return [.. problems.Select(problem => $"{problem.Line}:{problem.Column}: {problem.Found}, expected {problem.Expected}")];
    }
}
