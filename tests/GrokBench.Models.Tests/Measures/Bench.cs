using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Measures;

/// <summary>Small learners to measure, in float64 so that expected values computed another way agree closely.</summary>
internal static class Bench
{
    public static TrainingSpec Transformer { get; } = Spec(Specs.Nanda.With("width", 16).With("heads", 2).With("mlp", 24), "full");

    public static TrainingSpec Mlp { get; } = Spec(Specs.ReluMlp.With("width", 32), "full");

    public static TrainingSpec MiniBatches { get; } = Mlp with { Training = Mlp.Training.With("batch", 10) };

    /// <summary>A (24, 2) parity from 100 examples in four batches.</summary>
    public static TrainingSpec Parity { get; } = new(
        Specs.Parity(24, 2, 100).With("test", 500), Specs.ParityMlp.With("width", 40),
        new(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.1), new("weight-decay", 0.01)]), Specs.Training(25, "hinge").With("precision", "float64"), Seed: 3);

    /// <summary>Thirty of the 55 sums of ten numbers, from embeddings on a line.</summary>
    public static TrainingSpec Sums { get; } = new(
        new(Catalogue.Tasks["integer-addition"], [new("train", 30)]),
        new(Catalogue.Families["mlp"],
        [
            new("input", "embed-sum"), new("embedding-width", 1), new("embedding-init", "uniform"), new("width", 20), new("activation", "tanh"), new("biases", "all"), new("init", "pytorch-uniform"),
        ]),
        Specs.AdamW.With("weight-decay", 0), Specs.Training("full", "mse").With("precision", "float64"), Seed: 3);

    public static NeuralLearner Create(TrainingSpec spec) => (NeuralLearner)Learner(spec);

    public static ILearner Learner(TrainingSpec spec) => ((IFamily)spec.Model.Kind).Create(spec, Specs.Engine, threads: 1);

    public static double[] Measure(IMeasure measure, NeuralLearner learner) => Measure(measure, learner, learner.Spec);

    public static double[] Measure(IMeasure measure, ILearner learner, TrainingSpec spec)
    {
        var values = new double[measure.Series(spec).Length];
        measure.Evaluate(learner, spec, values);
        return values;
    }

    public static double[] Parameters(NeuralLearner learner)
    {
        var values = new double[learner.Program.Parameters.Count];
        learner.Program.Parameters.CopyTo(0, values);
        return values;
    }

    public static byte[] State(ILearner learner)
    {
        using var stream = new MemoryStream();
        learner.Save(stream);
        return stream.ToArray();
    }

    private static TrainingSpec Spec(Choice model, SettingValue batch) =>
        new(Specs.Addition(7, 0.6), model, Specs.AdamW, Specs.Training(batch).With("precision", "float64"), Seed: 3);
}
