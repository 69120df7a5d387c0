using GrokBench.Models.BayesianNetworks;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tests.BayesianNetworks;

public sealed class BayesianLearnerTests
{
    private static readonly TrainingSpec Parity = Networks.Parity;

    [Test]
    public void Restore_IntoANewLearner_ContinuesWithTheSameBits()
    {
        using BayesianLearner whole = Networks.Create(Parity), first = Networks.Create(Parity), second = Networks.Create(Parity);
        var losses = whole.Losses(23);
        first.Losses(10);
        second.Restore(new MemoryStream(first.State()));
        Assert.That(second.Losses(13), Is.EqualTo(losses[10..]));
        Assert.That(second.State(), Is.EqualTo(whole.State()));
    }

    [Test]
    public void Step_MoreThreads_GivesTheBitsOfOne()
    {
        // Two row groups, so that every thread has something to do.
        var spec = Parity with { Task = Parity.Task.With("bits", 12).With("train", 600), Training = Specs.Training("full") };
        using BayesianLearner one = Networks.Create(spec), two = Networks.Create(spec, threads: 2), three = Networks.Create(spec, threads: 3);
        var losses = one.Losses(4);
        Assert.That(two.Losses(4), Is.EqualTo(losses));
        Assert.That(three.Losses(4), Is.EqualTo(losses));
        Assert.That(two.State(), Is.EqualTo(one.State()));
        Assert.That(three.State(), Is.EqualTo(one.State()));
        Assert.That(three.DataFit, Is.EqualTo(one.DataFit));
    }

