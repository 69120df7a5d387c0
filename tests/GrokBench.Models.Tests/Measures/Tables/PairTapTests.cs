using GrokBench.Models.Learning;
using GrokBench.Models.Measures.Tables;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.Tasks;

namespace GrokBench.Models.Tests.Measures.Tables;

[TestFixture]
public sealed class PairTapTests
{
    private const int P = 7;

    /// <summary>With more pairs than a block.</summary>
    private static TrainingSpec[] Runs =>
        [Bench.Transformer, Bench.Mlp, Bench.Transformer with { Task = Specs.Addition(17, 0.6) }, Bench.Mlp with { Task = Table.Group("x*y", 0.5, ("degree", 4)) }];

    [TestCaseSource(nameof(Runs))]
    public void Values_OfLogits_AreTheOutputsOfThePairWithoutOtherTokens(TrainingSpec spec)
    {
        using var learner = Trained(spec);
        var n = Shape(spec).Operands;
        var table = PairTap.Logits(learner.Published, Shape(spec))!.Values(learner);
        Assert.That(table, Has.Length.EqualTo(n * n * n));

        var (examples, width) = (learner.Dataset.Examples, learner.Published.Output.Shape.Columns);
        var outputs = new double[examples.Count * width];
        learner.Program.Forward(learner.Program.Graph.Output, examples, [.. Enumerable.Range(0, examples.Count)], outputs);
        foreach (var row in Enumerable.Range(0, examples.Count))
        {
            var (x, y) = (examples.Tokens[row * examples.TokenWidth], examples.Tokens[(row * examples.TokenWidth) + 1]);
            Assert.That(table.AsSpan(((x * n) + y) * n, n).ToArray(), Is.EqualTo(outputs.AsSpan(row * width, n).ToArray()).Within(1e-12));
        }
    }

    /// <summary>What the layer after the units makes of them is the logits, without residual stream and biases: of the network with one hidden layer.</summary>
    [Test]
    public void Values_OfHiddenUnitsOfAnMlp_TimesTheOutputMatrixAreTheLogits()
    {
        using var learner = Trained(Bench.Mlp);
        var tap = PairTap.HiddenUnits(learner.Published)!;
        var (units, logits) = (tap.Values(learner), PairTap.Logits(learner.Published, Shape(Bench.Mlp))!.Values(learner));
        var output = learner.Program.Graph.Parameters["output.weight"];
        var weights = Bench.Parameters(learner).AsSpan(output.Offset, output.Shape.Count).ToArray();
        for (var pair = 0; pair < P * P; pair++)
        {
            for (var c = 0; c < P; c++)
            {
                var sum = Enumerable.Range(0, tap.Width).Sum(unit => units[(pair * tap.Width) + unit] * weights[(unit * P) + c]);
                Assert.That(logits[(pair * P) + c], Is.EqualTo(sum).Within(1e-12));
            }
        }
    }

    [Test]
    public void Values_OfHiddenUnitsOfATransformer_AreThoseOfTheLastPosition()
    {
        using var learner = Trained(Bench.Transformer);
        var tap = PairTap.HiddenUnits(learner.Published)!;
        Assert.That((tap.Tap, tap.Width), Is.EqualTo(("layer1.hidden", 24)));
        var (table, rows) = (tap.Values(learner), PairTap.Rows(learner));
        var all = learner.Observe().Values("layer1.hidden", rows);
        for (var pair = 0; pair < rows.Length; pair++)
            Assert.That(table.AsSpan(pair * 24, 24).ToArray(), Is.EqualTo(all.AsSpan((pair * 72) + 48, 24).ToArray()));
    }

    [Test]
    public void HiddenUnits_OfADeepNetwork_AreItsLastLayer()
    {
        var spec = Bench.Mlp with { Model = Bench.Mlp.Model.With("depth", 3) };
        using var learner = Bench.Create(spec);
        Assert.That(PairTap.HiddenUnits(learner.Published), Is.EqualTo(new PairTap("hidden3", 32, 0)));
    }

    [Test]
    public void Rows_OfADataset_LieInOrderOfTheOperands()
    {
        using var learner = Bench.Create(Bench.Transformer with { Task = Specs.Addition(P, 0.6, "equation") });
        var (rows, tokens) = (PairTap.Rows(learner), learner.Dataset.Examples.Tokens);
        Assert.That(rows.Select(row => (tokens[row * 4], tokens[(row * 4) + 2])), Is.EqualTo(from x in Enumerable.Range(0, P) from y in Enumerable.Range(0, P) select (x, y)));
    }

    [Test]
    public void Obstacle_OfRunsWithoutAWholeTable_SaysWhy()
    {
        Assert.That(Runs.Select(PairTap.Obstacle), Has.All.Null);
        Assert.That(PairTap.Obstacle(Bench.Parity), Is.EqualTo("the task has no table of a binary operation"));
        Assert.That(PairTap.Obstacle(Bench.Mlp with { Task = Specs.Addition(P, 0.6).With("operation", "x/y") }), Is.EqualTo("the table lacks pairs"));
        Assert.That(PairTap.Obstacle(Bench.Mlp with { Task = Specs.Addition(P, 0.6).With("pairs", "unordered") }), Is.EqualTo("the table lacks pairs"));
        Assert.That(
            PairTap.Obstacle(Bench.Transformer with { Task = Specs.Addition(P, 0.6, "closed-equation") }), Is.EqualTo("the model predicts more than the answer"));
    }

    [TestCaseSource(nameof(Runs))]
    public void Bytes_OfATable_CoverWhatItAllocates(TrainingSpec spec)
    {
        using var learner = Trained(spec);
        foreach (var tap in new[] { PairTap.Logits(learner.Published, Shape(spec))!, PairTap.HiddenUnits(learner.Published)! })
        {
            tap.Values(learner);
            var before = GC.GetAllocatedBytesForCurrentThread();
            tap.Values(learner);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            // Each block is read into an array of its own, of which one at a time is needed.
            var blocks = sizeof(double) * (long)Shape(spec).Examples * learner.Published.Taps[tap.Tap].Shape.Count;
            Assert.That(tap.Bytes(learner.Published, spec, Specs.Engine), Is.GreaterThan(allocated - blocks));
            Assert.That(tap.Operations(learner.Published, spec), Is.GreaterThan(Shape(spec).Examples));
        }
    }

    private static NeuralLearner Trained(TrainingSpec spec)
    {
        var learner = Bench.Create(spec);
        for (var step = 0; step < 3; step++) learner.Step();
        return learner;
    }

    private static TaskShape Shape(TrainingSpec spec) => spec.Task.Shape();
}
