using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Losses;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Families;

/// <summary>
/// Decoder-style transformers that predict the labels at the last positions. Nanda et al. 2023: one layer without layer-norm; Power et al.
/// 2022: two layers with layer-norm after each residual sum.
/// </summary>
public sealed class TransformerFamily : NeuralFamily
{
    public override string Name => "transformer";

    public override int Version => 1;

    public override string Summary => "Attention and feed-forward layers over the token sequence, answers read at the last positions.";

    public override ImmutableArray<Setting> Settings { get; } =
    [
        new("layers", SettingType.Integer(1, MostBlocks), null, "Blocks of attention and feed-forward."),
        new("width", SettingType.Integer(1), null, "Width of the residual stream."),
        new("heads", SettingType.Integer(1), null, "Attention heads, each of width / heads; scores are divided by the root of that."),
        new("mlp", SettingType.Integer(1), null, "Units of the feed-forward layer."),
        new("activation", SettingType.OneOf("relu", "gelu", "gelu-tanh"), null, "Non-linearity of the feed-forward layer."),
        new("layer-norm", SettingType.OneOf("none", "pre", "post"), null,
            "None; pre: of what each sublayer reads, and before the unembedding; post: of each residual sum. "
            + "With gain and bias, epsilon 1e-5."),
        new("positions", SettingType.OneOf("learned", "sinusoidal", "none"), null,
            "Added to the embeddings: a trained table, fixed sinusoids (Vaswani et al. 2017), or nothing."),
        new("biases", SettingType.ListOf(SettingType.OneOf("attention", "mlp", "unembed")), null,
            "Which linear maps have a bias: the four of attention, the two of the feed-forward layer, the unembedding. "
            + "Nanda: [mlp]; Power: []."),
        new("init", SettingType.OneOf("nanda", "pytorch"), null,
            "nanda: N(0, 1/width), the unembedding N(0, 1/vocabulary), biases 0; pytorch: linear maps and biases U(±1/√fan-in), "
            + "embeddings and learned positions N(0, 1)."),
        new("init-scale", SettingType.Number(0, leastExcluded: true), 1, "Multiplies every initial parameter."),
        new("unembedding", SettingType.OneOf("untied", "tied"), "untied", "A matrix of its own, or the transposed embedding."),
        new("causal", SettingType.Flag, true, "Each position attends to itself and those before it only."),
    ];

    /// <summary>As <see cref="NeuralFamily.MostLayers"/>: a block is some fifteen operations.</summary>
    public const int MostBlocks = 100;

    /// <summary>Entries of the table of sinusoids, which stands in the graph.</summary>
    private const int MostSinusoids = 10_000_000;

    public override IEnumerable<SettingProblem> Check(Choice settings, TaskShape task)
    {
        var (width, heads) = (settings.Integer("width"), settings.Integer("heads"));
        if (width % heads != 0)
            yield return new("heads", FormattableString.Invariant($"a divisor of the width, which is {width}"));
        var biases = settings.Words("biases");
        if (biases.Distinct(StringComparer.Ordinal).Count() != biases.Length) yield return new("biases", "each word once");
        if (settings.Word("positions") == "sinusoidal" && (long)task.SequenceLength * width > MostSinusoids)
            yield return new("width", FormattableString.Invariant($"at most {MostSinusoids / task.SequenceLength} with sinusoidal positions"));
        if (task.LabelCount > 1 && !settings.Flag("causal")) yield return new("causal", "true, as the tokens contain the answer");
        if (task.SequenceLength == 0) yield return new("kind", "a family that reads real-valued inputs: transformer reads tokens");
        else if (task.HasRealTargets) yield return new("kind", "mlp, or a task with labels: transformer predicts tokens");
        else if (task.Outputs > task.Vocabulary) yield return new("kind", "labels within the vocabulary: transformer predicts tokens");
    }

    public override IEnumerable<SettingProblem> CheckTraining(Choice training, TaskShape task)
    {
        if (TrainingKind.FunctionOf(training, task).Answers == Answers.Signs)
            yield return new(LossSetting.Name, "a loss of labels, as transformer predicts tokens");
    }

    public override Graph Graph(Choice settings, TaskShape task, Loss loss) => new TransformerGraph(settings, task).Build(loss);
}
