using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;

namespace GrokBench.Models.Learning;

/// <summary>How any learner is trained: the settings of a suite's <c>train</c> section that decide the result.</summary>
public sealed class TrainingKind : IKind
{
    public string Name => "training";

    public int Version => 1;

    public string Summary => "Batch, loss and number formats of a training run.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("batch", SettingType.Either(SettingType.OneOf("full"), SettingType.Integer(1)), null,
            "Examples per step: all of them, or a number drawn afresh each epoch without replacement; the short last batch is kept. Online: so many new ones."),
        new("loss", SettingType.OneOf("cross-entropy", "hinge", "mse"), null,
            "Mean over the examples; hinge is max(0, 1 - y f) of one output f and a sign y; mse is against the one-hot label or the real targets, mean over outputs."),
        new("loss-precision", SettingType.OneOf("float16", "float32", "float64"), "float64", "Format in which loss and its gradient at the outputs are computed."),
        new("precision", SettingType.OneOf("float32", "float64"), "float32", "Format of parameters, activations and gradients."),
        new("numerics", SettingType.OneOf("direct", "folded"), "direct",
            "How sums of products are taken: direct, or with linear maps folded into those that follow, which is faster and rounds differently."),
        new("data-seed", SettingType.Either(SettingType.OneOf("per-run"), SettingType.Integer(0)), "per-run",
            "Seed of the dataset and its split: 1000 + the run's seed, or one fixed number for all runs."),
        new("init-seed", SettingType.Either(SettingType.OneOf("per-run"), SettingType.Integer(0)), "per-run",
            "Seed of the initial parameters: the run's seed, or one fixed number for all runs."),
    ];

    /// <summary>Settings that do not fit the task; empty when all is well.</summary>
    public static IEnumerable<SettingProblem> Check(Choice settings, TaskShape task)
    {
        if (settings["batch"].Content is not double && task.IsOnline) yield return new("batch", "a number of examples, as every step draws new ones");
        if (settings["batch"].Content is double batch && batch > task.TrainingExamples && !task.IsOnline)
            yield return new("batch", FormattableString.Invariant($"full, or at most the {task.TrainingExamples} training examples"));
        if (settings["batch"].Content is double fresh && task.IsOnline)
        {
            foreach (var problem in task.CheckBatch(fresh)) yield return problem;
        }

        if (settings.Word("loss") == "cross-entropy" && task.HasRealTargets)
            yield return new("loss", task.HasSigns ? "hinge or mse, as the task has no labels" : "mse, as the task has real targets");
        if (settings.Word("loss") == "hinge" && !task.HasSigns)
            yield return new("loss", task.HasRealTargets ? "mse, as the task's targets are no signs" : "cross-entropy or mse, as the task's answers are no signs");
    }
}
