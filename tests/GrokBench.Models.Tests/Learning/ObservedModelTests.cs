using GrokBench.Models.Learning;
using GrokBench.Models.Tests.BayesianNetworks;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.Measures;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tests.Learning;

/// <summary>What measures read of a model as it is published, against the program that is trained and against closed forms.</summary>
public sealed class ObservedModelTests
{
    private static TestCaseData[] Runs =>
    [
        new TestCaseData(Bench.Transformer).SetArgDisplayNames("transformer"),
        new TestCaseData(Bench.Transformer with { Model = Specs.Power.With("width", 16).With("mlp", 24) }).SetArgDisplayNames("two layers"),
        new TestCaseData(Folded(Bench.Transformer)).SetArgDisplayNames("transformer folded"),
        new TestCaseData(Bench.Mlp).SetArgDisplayNames("one-hot"), new TestCaseData(Bench.Parity).SetArgDisplayNames("parity"),
        new TestCaseData(Networks.Parity).SetArgDisplayNames("bayesian"),
    ];

    private static int[] Some { get; } = [3, 0, 17, 5];

    /// <summary>The rewritten program computes less, and the same.</summary>
    [TestCaseSource(nameof(Runs))]
    public void Values_OfTheOutput_AreThoseOfTheTrainedProgram(TrainingSpec spec)
    {
        using var learner = Bench.Create(spec);
        for (var step = 0; step < 3; step++)
        {
            learner.Step();
            var trained = new double[Some.Length * learner.Program.Graph.Output.Shape.Count];
            learner.Program.Forward(learner.Program.Graph.Output, learner.Dataset.Examples, Some, trained);
            var tolerance = spec.Precision == Precision.Float64 ? 1e-12 : 1e-5;
            Assert.That(learner.Observe().Values(Graph.OutputTap, Some), Is.EqualTo(trained).Within(tolerance));
        }
    }

    [TestCaseSource(nameof(Runs))]
    public void Values_OfEveryNamedNode_AreThere(TrainingSpec spec)
    {
        using var learner = Bench.Create(spec);
        var observed = learner.Observe();
        var taps = observed.Graph.Taps.Where(tap => tap.Value.Stage == Stage.Example).ToArray();
        Assert.That(taps.Select(tap => tap.Key), Has.Member("output").And.Some.EndsWith("preactivation"));
        foreach (var (name, node) in taps)
            Assert.That(observed.Values(name, Some), Has.Length.EqualTo(Some.Length * node.Shape.Count).And.All.Matches<double>(double.IsFinite), name);
    }

    /// <summary>At every position, where the trained program has the last one alone.</summary>
    [Test]
    public void Values_OfAttention_AreSharesOfTheVisiblePositionsOfEachQuery()
    {
        using var learner = Bench.Create(Bench.Transformer);
        const int positions = 3, heads = 2;
        var weights = learner.Observe().Values("layer1.attention", Some);
        Assert.That(weights, Has.Length.EqualTo(Some.Length * positions * heads * positions));
        foreach (var (i, shares) in weights.Chunk(positions * heads).Index())
        {
            for (var head = 0; head < heads; head++)
            {
                double[] share = [.. Enumerable.Range(0, positions).Select(key => shares[(key * heads) + head])];
                Assert.That(share.Sum(), Is.EqualTo(1).Within(1e-12));
                Assert.That(share[((i % positions) + 1)..], Is.All.Zero, "causal");
            }
        }
    }

    [Test]
    public void Values_UnderPerturbation_AreThoseOfThePerturbedParameters()
    {
        using var learner = Bench.Create(Bench.Parity);
        var before = learner.Observe().Values("hidden1", Some);
        using (learner.Perturb())
        {
            learner.Program.Parameters.Scale(2);
            Assert.That(learner.Observe().Values("hidden1", Some), Is.EqualTo(before.Select(value => 2 * value)).Within(1e-12));
        }

        Assert.That(learner.Observe().Values("hidden1", Some), Is.EqualTo(before));
    }

