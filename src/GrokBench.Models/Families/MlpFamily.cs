using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Families;

/// <summary>Fully connected networks over the operands of a token task, or over real inputs.</summary>
public sealed class MlpFamily : NeuralFamily
{
    public override string Name => "mlp";

    public override int Version => 1;

    public override string Summary => "Fully connected network on one-hot or embedded operands or on real inputs, of any depth and width.";

    public override ImmutableArray<Setting> Settings { get; } =
    [
        new("input", SettingType.OneOf("one-hot", "embed-concatenate", "embed-sum", "real"), null,
            "One-hot operands side by side, or rows of one embedding table that all operands share, side by side or summed; or real inputs as they are."),
        new("embedding-width", SettingType.Integer(0), 0, "Columns of the embedding table; 0 without one."),
        new("embedding-init", SettingType.OneOf("normal", "uniform"), "normal", "Initial embeddings: N(0, 1), or uniform in [-1/2, 1/2) as in Liu et al. 2022."),
        new("embedding-scale", SettingType.Number(0, leastExcluded: true), 1, "Multiplies the initial embeddings, beside init-scale."),
        new("width", SettingType.Either(SettingType.Integer(1), SettingType.ListOf(SettingType.Integer(1), 1, MostLayers)), null,
            "Units per hidden layer: one number for all, or a list, first to last."),
        new("depth", SettingType.Integer(1, MostLayers), 1, "Hidden layers when width is one number."),
        new("activation", SettingType.OneOf("relu", "gelu", "gelu-tanh", "tanh", "square", "identity"), null,
            "Non-linearity of the hidden layers; gelu-tanh is the approximation by tanh, square makes the quadratic network, identity a deep linear one."),
        new("biases", SettingType.OneOf("none", "hidden", "all"), null,
            "Which layers have a bias: none, the hidden ones, or the output too."),
        new("init", SettingType.OneOf("pytorch-uniform", "xavier-uniform", "normal", "kaiming", "sign", "fan-product", "cube-root",
            "analytic", "analytic-free", "analytic-root"), null,
            "Weights: pytorch-uniform U(±1/√fan-in), biases too; xavier-uniform U(±√(6/(fan-in + fan-out))), biases as with pytorch-uniform; normal N(0, 1/fan-in); kaiming N(0, 2/fan-in); sign ±1/√fan-in; fan-product N(0, 1/(2·fan-in·fan-out)); "
            + "cube-root N(0, σ²), σ = 0.5/(2·width)^(1/3). "
            + "analytic: the quadratic network that adds modulo p (Gromov 2023), cosines of every frequency with phases drawn from the seed; "
            + "analytic-free: the same with output phases drawn too; "
            + "analytic-root: the same with each output at the smaller square root of its number. "
            + "Fan-in of one-hot input is operands x tokens. Embeddings as embedding-init says. Other biases start at 0."),
        new("init-scale", SettingType.Number(0, leastExcluded: true), 1, "Multiplies every initial parameter."),
    ];

    public override IEnumerable<SettingProblem> Check(Choice settings, TaskShape task)
    {
        var (oneHot, embedded) = (settings.Word("input") == "one-hot", settings.Word("input").StartsWith("embed", StringComparison.Ordinal));
        if (task.SequenceLength == 0 && settings.Word("input") != "real") yield return new("input", "real, as the task has real-valued inputs");
        if (task.SequenceLength > 0 && settings.Word("input") == "real")
            yield return new("input", "one-hot, embed-concatenate or embed-sum, as the task has tokens");
        if (task.LabelCount > 1) yield return new("kind", "a sequence model, or a task with one label per example: mlp gives one output");
        if (!embedded && settings.Integer("embedding-width") > 0)
            yield return new("embedding-width", $"0 or nothing, as input is {settings.Word("input")}");
        if (embedded && settings.Integer("embedding-width") == 0)
            yield return new("embedding-width", "an integer of at least 1, as input is embedded");
        if (!embedded && settings.Word("embedding-init") != "normal") yield return new("embedding-init", $"normal or nothing, as input is {settings.Word("input")}");
        if (!embedded && settings.Number("embedding-scale") != 1) yield return new("embedding-scale", $"1 or nothing, as input is {settings.Word("input")}");
        if (settings["width"].Content is not double && settings.Integer("depth") != 1)
            yield return new("depth", "1 or nothing, as width lists every hidden layer");
        if (settings.Word("init") == "cube-root" && !(oneHot && HiddenWidths(settings).Length == 1))
            yield return new("init", "pytorch-uniform or normal, or one hidden layer on one-hot input for cube-root");
        if (settings.Word("init").StartsWith("analytic", StringComparison.Ordinal) && !IsQuadraticTable(settings, task))
        {
            yield return new(
                "init", "another one, or one hidden layer of squares without biases on two one-hot operands with an output for each element");
        }
    }

    public override Graph Graph(Choice settings, TaskShape task, Loss loss) => new MlpGraph(settings, task).Build(loss);

    private static bool IsQuadraticTable(Choice settings, TaskShape task) =>
        settings.Word("input") == "one-hot" && settings.Word("activation") == "square" && settings.Word("biases") == "none"
        && HiddenWidths(settings).Length == 1 && task.OperandColumns.Length == 2 && task.Outputs == task.Operands;

    internal static ImmutableArray<int> HiddenWidths(Choice settings) => settings["width"].Content is double width
        ? [.. Enumerable.Repeat((int)width, settings.Integer("depth"))]
        : [.. settings.Numbers("width").Select(width => (int)width)];
}
