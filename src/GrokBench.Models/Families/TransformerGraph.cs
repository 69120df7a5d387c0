using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Families;

/// <summary>
/// Writes the graph of one <see cref="TransformerFamily"/> model. Tensors, d the width: <c>embed</c> (vocabulary x d), <c>position</c>
/// (positions x d), <c>unembed</c> (d x vocabulary); for layer i from 1 <c>layer{i}.query</c>, <c>.key</c>, <c>.value</c>, <c>.output</c>
/// (d x d, head h in columns h·d/heads onwards; rows for the output), <c>.mlp-in</c> (d x mlp), <c>.mlp-out</c> (mlp x d). A bias is named
/// after its matrix with <c>-bias</c>. Layer-norms: <c>layer{i}.attention-norm</c>, <c>layer{i}.mlp-norm</c>, <c>final-norm</c>, each with
/// <c>-gain</c> and <c>-bias</c>. Taps, at all positions: <c>embedding</c> (the table), <c>stream</c> (the residual stream that enters the first layer),
/// for layer i <c>layer{i}.attention</c> (weights: a row per query, column j·heads + h for key j and head h), <c>.middle</c> (the stream between attention and
/// feed-forward), <c>.preactivation</c>, <c>.hidden</c> and <c>.stream</c>; <c>logits</c>, and <c>output</c>, their rows that the loss scores.
/// </summary>
/// <remarks>
/// Written as published, at every position; what the loss does not need, and what repeats from example to example, is taken out by
/// <see cref="GrokBench.Tensors.Graphs.Rewriting.Rewriter"/>.
/// </remarks>
internal sealed class TransformerGraph
{
    private readonly GraphBuilder graph;
    private readonly TaskShape task;
    private readonly Weights weights;
    private readonly string norm, init;
    private readonly string[] biased;
    private readonly bool causal, tied;
    private readonly Activation activation;
    private readonly int layers, width, heads, feedForward;
    private readonly Node embed;
    private readonly Node? position;

    public TransformerGraph(Choice settings, TaskShape task)
    {
        this.task = task;
        graph = new GraphBuilder(task.Tokens);
        weights = new Weights(settings.Number("init-scale"));
        (norm, init) = (settings.Word("layer-norm"), settings.Word("init"));
        biased = [.. settings.Words("biases")];
        (causal, tied) = (settings.Flag("causal"), settings.Word("unembedding") == "tied");
        activation = Activations.Parse(settings.Word("activation"));
        (layers, width) = (settings.Integer("layers"), settings.Integer("width"));
        (heads, feedForward) = (settings.Integer("heads"), settings.Integer("mlp"));

        var tableInit = init == "nanda" ? weights.Normal(1 / Math.Sqrt(width)) : weights.Normal(1);
        embed = graph.Tap(LayerTaps.Embedding, graph.Parameter("embed", task.Vocabulary, width, tableInit));
        position = settings.Word("positions") switch
        {
            "learned" => graph.Parameter("position", task.SequenceLength, width, tableInit),
            "sinusoidal" => graph.Constant(task.SequenceLength, width, Sinusoids.Table(task.SequenceLength, width)),
            _ => null,
        };
    }

    public Graph Build(Loss loss)
    {
        var x = graph.Gather(embed, [.. Enumerable.Range(0, task.SequenceLength)]);
        if (position is not null) x = graph.Add(x, position);
        graph.Tap("stream", x);
        for (var layer = 1; layer <= layers; layer++) x = Block(FormattableString.Invariant($"layer{layer}"), x);
        if (norm == "pre") x = LayerNorm("final-norm", x);
        var unembed = tied ? embed : Matrix("unembed", width, task.Vocabulary, task.Vocabulary);
        var logits = graph.Tap("logits", graph.Linear(x, unembed, Bias("unembed", "unembed", width, task.Vocabulary), transposed: tied));
        var answers = graph.SelectRows(logits, [.. Enumerable.Range(task.SequenceLength - task.LabelCount, task.LabelCount)]);
        return graph.Build(answers, loss);
    }

    /// <summary>One layer's residual stream after attention and feed-forward.</summary>
    private Node Block(string layer, Node x)
    {
        var read = norm == "pre" ? LayerNorm($"{layer}.attention-norm", x) : x;
        Node Project(Node input, string name) =>
            graph.Linear(input, Matrix($"{layer}.{name}", width, width, width), Bias($"{layer}.{name}", "attention", width, width));

        var query = Project(read, "query");
        var key = Project(read, "key");
        var value = Project(read, "value");
        var attended = graph.Attention(query, key, value, heads, 1 / Math.Sqrt(width / heads), causal, $"{layer}.attention");
        var stream = graph.Add(x, Project(attended, "output"));
        if (norm == "post") stream = LayerNorm($"{layer}.attention-norm", stream);
        graph.Tap($"{layer}.middle", stream);

        var hidden = graph.Linear(
            norm == "pre" ? LayerNorm($"{layer}.mlp-norm", stream) : stream,
            Matrix($"{layer}.mlp-in", width, feedForward, width),
            Bias($"{layer}.mlp-in", "mlp", width, feedForward));
        graph.Tap(LayerTaps.Preactivation(layer), hidden);
        var fed = graph.Linear(
            graph.Tap($"{layer}.hidden", graph.Activate(hidden, activation)),
            Matrix($"{layer}.mlp-out", feedForward, width, width),
            Bias($"{layer}.mlp-out", "mlp", feedForward, width));
        stream = graph.Add(stream, fed);
        return graph.Tap($"{layer}.stream", norm == "post" ? LayerNorm($"{layer}.mlp-norm", stream) : stream);
    }

    /// <param name="nandaFanIn">What Nanda's initialisation divides by: the width, whatever the fan-in, but for the unembedding.</param>
    private Node Matrix(string name, int rows, int columns, int nandaFanIn) =>
        graph.Parameter(name, rows, columns, init == "nanda" ? weights.Normal(1 / Math.Sqrt(nandaFanIn)) : weights.UniformByFanIn(rows));

    private Node? Bias(string matrix, string group, int fanIn, int columns) => biased.Contains(group, StringComparer.Ordinal)
        ? graph.Parameter($"{matrix}-bias", 1, columns, init == "nanda" ? Initialiser.Zeros : weights.UniformByFanIn(fanIn))
        : null;

    private Node LayerNorm(string name, Node x) => graph.LayerNorm(
        x, graph.Parameter($"{name}-gain", 1, width, weights.Ones), graph.Parameter($"{name}-bias", 1, width, Initialiser.Zeros));
}
