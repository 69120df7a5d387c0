using GrokBench.Models.BayesianNetworks;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.BayesianNetworks;

/// <summary>Small Bayesian networks on hidden parity.</summary>
internal static class Networks
{
    /// <summary>100 training examples in batches of 30, the last of an epoch 10.</summary>
    public static TrainingSpec Parity { get; } = new(
        Specs.Parity(9, 2, 100).With("test", 50).With("values", "binary").With("target", "class"), Model(("width", 12)), Sgd(0.1), Specs.Training(30), Seed: 3);

    public static Choice Model(params (string Setting, SettingValue Value)[] settings) => settings.Aggregate(
        new Choice(Catalogue.Families["bayesian-mlp"], [new("width", 5), new("activation", "relu")]), (model, one) => model.With(one.Setting, one.Value));

    public static Choice Sgd(double rate) => new(Catalogue.Optimisers["sgd"], [new("learning-rate", rate), new("weight-decay", 0)]);

    public static BayesianLearner Create(TrainingSpec spec, int threads = 1) => (BayesianLearner)((IFamily)spec.Model.Kind).Create(spec, Specs.Engine, threads);

    public static double[] Values(this IVector vector)
    {
        var values = new double[vector.Count];
        vector.CopyTo(0, values);
        return values;
    }

    public static byte[] State(this ILearner learner)
    {
        using var stream = new MemoryStream();
        learner.Save(stream);
        return stream.ToArray();
    }

    public static double[] Losses(this ILearner learner, int steps) => [.. Enumerable.Range(0, steps).Select(_ => learner.Step())];
}
