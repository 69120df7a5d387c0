using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Measures;

/// <summary>
/// Test accuracy of a linear classifier that is trained on the features of a layer (<see cref="LayerFeatures"/>), one for each layer, as in the code of Fan et al. 2024: PyTorch's
/// initialisation, cross entropy plus 10⁻³·‖W‖, Adam with a rate of 10⁻³, batches of 512, 30 epochs on 80 % of the training split, drawn once per run. What the other 20 % is for
/// there, choosing nothing, is left out.
/// </summary>
public sealed class LinearProbe : NeuralMeasure
{
    private const int Epochs = 30, BatchSize = 512, TrainedFifths = 4;
    private const double Rate = 1e-3, Penalty = 1e-3;

    public override string Name => "linear-probe";

    public override int Version => 1;

    public override string Summary => "Test accuracy of a linear classifier on every layer's outputs.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [.. LayerFeatures.Layers(Published(spec)).Select(layer => $"{Name}/{layer.Name}")];

    public override double Operations(TrainingSpec spec)
    {
        var task = Task(spec);
        double trained = Trained(task.TrainingExamples), tested = task.Examples - task.TrainingExamples;
        return ((trained + tested) * Parameters(spec).Count)
            + LayerFeatures.Layers(Published(spec)).Sum(layer => ((2.0 * Epochs * trained) + tested) * layer.Width * task.Outputs);
    }

    /// <summary>
    /// The observed model, and of the widest layer: its features of the examples to train on and to test with, and the classifier with its gradient and moments.
    /// </summary>
    public override long Bytes(TrainingSpec spec, IEngine engine)
    {
        var task = Task(spec);
        long width = LayerFeatures.Layers(Published(spec)).Max(layer => layer.Width);
        return ObservedModel.Bytes(Published(spec), spec, engine) + (sizeof(double) * ((width * task.Examples) + (5 * task.Outputs * (width + 1))));
    }

    protected override string? NeuralObstacle(TrainingSpec spec) =>
        LayerFeatures.Obstacle(Published(spec), Task(spec)) ?? (Task(spec).LabelCount == 1 ? null : "the task has no label to tell from features");

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var (train, test) = (learner.Dataset["train"].Rows, learner.Dataset["test"].Rows);
        var seed = learner.Spec.Seed;
        int[] trained = [.. new RandomStream(seed, $"{Name}/examples").Permutation(train.Length)[..Trained(train.Length)].Select(i => train[i])];
        var labels = learner.Dataset.Examples.Labels;
        foreach (var (i, layer) in LayerFeatures.Layers(learner.Published).Index())
        {
            var features = LayerFeatures.Of(learner, layer, trained);
            var tests = LayerFeatures.Of(learner, layer, test);
            values[i] = features.All(double.IsFinite) && test.Length > 0
                ? Accuracy(Train(features, [.. trained.Select(row => labels[row])], Task(learner.Spec).Outputs, seed), tests, [.. test.Select(row => labels[row])])
                : double.NaN;
        }
    }

    private static int Trained(int examples) => Math.Max(1, (int)((long)examples * TrainedFifths / (TrainedFifths + 1)));

    /// <param name="features">One row per label.</param>
    private static SoftmaxProbe Train(double[] features, int[] labels, int classes, ulong seed)
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
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            foreach (var batch in order.Permutation(labels.Length, (ulong)epoch * (ulong)labels.Length).Chunk(BatchSize)) probe.Step(features, batch, labels, Rate, Penalty);
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
