using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Measures;

/// <summary>Both measures of sub-networks against networks whose other units are cut off.</summary>
[TestFixture]
public sealed class SubnetworkTests
{
    private const int Steps = 300 * 4;

    private static TrainingSpec Signs => Bench.Parity;

    private static TrainingSpec Classes => Bench.Parity with
    {
        Task = Bench.Parity.Task.With("target", "class"),
        Model = Bench.Parity.Model.With("biases", "all"),
        Training = Bench.Parity.Training.With("loss", "cross-entropy"),
    };

    /// <summary>Trained as one product of two matrices, which has no hidden layer.</summary>
    private static TrainingSpec Folded(int width) => Signs with
    {
        Model = Signs.Model.With("activation", "identity").With("width", width),
        Training = Signs.Training.With("numerics", "folded"),
    };

    private static TestCaseData[] Runs =>
    [
        new TestCaseData(Signs).SetArgDisplayNames("signs"), new TestCaseData(Classes).SetArgDisplayNames("classes"),
        new TestCaseData(Folded(40)).SetArgDisplayNames("folded"), new TestCaseData(Folded(24)).SetArgDisplayNames("folded, as wide as the input"),
    ];

    private static TestCaseData[] FittingRuns => Runs[..2];

    [TestCaseSource(nameof(Runs))]
    public void Smallest_OfATrainedNetwork_IsWhatCuttingUnitsOffGives(TrainingSpec spec)
    {
        using var learner = Bench.Create(spec);
        foreach (var steps in new[] { 3, 100, 1000 })
        {
            while (learner.Steps < steps) learner.Step();
            var train = learner.Dataset["train"].Rows;
            var order = Norms(learner).Select((norm, unit) => (norm, unit)).OrderByDescending(pair => pair.norm).Select(pair => pair.unit).ToArray();
            var (whole, accuracy) = (Answers(learner, order, train), learner.Evaluate("train").Accuracy);
            var sizes = Enumerable.Range(1, order.Length);
            var equalAnswers = sizes.First(k => Answers(learner, order[..k], train).SequenceEqual(whole));
            var equalAccuracy = sizes.First(k => Cut(learner, order[..k], () => learner.Evaluate("train").Accuracy) == accuracy);

            Assert.That(Bench.Measure(new SparseSubnetwork(), learner), Is.EqualTo(new double[] { equalAnswers, equalAccuracy }));
            Assert.That(equalAnswers, Is.LessThanOrEqualTo(order.Length));
        }
    }

    [TestCaseSource(nameof(Runs))]
    public void Generalising_BeforeAndAtItsEnd_IsTheSparseSetOfTheEnd(TrainingSpec spec)
    {
        using var learner = Bench.Create(spec);
        for (var step = 0; step < 100; step++) learner.Step();
        var before = Bench.Measure(new GeneralisingSubnetwork(), learner);
        var early = Bench.Parameters(learner);
        while (learner.Steps < Steps) learner.Step();
        var atEnd = Bench.Measure(new GeneralisingSubnetwork(), learner);

        var size = (int)Bench.Measure(new SparseSubnetwork(), learner)[0];
        int[] order = [.. Norms(learner).Select((norm, unit) => (norm, unit)).OrderByDescending(pair => pair.norm).Select(pair => pair.unit)];
        var (set, complement) = (order[..size], order[size..]);
        Assert.That((before[0], atEnd[0], atEnd[7]), Is.EqualTo((size, size, 1.0)), "known from the beginning; at the end they are the largest");
        Compare(atEnd);

        // The same units at the earlier parameters.
        learner.Program.Parameters.CopyFrom(0, early);
        Compare(before);
        int[] largest = [.. Norms(learner).Select((norm, unit) => (norm, unit)).OrderByDescending(pair => pair.norm).Select(pair => pair.unit).Take(size)];
        Assert.That(before[7], Is.EqualTo((double)largest.Intersect(set).Count() / largest.Union(set).Count()));

        void Compare(double[] values)
        {
            var (norms, test) = (Norms(learner), learner.Dataset["test"].Rows);
            var whole = Answers(learner, order, test);
            Assert.That(values[1], Is.EqualTo(set.Average(unit => norms[unit])).Within(1e-12));
            Assert.That(values[2], Is.EqualTo(complement.Average(unit => norms[unit])).Within(1e-12));
            Assert.That(values[4], Is.EqualTo(Agreement(Answers(learner, set, test), whole)).Within(1e-12));
            Assert.That(values[5], Is.EqualTo(Agreement(Answers(learner, complement, test), whole)).Within(1e-12));
            Assert.That(values[3], Is.InRange(norms.Min(), norms.Max()), "the control's norm");
            Assert.That(values[6], Is.InRange(0, 1), "the control's faithfulness");
        }
    }