    /// <summary>f = v·ReLU(Wx + b): K(x, x') = Σ over units of h·h' + v²·[both active]·(x·x' + 1).</summary>
    [Test]
    public void PullEach_OfAHiddenLayerNetwork_GivesItsTangentKernel()
    {
        using var learner = Bench.Create(Bench.Parity);
        for (var step = 0; step < 5; step++) learner.Step();
        int[] rows = [.. Enumerable.Range(0, 12)];
        var observed = learner.Observe();
        var (hidden, layout) = (observed.Values("hidden1", rows).Chunk(40).ToArray(), observed.Graph.Parameters);
        var outgoing = Bench.Parameters(learner).AsSpan(layout["output.weight"].Offset, 40).ToArray();
        var inputs = learner.Dataset.Examples.Inputs.Chunk(24).ToArray();
        var gradients = observed.PullEach("output", rows, Ones(rows.Length)).Chunk(layout.Count).ToArray();

        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows.Length; j++)
            {
                var inner = 1 + Dot(inputs[i], inputs[j]);
                var expected = Enumerable.Range(0, 40).Sum(unit =>
                    (hidden[i][unit] * hidden[j][unit]) + (hidden[i][unit] > 0 && hidden[j][unit] > 0 ? outgoing[unit] * outgoing[unit] * inner : 0));
                Assert.That(Dot(gradients[i], gradients[j]), Is.EqualTo(expected).Within(1e-11));
            }
        }
    }

    /// <summary>The gradient of all rows is the sum of those of each.</summary>
    [TestCaseSource(nameof(Runs))]
    public void Pull_OfSomeRows_IsTheSumOfThoseOfEach(TrainingSpec spec)
    {
        using var learner = Bench.Create(spec);
        var observed = learner.Observe();
        double[] cotangents = [.. Enumerable.Range(0, Some.Length * observed["output"].Shape.Count).Select(i => (i % 5) - 1.5)];
        var (together, each) = (observed.Pull("output", Some, cotangents), observed.PullEach("output", Some, cotangents).Chunk(observed.Graph.Parameters.Count).ToArray());
        var scale = together.Max(Math.Abs);
        Assert.That(scale, Is.Positive);
        for (var i = 0; i < together.Length; i++) Assert.That(together[i], Is.EqualTo(each.Sum(one => one[i])).Within(scale * 1e-5));
    }

    /// <summary>Of v·ReLU in the pre-activations: v where a unit is active, for each example alone.</summary>
    [Test]
    public void PullTo_ThePreactivations_IsTheOutgoingWeightOfActiveUnits()
    {
        using var learner = Bench.Create(Bench.Parity);
        var observed = learner.Observe();
        var preactivations = observed.Values("hidden1.preactivation", Some);
        var outgoing = Bench.Parameters(learner).AsSpan(observed.Graph.Parameters["output.weight"].Offset, 40).ToArray();
        Assert.That(
            observed.PullTo("hidden1.preactivation", "output", Some, Ones(Some.Length)),
            Is.EqualTo(preactivations.Select((value, i) => value > 0 ? outgoing[i % 40] : 0)).Within(1e-15));
    }

    /// <summary>Products of the Hessian of Σ output²/2 with two directions, by differences of pulled gradients: uᵀHv = vᵀHu.</summary>
    [Test]
    public void Pull_AtPerturbedParameters_GivesSymmetricHessianProducts()
    {
        using var learner = Bench.Create(Bench.Transformer);
        var (u, v) = (Direction("u"), Direction("v"));
        Assert.That(Dot(u, Product(v)), Is.EqualTo(Dot(v, Product(u))).Within(1e-5 * Math.Abs(Dot(u, Product(v)))));

        double[] Direction(string name)
        {
            var stream = new RandomStream(1, name);
            return [.. Enumerable.Range(0, learner.Program.Parameters.Count).Select(i => stream.Normal((ulong)i))];
        }

        double[] Product(double[] direction)
        {
            const double step = 1e-4;
            return [.. At(step).Zip(At(-step), (above, below) => (above - below) / (2 * step))];

            double[] At(double distance)
            {
                using var perturbed = learner.Perturb();
                var parameters = Bench.Parameters(learner);
                learner.Program.Parameters.CopyFrom(0, [.. parameters.Zip(direction, (one, other) => one + (distance * other))]);
                var observed = learner.Observe();
                return observed.Pull("output", Some, observed.Values("output", Some));
            }
        }
    }

    [Test]
    public void Observe_NoSuchName_SaysWhichThereAre()
    {
        using var learner = Bench.Create(Bench.Mlp);
        Assert.That(
            () => learner.Observe().Values("hidden2", Some),
            Throws.InstanceOf<KeyNotFoundException>().With.Message.EqualTo("the model names no node 'hidden2'; it has hidden1, hidden1.preactivation, operands, output"));
    }

    [Test]
    public void PullEach_OtherCotangentsThanTheRowsHave_IsRefused()
    {
        using var learner = Bench.Create(Bench.Mlp);
        Assert.That(
            () => learner.Observe().PullEach("output", [0, 1], new double[20]),
            Throws.ArgumentException.With.Message.StartsWith("20 cotangents for 2 x 1x7"));
    }

    [Test]
    public void Observe_Again_IsTheSameModelAsLongAsTheLearner()
    {
        var learner = Bench.Create(Bench.Mlp);
        var observed = learner.Observe();
        Assert.That(learner.Observe(), Is.SameAs(observed));
        learner.Dispose();
        Assert.That(() => observed.Values("hidden1", [0]), Throws.InstanceOf<ObjectDisposedException>());
    }

    [TestCaseSource(nameof(Runs))]
    public void Bytes_OfAnObservedModel_CoverItsProgram(TrainingSpec spec)
    {
        using var learner = Bench.Create(spec);
        using var program = Specs.Engine.Compile(learner.Published, spec.Precision, 256, threads: 1);
        Assert.That(ObservedModel.Bytes(learner.Published, spec, Specs.Engine), Is.GreaterThanOrEqualTo(program.Bytes));
    }

    private static TrainingSpec Folded(TrainingSpec spec) => spec with { Training = spec.Training.With("numerics", "folded") };

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (one, other) => one * other).Sum();
}
