using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;
using GrokBench.Suites.Records;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Schema;

namespace GrokBench.Reports.Tests.Judging.OwnKinds;

/// <summary>A kind of check and one of quantity are a file each, and a reduction one entry, also beside the program: here they are of the tests' own assembly.</summary>
public sealed class OwnKindsTests
{
    private const string Text =
        """
        suite: made-up
        paper: { title: "Claims of kinds that the program does not have" }
        events:
          t_mem: { measure: train.accuracy, at-least: 0.99, hold: 1 }
          t_gen: { measure: test.accuracy, at-least: 0.99, hold: 1 }
        runs:
          addition:
            task: { kind: modular-arithmetic, operation: x+y, modulus: 31, train: 0.5 }
            model: { kind: mlp, input: one-hot, width: 64, activation: relu, biases: none, init: pytorch-uniform }
            optimiser: { kind: adamw, learning-rate: 1e-2, betas: [0.9, 0.98], epsilon: 1e-8, weight-decay: 1 }
            train: { steps: 4000, batch: full, loss: cross-entropy }
            seeds: 5
        claims:
          C1: { title: "A check", says: "So.", source: "fig. 1", strength: strong, over: addition, check: { kind: difference, of: t_gen, less: t_mem, at-least: 200 } }
          C2:
            title: "A quantity"
            says: "So."
            source: "fig. 2"
            strength: strong
            over: addition
            check: { kind: value, of: { evaluations: test.accuracy, above: 0.5, from: t_mem }, at-least: 3 }
          C3: { title: "A reduction", says: "So.", source: "fig. 3", strength: strong, over: addition, check: { kind: value, of: { mean: train.accuracy, from: t_gen }, at-least: 1 } }
        """;

    public static Reduction Mean { get; } = new("mean", "The mean of a series between two moments.", of => $"mean {of.Series}", stretch => stretch.Values.Average());

    private static readonly Vocabulary Vocabulary = ClaimCatalogue.Vocabulary with { Claims = ClaimCatalogue.Kinds.With(typeof(OwnKindsTests).Assembly, [Mean.Kind]) };

    [Test]
    public void Decide_ClaimsOfOwnKinds_JudgedAsTheyAreWritten()
    {
        var reading = SuiteReader.Parse("made-up.yaml", Text, "ci", Vocabulary);
        Assert.That(reading.Problems, Is.Empty);

        var suite = reading.Suites.Single();
        var results = new ResultSet(suite.Groups.Single().Cells.Single().Runs.Zip(Bench.Gen(310, 240, 520, 300, 400), (spec, seed) => seed.Result(spec)));
        var claims = Judge.Decide(suite, SuiteReadings.Of(suite, results), _ => 0);

        // Memorised at step 10. Evaluated at steps 0, 9 and 10, just before generalisation, at it and at step 4000: test accuracy is 1 at the last two, train accuracy at both as well.
        Assert.That(claims.Select(claim => $"{VerdictWord.Of(claim.Verdict!.Value)}: {claim.Sentence}"), Is.EqualTo(new[]
        {
            "reproduced: t_gen - t_mem is 300 [230, 510] (5 of 5 seeds at least 200).",
            "refuted: evaluations of test.accuracy above 0.5 from t_mem is 2 [2, 2] (0 of 5 seeds at least 3).",
            "reproduced: mean train.accuracy from t_gen to end is 1 [1, 1] (5 of 5 seeds at least 1).",
        }));
    }

    [Test]
    public void Parse_OwnCheckWithoutItsKey_ReportedWhereItStands()
    {
        var reading = SuiteReader.Parse("made-up.yaml", Text.Replace("less: t_mem, ", "", StringComparison.Ordinal), "ci", Vocabulary);

        Assert.That(reading.Problems.Select(problem => problem.Found), Is.EqualTo(new[] { "claims.C1.check without 'less'" }));
    }

    [Test]
    public void Parse_WithoutOwnKinds_TheyAreUnknown()
    {
        var reading = SuiteReader.Parse("made-up.yaml", Text, "ci", ClaimCatalogue.Vocabulary);

        Assert.That(reading.Problems, Has.Length.EqualTo(3));
        Assert.That(reading.Problems[0].Found, Is.EqualTo("unknown kind of check 'difference'"));
    }

    [Test]
    public void Schema_WithOwnKinds_KnowsThem() => Assert.That(
        SuiteSchema.Write(Vocabulary), Does.Contain("\"difference\"").And.Contain("\"evaluations\"").And.Contain("\"mean\""));

    [Test]
    public void With_ANameThatIsTaken_IsRefused() => Assert.That(
        () => ClaimCatalogue.Kinds.With(typeof(OwnKindsTests).Assembly, [Reductions.Highest.Kind]),
        Throws.ArgumentException.With.Message.EqualTo("two kinds of quantity are called 'highest'"));
}
