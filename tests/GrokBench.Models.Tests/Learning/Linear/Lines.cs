using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Learning.Linear;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Learning.Linear;

/// <summary>Runs of linear regression for tests.</summary>
internal static class Lines
{
    private static readonly Choice Training = new(Catalogue.Training, [new("batch", "full"), new("loss", "mse"), new("precision", "float64")]);

    /// <summary>The published run of Miller et al. 2023 under one of NumPy's seeds.</summary>
    /// <param name="learningRate">Theirs is 1e-3.</param>
    public static TrainingSpec Miller(ulong seed, string path = "descent", double learningRate = 1e-3, bool regularised = true) => new(
        Choose(Catalogue.Tasks, "spurious-regression", ("train", 2), ("seed-offset", 1000)),
        Choose(Catalogue.Families, "linear-regression", ("path", path), ("init", SettingValue.ListOf([5e-4, 0.9, 0.9, 0.9])), ("noise-variance", 0.002),
            ("prior-variance", regularised ? 0.5 : "none")),
        Descent(learningRate),
        Training,
        seed);

    /// <summary>A run of Levi et al. 2023 at their learning rate.</summary>
    public static TrainingSpec Levi(
        string path, int inputs, double ratio, ulong seed = 900, double decay = 0, int outputs = 1, double noise = 0, int test = 500, double learningRate = 0.01, double initScale = 1) => new(
        Choose(Catalogue.Tasks, "linear-teacher", ("inputs", inputs), ("outputs", outputs), ("ratio", ratio), ("test", test), ("tolerance", 1e-3), ("noise", noise)),
        Choose(Catalogue.Families, "linear-regression", ("path", path), ("init", "normal"), ("init-scale", initScale)),
        Descent(learningRate, decay),
        Training,
        seed);

    public static LinearLearner Learner(TrainingSpec spec) => (LinearLearner)((GrokBench.Models.Families.IFamily)spec.Model.Kind).Create(spec, Specs.Engine, 1);

    public static LinearLearner Run(TrainingSpec spec, int steps)
    {
        var learner = Learner(spec);
        for (var step = 0; step < steps; step++) learner.Step();
        return learner;
    }

    public static Dataset Dataset(TrainingSpec spec) => ((ITask)spec.Task.Kind).Create(spec.Task, spec.DataSeed);

    public static Choice Descent(double learningRate, double decay = 0) =>
        Choose(Catalogue.Optimisers, "sgd", ("learning-rate", learningRate), ("weight-decay", decay));

    public static Choice Choose<T>(IReadOnlyDictionary<string, T> kinds, string name, params (string Name, SettingValue Value)[] stated)
        where T : IKind => new(kinds[name], stated.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)));
}
