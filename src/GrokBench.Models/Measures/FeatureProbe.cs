using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Measures;

/// <summary>
/// Test accuracy of a linear classifier that is trained on the features of a layer (<see cref="LayerFeatures"/>), one for each layer, as in
/// the code of Fan et al. 2024: PyTorch's initialisation, cross entropy plus 10⁻³·‖W‖, Adam with a rate of 10⁻³, batches of 512, on 80 %
/// of the training split, drawn once per run. What the other 20 % is for there, choosing nothing, is left out.
/// </summary>
public abstract class FeatureProbe : NeuralMeasure
{
    /// <summary>As published.</summary>
    private protected const int PublishedEpochs = 30;

    private const int BatchSize = 512, TrainedFifths = 4;
    private const double Rate = 1e-3, Penalty = 1e-3;

    public override ImmutableArray<string> Series(TrainingSpec spec) =>
        [.. LayerFeatures.Layers(Published(spec)).Select(layer => $"{Name}/{layer.Name}")];

    public override double Operations(TrainingSpec spec)
    {
        var task = Task(spec);
        var trained = Trained(task.TrainingExamples);
        double tested = task.Examples - task.TrainingExamples;
        var passes = (2.0 * Epochs(Batches(trained)) * trained) + tested;
        return ((trained + tested) * Parameters(spec).Count)
            + LayerFeatures.Layers(Published(spec)).Sum(layer => passes * layer.Width * task.Outputs);
    }

    /// <summary>
    /// The observed model, and of the widest layer: its features of the examples to train on and to test with, and the classifier with its
    /// gradient and moments.
    /// </summary>
    public override long Bytes(TrainingSpec spec, IEngine engine)
    {
        var task = Task(spec);
        long width = LayerFeatures.Layers(Published(spec)).Max(layer => layer.Width);
        return ObservedModel.Bytes(Published(spec), spec, engine)
            + (sizeof(double) * ((width * task.Examples) + (5 * task.Outputs * (width + 1))));
    }

    /// <summary>How often the classifier goes through its examples.</summary>
    /// <param name="batches">Updates of one epoch, at least 1.</param>
    private protected abstract int Epochs(int batches);

    /// <summary>Changes the features of a layer, all finite where they are trained on, before the classifier reads them.</summary>
    /// <param name="trained">Rows x width.</param>
    /// <param name="tested">Of the examples to test with, rows x width.</param>
    private protected abstract void Prepare(double[] trained, double[] tested, int width);

    protected override string? NeuralObstacle(TrainingSpec spec) =>
        LayerFeatures.Obstacle(Published(spec), Task(spec))
        ?? (Task(spec).LabelCount == 1 ? null : "the task has no label to tell from features");

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var (train, test) = (learner.Dataset["train"].Rows, learner.Dataset["test"].Rows);
        var seed = learner.Spec.Seed;
        var drawn = new RandomStream(seed, "linear-probe/examples").Permutation(train.Length)[..Trained(train.Length)];
        int[] trained = [.. drawn.Select(i => train[i])];
        var labels = learner.Dataset.Examples.Labels;
        foreach (var (i, layer) in LayerFeatures.Layers(learner.Published).Index())
        {
            values[i] = double.NaN;
            var features = LayerFeatures.Of(learner, layer, trained);
            if (!features.All(double.IsFinite) || test.Length == 0) continue;
            var tests = LayerFeatures.Of(learner, layer, test);
            Prepare(features, tests, layer.Width);
            var probe = Train(features, [.. trained.Select(row => labels[row])], Task(learner.Spec).Outputs, seed);
            values[i] = Accuracy(probe, tests, [.. test.Select(row => labels[row])]);
        }
    }

    private static int Trained(int examples) => Math.Max(1, (int)((long)examples * TrainedFifths / (TrainedFifths + 1)));

    private static int Batches(int examples) => (examples + BatchSize - 1) / BatchSize;

    /// <param name="features">One row per label.</param>
    private SoftmaxProbe Train(double[] features, int[] labels, int classes, ulong seed)
    {
        var inputs = features.Length / labels.Length;
        var bound = 1 / Math.Sqrt(inputs);
        double[] Uniform(string name, int count)
        {
            var stream = new RandomStream(seed, name);
            return [.. Enumerable.Range(0, count).Select(i => bound * ((2 * stream.Uniform((ulong)i)) - 1))];
        }

        var probe = new SoftmaxProbe(Uniform("linear-probe/weight", classes * inputs), Uniform("linear-probe/bias", classes));
        var order = new RandomStream(seed, "linear-probe/batches");
        for (var epoch = 0; epoch < Epochs(Batches(labels.Length)); epoch++)
        {
            foreach (var batch in order.Permutation(labels.Length, (ulong)epoch * (ulong)labels.Length).Chunk(BatchSize))
                probe.Step(features, batch, labels, Rate, Penalty);
        }

        return probe;
    }

    private static double Accuracy(SoftmaxProbe probe, double[] features, int[] labels)
    {
        var (inputs, right) = (features.Length / labels.Length, 0);
        for (var row = 0; row < labels.Length; row++)
        {
            if (probe.Answer(features.AsSpan(row * inputs, inputs)) == labels[row]) right++;
        }

        return (double)right / labels.Length;
    }
}
