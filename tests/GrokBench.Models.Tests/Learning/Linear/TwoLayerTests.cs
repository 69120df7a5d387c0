using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Learning.Linear;

/// <summary>The two-layer students of Levi, Beck and Bar-Sinai 2023, section 5.</summary>
public sealed class TwoLayerTests
{
    private static readonly TrainingSpec Spec = new(
        Lines.Choose(Catalogue.Tasks, "linear-teacher", ("inputs", 100), ("outputs", 2), ("hidden", 300), ("ratio", 0.5), ("test", 1000), ("tolerance", 1e-4)),
        Lines.Choose(Catalogue.Families, "mlp", ("input", "real"), ("width", 300), ("activation", "identity"), ("biases", "none"), ("init", "fan-product")),
        Lines.Descent(0.05),
        Specs.Training("full", "mse").With("precision", "float64"),
        Seed: 900);

    /// <summary>
    /// In the limit of many units the upper layer times its transpose is the unit matrix over 2·outputs. Here it is that to a tenth, and one initial error is spread unevenly over
    /// the eigenvectors, hence the wide margin.
    /// </summary>
    [TestCase("identity")]
    [TestCase("tanh")]
    public void Step_ManyHiddenUnits_FollowsTheClosedCurves(string activation)
    {
        using var learner = Create(Spec with { Model = Spec.Model.With("activation", activation) });
        var theory = new LinearTheory(0.5, Outputs: 2, Hidden: 300);
        foreach (var steps in new[] { 0, 30, 100 })
        {
            while (learner.Steps < steps) learner.Step();
            var (train, test) = theory.Losses(0.05 * steps);
            Assert.Multiple(() =>
            {
                Assert.That(learner.Evaluate("train").Loss / train, Is.EqualTo(1).Within(0.25), $"train after {steps} steps");
                Assert.That(learner.Evaluate("test").Loss / test, Is.EqualTo(1).Within(0.25), $"test after {steps} steps");
            });
        }
    }

    /// <summary>The same two steps by hand: plain gradient descent on both matrices.</summary>
    [Test]
    public void Step_Identity_IsDescentOnTheProductOfTwoMatrices()
    {
        using var learner = Create(Spec);
        var (lower, upper) = (Weights(learner, "hidden1.weight"), Weights(learner, "output.weight"));
        for (var step = 0; step < 2; step++)
        {
            learner.Step();
            Descend(lower, upper, learner.Dataset);
        }

        Assert.That(Weights(learner, "hidden1.weight"), Is.EqualTo(lower).Within(1e-13));
        Assert.That(Weights(learner, "output.weight"), Is.EqualTo(upper).Within(1e-13));
    }

    [Test]
    public void Create_AFixedInitSeed_LeavesTheRestToTheRunsSeed()
    {
        var settings = Spec.Training.With("init-seed", 7);
        using var first = Create(Spec with { Training = settings, Seed = 1 });
        using var second = Create(Spec with { Training = settings, Seed = 2 });
        using var seventh = Create(Spec with { Seed = 7 });
        Assert.Multiple(() =>
        {
            Assert.That(Weights(first, "hidden1.weight"), Is.EqualTo(Weights(seventh, "hidden1.weight")));
            Assert.That(Weights(second, "hidden1.weight"), Is.EqualTo(Weights(seventh, "hidden1.weight")));
            Assert.That(first.Dataset.Checksum(), Is.Not.EqualTo(second.Dataset.Checksum()));
        });
    }

    [TestCase("hidden", 0, "the student has not the one hidden layer of its teacher")]
    [TestCase("noise", 0.1, "the targets are not the teacher's")]
    public void Obstacle_OfATaskWithoutTheory_SaysWhichIsMissing(string setting, double value, string obstacle) =>
        Assert.That(new MarchenkoPastur().Obstacle(Spec with { Task = Spec.Task.With(setting, value) }), Is.EqualTo(obstacle));

    [Test]
    public void Obstacle_OfAStudentWithoutTheory_SaysWhichIsMissing()
    {
        var measure = new MarchenkoPastur();
        Assert.Multiple(() =>
        {
            Assert.That(measure.Obstacle(Spec), Is.Null);
            Assert.That(
                measure.Obstacle(Spec with { Model = Spec.Model.With("activation", "relu") }),
                Is.EqualTo("the student is not the paper's: init fan-product, no biases, activation identity or tanh"));
            Assert.That(
                measure.Obstacle(Spec with { Optimiser = Lines.Descent(0.05, decay: 0.1) }), Is.EqualTo("the student does not descend plainly, by sgd without weight decay"));
            Assert.That(measure.Obstacle(Spec with { Training = Spec.Training.With("batch", 10) }), Is.EqualTo("the student does not descend the mse of the full batch"));
            Assert.That(
                measure.Obstacle(Lines.Levi("flow", 30, 0.5) with { Task = Spec.Task }), Is.EqualTo("the teacher has a hidden layer and the student has none"));
        });
    }

    private static NeuralLearner Create(TrainingSpec spec) => (NeuralLearner)((IFamily)spec.Model.Kind).Create(spec, Specs.Engine, 1);

    private static double[] Weights(NeuralLearner learner, string name)
    {
        var slice = learner.Program.Graph.Parameters[name];
        var all = new double[learner.Program.Parameters.Count];
        learner.Program.Parameters.CopyTo(0, all);
        return all[slice.Offset..(slice.Offset + slice.Shape.Count)];
    }

    /// <summary>One step of the gradient of Σ(ŷ - y)²/(n·outputs) at a rate of 0.05.</summary>
    private static void Descend(double[] lower, double[] upper, Dataset dataset)
    {
        const int inputs = 100, hidden = 300, outputs = 2;
        var (examples, rows) = (dataset.Examples, dataset["train"].Rows);
        var (lowerGradient, upperGradient, units) = (new double[lower.Length], new double[upper.Length], new double[hidden]);
        foreach (var row in rows)
        {
            var x = examples.Inputs.AsSpan(row * inputs, inputs);
            Array.Clear(units);
            for (var i = 0; i < inputs; i++)
            {
                for (var h = 0; h < hidden; h++) units[h] += x[i] * lower[(i * hidden) + h];
            }

            for (var o = 0; o < outputs; o++)
            {
                var error = -examples.Targets[(row * outputs) + o];
                for (var h = 0; h < hidden; h++) error += units[h] * upper[(h * outputs) + o];
                var slope = 2 * error / (rows.Length * outputs);
                for (var h = 0; h < hidden; h++)
                {
                    upperGradient[(h * outputs) + o] += slope * units[h];
                    for (var i = 0; i < inputs; i++) lowerGradient[(i * hidden) + h] += slope * upper[(h * outputs) + o] * x[i];
                }
            }
        }

        for (var i = 0; i < lower.Length; i++) lower[i] -= 0.05 * lowerGradient[i];
        for (var i = 0; i < upper.Length; i++) upper[i] -= 0.05 * upperGradient[i];
    }
}
