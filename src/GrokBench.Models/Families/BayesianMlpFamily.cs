using System.Collections.Immutable;
using GrokBench.Models.BayesianNetworks;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Losses;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Families;

/// <summary>
/// Fully connected networks whose weights and biases have independent normal posteriors and the prior N(0, 1), trained by variational inference with local
/// reparametrisation (Kingma, Salimans and Welling 2015): <see cref="BayesianLearner"/>.
/// </summary>
public sealed class BayesianMlpFamily : NeuralFamily, ITwoTermFamily
{
    public override string Name => "bayesian-mlp";

    public override int Version => 1;

    public override string Summary => "Fully connected network on real inputs with a normal posterior for each weight, by variational inference.";

    /// <summary>Its objective has the number of training examples in it.</summary>
    public override bool HasStages => false;

    public override ImmutableArray<Setting> Settings { get; } =
    [
        new("width", SettingType.Either(SettingType.Integer(1), SettingType.ListOf(SettingType.Integer(1), 1, MostLayers)), null,
            "Units per hidden layer: one number for all, or a list, first to last."),
        new("depth", SettingType.Integer(1, MostLayers), 1, "Hidden layers when width is one number."),
        new("activation", SettingType.OneOf("relu", "tanh"), null, "Non-linearity of the hidden layers."),
        new("init-spread", SettingType.Number(0, leastExcluded: true), 0.1, "Standard deviation of the initial posterior means, which are drawn around 0."),
        new("init-std", SettingType.Number(0, leastExcluded: true), 0.01, "Every initial posterior standard deviation."),
        new("kl-weight", SettingType.Number(0), 1, "By which the divergence from the prior enters the objective; 0 leaves the likelihood alone."),
    ];

    public override IEnumerable<SettingProblem> Check(Choice settings, TaskShape task)
    {
        if (task.SequenceLength > 0) yield return new("kind", $"mlp or transformer, or a task with real-valued inputs: {Name} reads no tokens");
        else if (task.LabelCount != 1) yield return new("kind", $"mlp, or a task with classes: {Name} has a likelihood of labels alone");
        else if (task.IsOnline) yield return new("kind", $"mlp, or a task with a training set: {Name} weighs its prior against so many examples");
        if (settings["width"].Content is not double && settings.Integer("depth") != 1)
            yield return new("depth", "1 or nothing, as width lists every hidden layer");
    }

    public override IEnumerable<SettingProblem> CheckTraining(Choice training, TaskShape task)
    {
        if (TrainingKind.LossOf(training).Kind is not CrossEntropy)
            yield return new("loss", $"cross-entropy, the likelihood that {Name} has");
    }

    public string? Obstacle(TrainingSpec spec) => null;

    public override Graph Graph(Choice settings, TaskShape task, Loss loss) => new BayesianMlpGraph(settings, task).Build(loss);

    public override ResourceNeeds Needs(TrainingSpec spec, IEngine engine, int threads)
    {
        var needs = base.Needs(spec, engine, threads);
        return needs with { Bytes = needs.Bytes + BayesianLearner.Bytes(spec, Model(spec, ((ITask)spec.Task.Kind).Shape(spec.Task))) };
    }

    private protected override NeuralLearner Learner(TrainingSpec spec, Dataset dataset, Graph graph, Graph published, IEngine engine, int threads) =>
        new BayesianLearner(spec, dataset, graph, engine, threads, published);
}
