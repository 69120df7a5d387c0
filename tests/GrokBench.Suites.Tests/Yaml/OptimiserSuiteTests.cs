namespace GrokBench.Suites.Tests.Yaml;

/// <summary>What is wrong with the settings that optimisers share is reported where it stands.</summary>
public sealed class OptimiserSuiteTests
{
    [TestCase("none")]
    [TestCase("{ kind: ema, alpha: 0.98, lambda: 2 }")]
    [TestCase("{ kind: average, window: 100, lambda: 5 }")]
    public void Parse_ASlowGradient_FindsNothing(string slow) => Assert.That(Problems($"slow: {slow}"), Is.Empty);

    [TestCase("sam: 0", "6:100: optimiser.sam is 0, expected none, or a number above 0")]
    [TestCase("orthogonal-to-weights: maybe", "6:118: optimiser.orthogonal-to-weights is maybe, expected true or false")]
    [TestCase("slow: { kind: ema, alpha: 2, lambda: 2 }",
        "6:121: optimiser.slow.alpha is 2, expected a number of at least 0 and at most 1")]
    [TestCase("slow: { kind: ema, lambda: 2 }", "6:101: optimiser.slow without 'alpha', expected a number of at least 0 and at most 1")]
    [TestCase("slow: { kind: average, window: 1001, lambda: 2 }",
        "6:126: optimiser.slow.window is 1001, expected an integer from 1 to 1000")]
    [TestCase("slow: { kind: average, alpha: 1, window: 5, lambda: 2 }",
        "6:118: unknown key 'alpha' in optimiser.slow, expected one of kind, window, lambda")]
    public void Parse_ASettingThatIsNotAccepted_IsReported(string setting, string problem) =>
        Assert.That(Problems(setting), Is.EqualTo(new[] { problem }));

    [TestCase("slow: ema", "optimiser.slow is ema, expected none, or a mapping { kind: ema,")]
    [TestCase("slow: { kind: emma, lambda: 2 }", "optimiser.slow is a mapping, expected none, or a mapping { kind: ema,")]
    [TestCase("slow: { lambda: 2 }", "optimiser.slow is a mapping, expected none, or a mapping { kind: ema,")]
    public void Parse_ASlowGradientOfNoKind_TellsAllThatThereAre(string setting, string problem) =>
        Assert.That(Problems(setting).Single(), Does.Contain(problem).And.Contain("or a mapping { kind: average,"));

    private static string[] Problems(string setting)
    {
        const string text = """
            suite: toy
            paper: { title: A paper }
            defaults:
              task:      { kind: noisy-sine, train: 50 }
              model:     { kind: mlp, input: real, width: 8, activation: relu, biases: all, init: pytorch-uniform }
              optimiser: { kind: sgd, learning-rate: 0.1, weight-decay: 0, momentum: 0.9, nesterov: true, SETTING }
              train:     { steps: 100, batch: full, loss: mse }
              seeds: 5
            runs:
              sine: {}
            claims: {}
            """;
        return ChangedSuite.Problems(text, ("SETTING", setting));
    }
}