    [Test]
    public void Step_AfterTheFirst_AllocatesNothing()
    {
        using var learner = Networks.Create(Parity);
        Train(learner, 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Train(learner, 100);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    /// <summary>5,002 draws for each of 600,000 examples; a smaller batch has room.</summary>
    [Test]
    public void CheckBatch_MoreDrawsThanAnArrayHolds_IsRefused()
    {
        var (family, model) = ((IFamily)Parity.Model.Kind, Networks.Model(("width", 1000), ("depth", 5)));
        var task = Parity.Task.With("bits", 20).With("train", 600_000).Shape();
        var problem = family.CheckBatch(model, task, Specs.Training("full")).Single();
        Assert.That(problem.Setting, Is.EqualTo("batch"));
        Assert.That(problem.Expected, Is.EqualTo("a smaller batch, or a narrower model: 600,000 x 5,002 normal draws of a step, at most 2,147,483,591 in all"));
        Assert.That(family.CheckBatch(model, task, Specs.Training(100_000)), Is.Empty);
    }

    /// <summary>Batches of 30, 30, 30 and 10, twice.</summary>
    [Test]
    public void Step_AnyStep_TakesTheDrawsOfItsNumber()
    {
        using BayesianLearner learner = Networks.Create(Parity), other = Networks.Create(Parity);
        var batches = new BatchSequence(learner.Dataset["train"].Rows, 30, Parity.BatchSeed);
        var stream = new RandomStream(Parity.BatchSeed, "noise");
        const int width = 12 + 2;
        for (var step = 0; step < 8; step++)
        {
            var rows = batches.Batch(step).ToArray();
            var examples = Drawn(learner.Dataset.Examples, rows, width, i => stream.Normal((ulong)((step * 30 * width) + i)));
            other.Program.Parameters.CopyFrom(0, learner.Program.Parameters.Values());
            var expected = other.Program.Differentiate(examples, [.. Enumerable.Range(0, rows.Length)]);
            Assert.That(learner.Step(), Is.EqualTo(expected), $"step {step} of {rows.Length} examples");
        }
    }

    [Test]
    public void Evaluate_AnySplit_TakesNoDraws()
    {
        using var learner = Networks.Create(Parity);
        using var certain = Networks.Create(Parity with { Model = Parity.Model.With("init-std", 1e-30) });
        Assert.That(learner.Evaluate("test"), Is.EqualTo(certain.Evaluate("test")));
        Assert.That(learner.DataFit, Is.Not.EqualTo(certain.DataFit));
        Assert.That(certain.DataFit, Is.EqualTo(learner.Evaluate("train").Loss).Within(1e-6));
    }

    [Test]
    public void Measures_BetweenSteps_LeaveTheTrajectoryAlone()
    {
        using BayesianLearner watched = Networks.Create(Parity), alone = Networks.Create(Parity);
        for (var step = 0; step < 9; step++)
        {
            var (first, second) = (watched.DataFit, watched.DataFit);
            Assert.That(second, Is.EqualTo(first));
            Assert.That(watched.Complexity, Is.Positive);
            watched.Evaluate("test");
            watched.Step();
        }

        alone.Losses(9);
        Assert.That(watched.State(), Is.EqualTo(alone.State()));
    }

    /// <summary>Draws of outputs against draws of weights: both estimate the same expectation from 20,000 draws.</summary>
    [Test]
    public void DataFit_OfManyCopiesOfAnExample_IsTheExpectationOverWeights()
    {
        const int copies = 20_000, width = 3;
        double[] x = [0.8, -1.3];
        var examples = new Examples
        {
            Count = copies,
            InputWidth = 2,
            Inputs = [.. Enumerable.Range(0, 2 * copies).Select(i => x[i % 2])],
            LabelWidth = 1,
            Labels = Enumerable.Repeat(1, copies).ToArray(),
        };
        var shape = new TaskShape
        {
            OperandColumns = [],
            InputWidth = 2,
            Outputs = 2,
            TrainingExamples = copies,
            Examples = copies,
            Chance = double.NaN,
            Splits = ["train"],
        };
        var model = Networks.Model(("width", width), ("activation", "tanh"), ("init-spread", 1), ("init-std", 0.7));
        using var learner = Networks.Create(new(new(new ExamplesTask(shape, examples), []), model, Networks.Sgd(0.1), Specs.Training("full"), Seed: 5));
        var (parameters, layout) = (learner.Program.Parameters.Values(), learner.Program.Graph.Parameters);
        var stream = new RandomStream(17, "weights");
        var losses = Enumerable.Range(0, copies).Select(Loss).ToArray();
        var (mean, spread) = (losses.Average(), Math.Sqrt(losses.Average(loss => loss * loss) - Math.Pow(losses.Average(), 2)));
        Assert.That(learner.DataFit, Is.EqualTo(mean).Within(4 * spread * Math.Sqrt(2.0 / copies)));
        Assert.That(spread, Is.GreaterThan(0.1), "the draws should matter");

        double Loss(int copy)
        {
            ulong draw = (ulong)copy * 1000;
            var hidden = Layer("hidden1", x, width).Select(Math.Tanh).ToArray();
            var logits = Layer("output", hidden, 2);
            return Math.Log(1 + Math.Exp(logits[0] - logits[1]));

            double[] Layer(string name, double[] inputs, int units) => [.. Enumerable.Range(0, units).Select(unit =>
                Weight(name, "bias", unit) + inputs.Select((input, i) => input * Weight(name, "weight", (i * units) + unit)).Sum())];

            double Weight(string name, string kind, int i) =>
                parameters[layout[$"{name}.{kind}.mean"].Offset + i] + (Math.Exp(parameters[layout[$"{name}.{kind}.log-std"].Offset + i]) * stream.Normal(draw++));
        }
    }

    [Test]
    public void Step_WithoutData_FallsTowardsThePrior()
    {
        // Nearly all of the objective is the divergence.
        using var learner = Networks.Create(Parity with { Model = Parity.Model.With("kl-weight", 50) });
        var before = learner.Complexity;
        learner.Losses(400);
        Assert.That(learner.Complexity, Is.LessThan(0.01 * before));
    }

    [Test]
    public void Step_WithoutDivergence_LeavesTheSpreadToTheLikelihood()
    {
        using BayesianLearner with = Networks.Create(Parity), without = Networks.Create(Parity with { Model = Parity.Model.With("kl-weight", 0) });
        with.Losses(50);
        without.Losses(50);
        var first = with.Program.Graph.Parameters["hidden1.weight.log-std"];
        var grown = with.Program.Parameters.Values()[first.Offset..(first.Offset + first.Shape.Count)].Average();
        var left = without.Program.Parameters.Values()[first.Offset..(first.Offset + first.Shape.Count)].Average();
        Assert.That(grown - left, Is.EqualTo(50 * 0.1 / 100).Within(1e-3), "the divergence's gradient in ln σ is σ² - 1 per training example");
    }

    [Test]
    public void Needs_RealLearner_AreWhatItTakesAndLittleMore([Values("full", "30")] string batch)
    {
        var spec = Parity with { Task = Parity.Task.With("train", 400), Model = Parity.Model.With("width", 300), Training = Specs.Training(batch == "full" ? "full" : 30) };
        var needs = ((IFamily)spec.Model.Kind).Needs(spec, Specs.Engine, threads: 1);
        using var learner = Networks.Create(spec);
        Assert.That(learner.Scratch.Count, Is.EqualTo(learner.Program.Parameters.Count), "a measure asks for it");
        var rooms = 2L * (batch == "full" ? 400 : 30) * (302 + 9) * sizeof(double);
        var taken = learner.Program.Bytes + learner.State().Length + rooms + (learner.Dataset.Examples.Inputs.Length * (long)sizeof(double));
        Assert.That(needs.Bytes, Is.InRange(taken, 1.25 * taken));
    }

    private static void Train(BayesianLearner learner, int steps)
    {
        for (var step = 0; step < steps; step++) learner.Step();
    }

    private static Examples Drawn(Examples source, int[] rows, int width, Func<int, double> draw) => new()
    {
        Count = rows.Length,
        InputWidth = source.InputWidth,
        Inputs = [.. rows.SelectMany(row => source.Inputs.AsSpan(row * source.InputWidth, source.InputWidth).ToArray())],
        NoiseWidth = width,
        Noise = [.. Enumerable.Range(0, rows.Length * width).Select(draw)],
        LabelWidth = 1,
        Labels = [.. rows.Select(row => source.Labels[row])],
    };
}