    [TestCaseSource(nameof(FittingRuns))]
    public void MemorisingNorm_BeforeAndAfterTheFit_IsOfTheUnitThatIsLargestThen(TrainingSpec spec)
    {
        using var learner = Bench.Create(spec);
        var before = Bench.Measure(new GeneralisingSubnetwork(), learner)[8];
        var atStart = Norms(learner);
        while (learner.Evaluate("train").Accuracy <= 0.98 && learner.Steps < Steps) StepEpoch();
        var neuron = Norms(learner).Index().MaxBy(unit => unit.Item).Index;

        Assert.That(learner.Steps, Is.LessThan(Steps), "the training set is fitted before the end");
        Assert.That(before, Is.EqualTo(atStart[neuron]).Within(1e-12), "known from the beginning");
        for (var epoch = 0; epoch < 20; epoch++) StepEpoch();
        Assert.That(Bench.Measure(new GeneralisingSubnetwork(), learner)[8], Is.EqualTo(Norms(learner)[neuron]).Within(1e-12));

        void StepEpoch()
        {
            for (var step = 0; step < Steps / 300; step++) learner.Step();
        }
    }

    [Test]
    public void MemorisingNorm_OfALinearNetwork_WhichFitsNoParity_IsNotANumber()
    {
        using var learner = Bench.Create(Folded(40));
        Assert.That(Bench.Measure(new GeneralisingSubnetwork(), learner)[8], Is.NaN);
    }

    [Test]
    public void Obstacle_OfOtherRuns_SaysWhy()
    {
        var (sparse, generalising) = (new SparseSubnetwork(), new GeneralisingSubnetwork());
        Assert.That(sparse.Obstacle(Bench.Transformer), Is.EqualTo("the model is no network of one hidden layer"));
        Assert.That(sparse.Obstacle(Bench.Mlp), Is.EqualTo("the task has more than two answers"));
        Assert.That(generalising.Obstacle(Bench.Parity with { Task = Specs.Parity(24, 2, "online") }), Is.EqualTo("an online run has no epochs"));
    }

    private static double[] Norms(NeuralLearner learner)
    {
        var slice = learner.Program.Graph.Parameters["hidden1.weight"];
        var parameters = Bench.Parameters(learner);
        return
        [
            .. Enumerable.Range(0, slice.Shape.Columns).Select(unit => Math.Sqrt(
                Enumerable.Range(0, slice.Shape.Rows).Sum(row => Math.Pow(parameters[slice.Offset + (row * slice.Shape.Columns) + unit], 2)))),
        ];
    }

    /// <summary>By row: whether the network with these units alone answers 1, or the first class.</summary>
    private static bool[] Answers(NeuralLearner learner, int[] units, int[] rows) => Cut(learner, units, () =>
    {
        var width = learner.Program.Graph.Output.Shape.Columns;
        var outputs = new double[rows.Length * width];
        learner.Program.Forward(learner.Program.Graph.Output, learner.Dataset.Examples, rows, outputs);
        return outputs.Chunk(width).Select(output => width == 1 ? output[0] > 0 : output[0] > output[1]).ToArray();
    });

    /// <summary>Reads something of the network while the outgoing weights of all other units are 0.</summary>
    private static T Cut<T>(NeuralLearner learner, int[] units, Func<T> read)
    {
        var after = Bench.Parameters(learner);
        var slice = learner.Program.Graph.Parameters["output.weight"];
        for (var i = 0; i < slice.Shape.Count; i++)
        {
            if (!units.Contains(i / slice.Shape.Columns)) after[slice.Offset + i] = 0;
        }

        using var perturbed = learner.Perturb();
        learner.Program.Parameters.CopyFrom(0, after);
        return read();
    }

    private static double Agreement(bool[] a, bool[] b) => a.Zip(b).Average(pair => pair.First == pair.Second ? 1.0 : 0.0);
}
