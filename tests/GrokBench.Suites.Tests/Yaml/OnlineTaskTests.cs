using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml;

namespace GrokBench.Suites.Tests.Yaml;

public sealed class OnlineTaskTests
{
    [Test]
    public void Parse_FullBatchOfAnOnlineTask_AsksForANumber() =>
        Assert.That(Problems("full"), Is.EqualTo(["7:35: train.batch is full, expected a number of examples, as every step draws new ones"]));

    [Test]
    public void Parse_BatchLargerThanTheScoredSample_IsFine() => Assert.That(Problems("5000"), Is.Empty);

    [Test]
    public void Parse_MoreRelevantBitsThanBits_IsReportedWhereItStands() =>
        Assert.That(Problems("32", relevant: 50), Is.EqualTo(["4:57: task.relevant is 50, expected at most 40 (the number of bits)"]));

    private static string[] Problems(string batch, int relevant = 3)
    {
        var text = $$"""
            suite: toy
            paper: { title: A paper }
            defaults:
              task:      { kind: sparse-parity, bits: 40, relevant: {{relevant}}, train: online }
              model:     { kind: mlp, input: real, width: 20, activation: relu, biases: hidden, init: pytorch-uniform }
              optimiser: { kind: sgd, learning-rate: 0.1, weight-decay: 0 }
              train:     { steps: 100, batch: {{batch}}, loss: mse }
              seeds: 5
            runs:
              parity: {}
            claims: {}
            """;
        return [.. SuiteReader.Parse("toy.yaml", text, "ci", ClaimCatalogue.Vocabulary).Problems.Select(problem => $"{problem.Line}:{problem.Column}: {problem.Found}, expected {problem.Expected}")];
    }
}
