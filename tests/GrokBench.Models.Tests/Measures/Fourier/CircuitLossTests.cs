using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Measures.Fourier;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.Tasks;

namespace GrokBench.Models.Tests.Measures.Fourier;

[TestFixture]
public sealed class CircuitLossTests
{
    private const int P = 7;

    private static TrainingSpec[] Runs =>
        [Bench.Transformer, Bench.Mlp, Bench.Mlp with { Task = Specs.Addition(P, 0.6).With("corrupted", 4) }];

    /// <summary>
    /// Against projections on directions over all pairs, written out, of outputs that are read from the program that trains.
    /// </summary>
    [TestCaseSource(nameof(Runs))]
    public void Losses_OfATrainedNetwork_AreThoseOfExplicitProjections(TrainingSpec spec)
    {
        using var learner = Trained(spec, 60);
        var keys = UnitFrequencies.Of(learner).Keys;
        var (examples, width) = (learner.Dataset.Examples, learner.Published.Output.Shape.Columns);
        var outputs = new double[examples.Count * width];
        learner.Program.Forward(learner.Program.Graph.Output, examples, [.. Enumerable.Range(0, examples.Count)], outputs);
        double[][] logits = [.. outputs.Chunk(width).Select(row => row[..P])];
        int[] sums = [.. examples.Tokens.Chunk(examples.TokenWidth).Select(tokens => tokens[0] + tokens[1])];

        var part = logits.Select(row => new double[P]).ToArray();
        var directions = keys.SelectMany(k => new Func<double, double>[] { s => Math.Cos(Angle(k) * s), s => Math.Sin(Angle(k) * s) });
        foreach (var direction in directions)
        {
            var norm = sums.Sum(s => direction(s) * direction(s));
            for (var c = 0; c < P; c++)
            {
                var product = sums.Select((s, row) => direction(s) * logits[row][c]).Sum();
                for (var row = 0; row < sums.Length; row++) part[row][c] += direction(sums[row]) * product / norm;
            }
        }

        double[] means = [.. Enumerable.Range(0, P).Select(c => logits.Average(row => row[c]))];
        var values = Bench.Measure(new MomentCircuitLoss(), learner);
        int[] all = [.. Enumerable.Range(0, sums.Length)], train = learner.Dataset["train"].Rows, test = learner.Dataset["test"].Rows;
        Assert.That(values[0], Is.EqualTo(all.Average(row => Loss(row, c => means[c] + part[row][c]))).Within(1e-9), "restricted");
        Assert.That(values[1], Is.EqualTo(test.Average(row => Loss(row, c => means[c] + part[row][c]))).Within(1e-9), "restricted, test");
        Assert.That(values[2], Is.EqualTo(train.Average(row => Loss(row, c => logits[row][c] - part[row][c]))).Within(1e-9), "excluded");
        Assert.That(values[3], Is.EqualTo(test.Average(row => Loss(row, c => logits[row][c] - part[row][c]))).Within(1e-9), "excluded");
        Assert.That(values[5], Is.EqualTo(learner.Evaluate("test").Loss / values[0]).Within(1e-9), "ratio");

        static double Angle(int k) => 2 * Math.PI * k / P;

        double Loss(int row, Func<int, double> logit)
        {
            double[] own = [.. Enumerable.Range(0, P).Select(logit)];
            return Math.Log(own.Sum(Math.Exp)) - own[examples.Labels[row]];
        }
    }

    [Test]
    public void Control_OfANetworkWithEveryFrequency_IsTheTrainingLossOfTheElements()
    {
        using var learner = Bench.Create(Bench.Mlp);
        Assert.That(UnitFrequencies.Of(learner).Keys, Has.Length.EqualTo((P - 1) / 2));
        Assert.That(Bench.Measure(new MomentCircuitLoss(), learner)[4], Is.EqualTo(learner.Evaluate("train").Loss).Within(1e-9));
    }

    [TestCaseSource(nameof(Runs))]
    public void Final_BeforeAndAtItsStep_HasTheFrequenciesOfTheSameRunThere(TrainingSpec spec)
    {
        using var learner = Trained(spec, 20);
        var (final, moment) = (new FinalCircuitLoss(), new MomentCircuitLoss());
        var before = Bench.Measure(final, learner);
        while (learner.Steps < before[^1]) learner.Step();
        var (atEnd, now) = (Bench.Measure(final, learner), Bench.Measure(moment, learner));
        Assert.That(atEnd[^2..], Is.EqualTo(before[^2..]), "known from the beginning");
        Assert.That(atEnd[^2], Is.EqualTo(UnitFrequencies.Of(learner).Keys.Length));
        Assert.That(atEnd[..4], Is.EqualTo(now[..4]), "at that step the final frequencies are those of the moment");
        Assert.That(before[..4], Has.None.EqualTo(now[0]));
    }

