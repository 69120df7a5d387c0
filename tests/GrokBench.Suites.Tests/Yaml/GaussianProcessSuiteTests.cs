namespace GrokBench.Suites.Tests.Yaml;

/// <summary>Settings that no Gaussian process can be trained with are reported where they stand.</summary>
public sealed class GaussianProcessSuiteTests
{
    [Test]
    public void Parse_ASuiteThatFits_FindsNothing() => Assert.That(Problems(), Is.Empty);

    [TestCase("length-scale: 1", "length-scale: 0", "5:77: model.length-scale is 0, expected a number above 0")]
    [TestCase("output-scale: 1", "output-scale: -1", "5:94: model.output-scale is -1, expected a number above 0")]
    [TestCase("noise: 0.1", "noise: 0", "5:120: model.noise is 0, expected a number above 0")]
    [TestCase("loss: mse", "loss: cross-entropy", "7:47: train.loss is cross-entropy, expected mse, as the task has real targets")]
    [TestCase("batch: full", "batch: 10", "7:35: train.batch is 10, expected full: gaussian-process is trained on all examples at once")]
    [TestCase(", precision: float64", ", precision: float32", "7:63: train.precision is float32, expected float64, in which gaussian-process is computed")]
    [TestCase("loss: mse", "loss: mse, numerics: folded", "7:62: train.numerics is folded, expected direct: gaussian-process has no linear maps to fold")]
    [TestCase("kind: noisy-sine", "kind: interval-classification", "5:22: model.kind is gaussian-process, expected gaussian-process-classification, or a task with one real target: gaussian-process gives one number")]
    [TestCase("weight-decay: 0", "weight-decay: 0, groups: [{ parameters: weights, learning-rate: 1 }]",
        "6:109: optimiser.groups is [{ learning-rate: 1, parameters: weights }], expected patterns of parameters that the model has (length-scale, output-scale, mean, noise), and none is like weights")]
    public void Parse_ASettingThatDoesNotFit_IsReported(string before, string after, string problem) =>
        Assert.That(Problems((before, after)), Does.Contain(problem));

    private static string[] Problems(params (string Before, string After)[] changes)
    {
        const string text = """
            suite: toy
            paper: { title: A paper }
            defaults:
              task:      { kind: noisy-sine, train: 50 }
              model:     { kind: gaussian-process, length-scales: shared, length-scale: 1, output-scale: 1, transform: exp, noise: 0.1 }
              optimiser: { kind: adam, learning-rate: 0.1, betas: [0.9, 0.999], epsilon: 1e-8, weight-decay: 0 }
              train:     { steps: 100, batch: full, loss: mse, precision: float64 }
              seeds: 5
            runs:
              sine: {}
            claims: {}
            """;
        return ChangedSuite.Problems(text, changes);
    }
}
