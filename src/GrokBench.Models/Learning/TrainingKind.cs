using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Losses;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Learning;

/// <summary>How any learner is trained: the settings of a suite's <c>train</c> section that decide the result.</summary>
/// <param name="losses">What can be trained on, by name.</param>
public sealed class TrainingKind(ImmutableSortedDictionary<string, ILoss> losses) : IKind
{
    public string Name => "training";

    public int Version => 1;

    public string Summary => "Batch, loss and number formats of a training run.";

    public ImmutableSortedDictionary<string, ILoss> Losses { get; } = losses;

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("batch", SettingType.Either(SettingType.OneOf("full"), SettingType.Integer(1)), null,
            "Examples per step: all of them, or a number drawn afresh each epoch without replacement; the short last batch is kept. Online: so many new ones."),
        new(LossSetting.Name, LossSetting.Type(losses.Values), null,
            $"Mean over the examples. {string.Join(" ", losses.Values.Select(loss => $"{loss.Name}: {loss.Summary}"))}"),
        new("loss-precision", SettingType.OneOf("float16", "float32", "float64"), "float64", "Format in which loss and its gradient at the outputs are computed."),
        new("precision", SettingType.OneOf("float32", "float64"), "float32", "Format of parameters, activations and gradients."),
        new("numerics", SettingType.OneOf("direct", "folded"), "direct",
            "How sums of products are taken: direct, or with linear maps folded into those that follow, which is faster and rounds differently."),
        new("data-seed", SettingType.Either(SettingType.OneOf("per-run"), SettingType.Integer(0)), "per-run",
            "Seed of the dataset and its split: 1000 + the run's seed, or one fixed number for all runs."),
        new("init-seed", SettingType.Either(SettingType.OneOf("per-run"), SettingType.Integer(0)), "per-run",
            "Seed of the initial parameters: the run's seed, or one fixed number for all runs."),
        new(TrainingStage.Setting, SettingType.ListOf(TrainingStage.Type), SettingValue.ListOf([]),
            "Settings of task and optimiser, and the size of batches, that change at a step or an event: { at: 600, task.train: 120 }."),
    ];

    /// <summary>The loss that a training section names, with its settings.</summary>
    public static Choice LossOf(Choice training) => LossSetting.Read(training[LossSetting.Name], ((TrainingKind)training.Kind).Losses);

    /// <summary>The function by which outputs for a task are scored.</summary>
    public static LossFunction FunctionOf(Choice training, TaskShape task) => Function(LossOf(training), task);

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

        if (Lack(LossOf(settings), task) is not { } reason) yield break;
        var fitting = ((TrainingKind)settings.Kind).Losses.Values
            .Where(loss => LossSetting.IsWord(loss) && Lack(new Choice(loss, []), task) is null).Select(loss => loss.Name).ToList();
        var words = string.Join(", ", fitting.SkipLast(2).Append(string.Join(" or ", fitting.TakeLast(2))));
        yield return new(LossSetting.Name, $"{words}, as {reason}");
    }

    private static string? Lack(Choice loss, TaskShape task) => task.Lacks(Function(loss, task).Answers);

    private static LossFunction Function(Choice loss, TaskShape task) => ((ILoss)loss.Kind).Function(loss, task);
}