    /// <summary>What the frequencies are read from is the run's own state, to the bit.</summary>
    [TestCaseSource(nameof(Runs))]
    public void Train_OfALearnerAmidItsRun_IsTheSameRunBitForBit(TrainingSpec spec)
    {
        using var learner = Trained(spec, 33);
        using var twin = FinalNetwork.Train(learner);
        while (learner.Steps < twin.Steps) learner.Step();
        Assert.That(Bench.State(learner), Is.EqualTo(Bench.State(twin)));
    }

    [Test]
    public void Train_OfANetworkThatGeneralises_EndsHalfAsManyStepsAfterFiveGoodEvaluations()
    {
        var spec = Bench.Mlp with { Task = Specs.Addition(31, 0.8), Model = Bench.Mlp.Model.With("width", 128) };
        using var twin = FinalNetwork.Train(Bench.Create(spec));
        Assert.That(twin.Steps, Is.LessThan(FinalNetwork.MostSteps(spec)));
        using var learner = Bench.Create(spec);
        var (held, step) = (0, 0L);
        while (held < 5)
        {
            var next = step + Math.Max(10, step / 20);
            for (; step < next; step++) learner.Step();
            var score = learner.Evaluate("test");
            held = score is { Loss: <= 0.1, Accuracy: >= 0.99 } ? held + 1 : 0;
        }

        Assert.That(twin.Steps, Is.EqualTo(step + (step / 2)));
    }

    [Test]
    public void Train_OfRandomLabels_EndsAtTwoStepsPerPair()
    {
        using var twin = FinalNetwork.Train(Bench.Create(Bench.Mlp with { Task = Specs.Addition(P, 0.6).With("labels", "random") }));
        Assert.That(twin.Steps, Is.EqualTo(2 * P * P));
    }

    [Test]
    public void Obstacle_OfOtherRuns_SaysWhy()
    {
        var (measure, subtraction) = (new MomentCircuitLoss(), Specs.Addition(P, 0.6).With("operation", "x-y"));
        Assert.That(Runs.Select(measure.Obstacle), Has.All.Null);
        Assert.That(Of(subtraction), Is.EqualTo("the operation is not x+y"));
        Assert.That(Of(Specs.Addition(2, 0.5)), Is.EqualTo("the modulus is below 3, so that there is no frequency"));
        Assert.That(Of(Table.Group("x*y", 0.5, ("degree", 3))), Is.EqualTo("the task's elements have no frequencies"));
        var squared = Bench.Mlp with { Training = Bench.Mlp.Training.With("loss", "mse") };
        Assert.That(measure.Obstacle(squared), Is.EqualTo("the loss is no cross entropy"));
        Assert.That(new KeyFrequencies().Obstacle(Bench.Mlp with { Task = subtraction }), Is.Null);

        string? Of(Choice task) => measure.Obstacle(Bench.Mlp with { Task = task });
    }

    /// <summary>
    /// So large that the tables are most of what is allocated; what blocks of pairs take one after the other is taken out.
    /// </summary>
    [Test]
    public void Bytes_OfEveryMeasure_CoverWhatAnEvaluationAllocates()
    {
        var single = Bench.Transformer.Training.With("precision", "float32");
        var spec = Bench.Transformer with { Task = Specs.Addition(31, 0.6), Training = single };
        using var learner = Bench.Create(spec);
        var blocks = sizeof(double) * 31L * 31 * (32 + (3 * 24));
        NeuralMeasure[] measures =
            [new KeyFrequencies(), new TrigonometricLogits(), new MomentCircuitLoss(), new GiniLogitMap(), new EmbeddingFrequencies()];
        foreach (var measure in measures)
        {
            Bench.Measure(measure, learner);
            learner.Step();
            var before = GC.GetAllocatedBytesForCurrentThread();
            Bench.Measure(measure, learner);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.That(measure.Bytes(spec, Specs.Engine), Is.GreaterThan(allocated - blocks - 20_000), measure.Name);
        }

        Assert.That(
            new FinalCircuitLoss().Bytes(spec, Specs.Engine),
            Is.GreaterThan(((IFamily)spec.Model.Kind).Needs(spec, Specs.Engine, threads: 1).Bytes));
    }

    private static NeuralLearner Trained(TrainingSpec spec, int steps)
    {
        var learner = Bench.Create(spec);
        for (var step = 0; step < steps; step++) learner.Step();
        return learner;
    }
}
