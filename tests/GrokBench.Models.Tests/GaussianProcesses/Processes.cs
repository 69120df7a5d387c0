using GrokBench.Models.Families;
using GrokBench.Models.GaussianProcesses;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tests.GaussianProcesses;

/// <summary>Gaussian process learners for tests.</summary>
internal static class Processes
{
    public static Choice Adam(double rate = 0.01) => new(Catalogue.Optimisers["adam"],
    [
        new("learning-rate", rate), new("betas", SettingValue.ListOf([0.9, 0.999])), new("epsilon", 1e-8), new("weight-decay", 0),
    ]);

    public static Choice Regression(params (string Name, SettingValue Value)[] changed) => Changed(new Choice(Catalogue.Families["gaussian-process"],
    [
        new("length-scales", "per-dimension"), new("length-scale", 0.8), new("output-scale", 1.2), new("transform", "exp"), new("noise", 0.1),
    ]), changed);

    public static Choice Classification(params (string Name, SettingValue Value)[] changed) => Changed(new Choice(Catalogue.Families["gaussian-process-classification"],
    [
        new("length-scales", "per-dimension"), new("length-scale", 0.8), new("output-scale", 1.2), new("transform", "softplus"), new("jitter", 1e-4),
    ]), changed);

    public static Choice Interval(int train, int points = 100, string labels = "correct") =>
        new(Catalogue.Tasks["interval-classification"], [new("train", train), new("points", points), new("labels", labels)]);

    public static Choice Sine(int train, int points = 100) => new(Catalogue.Tasks["noisy-sine"], [new("train", train), new("points", points)]);

    /// <summary>Of the first 3 of 6 bits.</summary>
    public static Choice Parity(int train) => new(Catalogue.Tasks["sparse-parity"],
    [
        new("bits", 6), new("relevant", 3), new("train", train), new("values", "binary"), new("target", "class"),
    ]);

    /// <summary>Normal inputs; a target or label that depends on the first dimension.</summary>
    public static Examples Points(int count, int dimensions, bool labels)
    {
        var stream = new RandomStream(5, "points");
        double[] inputs = [.. Enumerable.Range(0, count * dimensions).Select(i => stream.Normal((ulong)i))];
        double[] targets = [.. Enumerable.Range(0, count).Select(i => inputs[i * dimensions] + (0.3 * stream.Normal((ulong)(1_000_000 + i))))];
        return labels
            ? new Examples { Count = count, InputWidth = dimensions, Inputs = inputs, LabelWidth = 1, Labels = Array.ConvertAll(targets, target => target > 0 ? 1 : 0) }
            : new Examples { Count = count, InputWidth = dimensions, Inputs = inputs, TargetWidth = 1, Targets = targets };
    }

    public static GaussianProcessLearner Create(Choice model, Examples examples, int train, int threads = 1) =>
        Create(model, new Choice(new GivenPoints(examples, train), []), threads);

    public static GaussianProcessLearner Create(Choice model, Choice task, int threads = 1, double rate = 0.01) =>
        Create(Spec(model, task, rate), threads);

    public static GaussianProcessLearner Create(TrainingSpec spec, int threads = 1) =>
        (GaussianProcessLearner)((IFamily)spec.Model.Kind).Create(spec, Specs.Engine, threads);

    public static TrainingSpec Spec(Choice model, Choice task, double rate = 0.01) => new(
        task, model, Adam(rate),
        Specs.Training("full", ((ITask)task.Kind).Shape(task).HasRealTargets ? "mse" : "cross-entropy").With("precision", "float64"), Seed: 900);

    public static byte[] State(this ILearner learner)
    {
        using var stream = new MemoryStream();
        learner.Save(stream);
        return stream.ToArray();
    }

    private static Choice Changed(Choice choice, (string Name, SettingValue Value)[] changed) =>
        changed.Aggregate(choice, (before, change) => before.With(change.Name, change.Value));
}
