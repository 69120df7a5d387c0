namespace GrokBench.Suites.Tests.Yaml;

/// <summary>Settings that no Bayesian network can be trained with are reported where they stand.</summary>
public sealed class BayesianMlpSuiteTests
{
    [Test]
    public void Parse_ASuiteThatFits_FindsNothing() => Assert.That(Problems(), Is.Empty);

    [TestCase("init-std: 0.01", "init-std: 0", "5:75: model.init-std is 0, expected a number above 0")]
    [TestCase("init-std: 0.01", "init-std: -0.01", "5:75: model.init-std is -0.01, expected a number above 0")]
    [TestCase("init-spread: 0.1", "init-spread: 0", "5:94: model.init-spread is 0, expected a number above 0")]
    [TestCase("init-spread: 0.1", "kl-weight: -1", "5:92: model.kl-weight is -1, expected a number of at least 0")]
    [TestCase("width: 20", "width: [20, 10], depth: 2", "5:60: model.depth is 2, expected 1 or nothing, as width lists every hidden layer")]
    [TestCase("activation: relu", "activation: gelu", "5:59: model.activation is gelu, expected one of relu, tanh")]
    [TestCase("loss: cross-entropy", "loss: mse", "7:45: train.loss is mse, expected cross-entropy, the likelihood that bayesian-mlp has")]
    [TestCase("target: class", "target: sign", "5:22: model.kind is bayesian-mlp, expected mlp, or a task with classes: bayesian-mlp has a likelihood of labels alone")]
    [TestCase("train: 100", "train: online", "5:22: model.kind is bayesian-mlp, expected mlp, or a task with a training set: bayesian-mlp weighs its prior against so many examples")]
    [TestCase("kind: sparse-parity, bits: 10, relevant: 2, train: 100, target: class", "kind: modular-arithmetic, operation: x+y, modulus: 13, train: 0.5",
        "5:22: model.kind is bayesian-mlp, expected mlp or transformer, or a task with real-valued inputs: bayesian-mlp reads no tokens")]
    public void Parse_ASettingThatDoesNotFit_IsReported(string before, string after, string problem) =>
        Assert.That(Problems((before, after)), Does.Contain(problem));

    private static string[] Problems(params (string Before, string After)[] changes)
    {
        const string text = """
            suite: toy
            paper: { title: A paper }
            defaults:
              task:      { kind: sparse-parity, bits: 10, relevant: 2, train: 100, target: class }
              model:     { kind: bayesian-mlp, width: 20, activation: relu, init-std: 0.01, init-spread: 0.1 }
              optimiser: { kind: sgd, learning-rate: 0.1, weight-decay: 0 }
              train:     { steps: 100, batch: 32, loss: cross-entropy }
              seeds: 5
            runs:
              parity: {}
            claims: {}
            """;
        return ChangedSuite.Problems(text, changes);
    }
}
