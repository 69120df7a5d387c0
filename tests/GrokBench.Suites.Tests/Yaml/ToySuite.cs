using GrokBench.Suites.Yaml;

namespace GrokBench.Suites.Tests.Yaml;

/// <summary>Reads suites over <see cref="ToyKinds"/>.</summary>
internal static class ToySuite
{
    public const string Head = """
        suite: toy
        paper: { title: A paper }
        defaults:
          task:      { kind: table, operation: x+y, modulus: 53, train: 0.5 }
          model:     { kind: perceptron, width: 128 }
          optimiser: { kind: descent, learning-rate: 1e-3, weight-decay: 1 }
          train:     { steps: 2000, batch: full, loss: cross-entropy }
          seeds: 5

        """;

    public const string NoClaims = """

        claims: {}
        """;

    /// <summary>The suite; fails the test where it has problems.</summary>
    public static Suite Read(string text, string profile = "ci")
    {
        var reading = SuiteReader.Parse("toy.yaml", text, profile, ToyKinds.Vocabulary);
        Assert.That(reading.Problems, Is.Empty);
        return reading.Suites.Single();
    }

    /// <summary>A suite of which only the run groups matter.</summary>
    public static Suite ReadRuns(string runs, string profile = "ci") => Read(Head + runs + NoClaims, profile);

    /// <summary>The texts of the problems, without the file's name.</summary>
    public static IEnumerable<string> Problems(string text, string profile = "ci") =>
        SuiteReader.Parse("toy.yaml", text, profile, ToyKinds.Vocabulary).Problems.Select(problem => problem.ToString().Replace("toy.yaml:", "", StringComparison.Ordinal));
}
