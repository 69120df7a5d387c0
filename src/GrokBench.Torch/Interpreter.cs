using GrokBench.Tensors.Graphs;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>
/// Evaluates a graph's operations one after the other with the library's tensors, for a stack of runs at once. Every value is runs x examples x rows x columns; what
/// does not belong to an example has one in place of the examples, and a constant one in place of the runs.
/// </summary>
internal sealed class Interpreter : IDisposable
{
    private readonly Graph graph;
    private readonly int runs;
    private readonly Tensor?[] constants;

    /// <summary>By node: true where a key is out of a query's sight. Queries x keys.</summary>
    private readonly Tensor?[] hidden;

    public Interpreter(Graph graph, int runs, ScalarType type, Device device)
    {
        (this.graph, this.runs) = (graph, runs);
        (constants, hidden) = (new Tensor?[graph.Nodes.Length], new Tensor?[graph.Nodes.Length]);
        using var scope = NewDisposeScope();
        foreach (var node in graph.Nodes)
        {
            if (node.Operation is ConstantOperation constant)
                constants[node.Id] = Library.Copy([.. constant.Values], [1, 1, node.Shape.Rows, node.Shape.Columns], type, device).DetachFromDisposeScope();
            if (node.Operation is AttentionWeightsOperation attention) hidden[node.Id] = Hidden(attention, node.Inputs[1].Shape.Rows / attention.Blocks, device);
        }
    }

    /// <summary>The value of a node, and of all before it.</summary>
    /// <param name="parameters">By slice of the graph's layout: runs x 1 x rows x columns.</param>
    /// <param name="given">A node with a value to be taken in place of the one that would be computed; null for none.</param>
    public Tensor Evaluate(int last, IReadOnlyList<Tensor> parameters, StackedBatch batch, (int Node, Tensor Value)? given = null)
    {
        var (values, parameter) = (new Tensor[last + 1], 0);
        foreach (var node in graph.Nodes.AsSpan()[..(last + 1)])
        {
            values[node.Id] = node.Id == given?.Node ? InSight(node, given.Value.Value)
                : node.Operation is ParameterOperation ? parameters[parameter++]
                : Value(node, values, batch);
        }

        return values[last];
    }

    public void Dispose()
    {
        foreach (var tensor in constants.Concat(hidden)) tensor?.Dispose();
    }

    /// <summary>Weights of keys that a query does not see are zeros that pass no gradient on.</summary>
    private Tensor InSight(Node node, Tensor value)
    {
        if (hidden[node.Id] is not { } mask) return value;
        var heads = ((AttentionWeightsOperation)node.Operation).Heads;
        return value.masked_fill(mask.unsqueeze(-1).expand(-1, -1, heads).reshape(mask.shape[0], -1), Scalars.Of(0.0));
    }

    private static Tensor? Hidden(AttentionWeightsOperation attention, int keys, Device device)
    {
        if (attention.Visible.All(visible => visible == keys)) return null;
        using var scope = NewDisposeScope();
        var visible = Library.Copy([.. attention.Visible.Select(count => (long)count)], [attention.Visible.Length, 1], device);
        return Scalars.Range(keys, device).unsqueeze(0).ge(visible).DetachFromDisposeScope();
    }

    private Tensor Value(Node node, Tensor[] values, StackedBatch batch)
    {
        Tensor In(int i) => values[node.Inputs[i].Id];

        return node.Operation switch
        {
            ConstantOperation => constants[node.Id]!,
            GatherOperation => Gather(batch.Chosen(node.Id), In(0), node.Shape),
            InputOperation => batch.Inputs!,
            NoiseOperation noise => batch.Noise!.narrow(-1, noise.First, node.Shape.Columns),
            LinearOperation linear => Linear(In(0), In(1), node.Inputs.Length == 3 ? In(2) : null, linear.Transposed),
            AddOperation => In(0).Plus(In(1)),
            MultiplyOperation => In(0).mul(In(1)),
            ScaleOperation scale => In(0).mul(Scalars.Of(scale.Factor)),
            ActivationOperation activation => Activations.Apply(activation.Activation, In(0)),
            ExponentialOperation => In(0).exp(),
            SquareRootOperation => Activations.SquareRoot(In(0)),
            LayerNormOperation norm => LayerNorm(In(0), In(1), In(2), norm.Epsilon),
            AttentionWeightsOperation attention => Attention.Weights(attention, In(0), In(1), hidden[node.Id]),
            AttentionMixOperation mix => Attention.Mix(mix, In(0), In(1), node.Inputs.Length == 3 ? In(2) : null),
            HeadLinearOperation head => Attention.HeadLinear(head.Heads, In(0), In(1)),
            SelectRowsOperation select => SelectRows(In(0), select.Rows.AsSpan()),
            ConcatRowsOperation => cat([.. Enumerable.Range(0, node.Inputs.Length).Select(i => ForAll(In(i), node.Stage == Stage.Example ? batch.Count : 1))], -2),
            FlattenRowsOperation => In(0).reshape(In(0).shape[0], In(0).shape[1], 1, node.Shape.Columns),
            SumRowsOperation => In(0).sum(-2, keepdim: true),
            var other => throw new NotSupportedException($"no {other.GetType().Name} on this engine"),
        };
    }

    /// <summary>The same for every run and example that has none of its own.</summary>
    private Tensor ForAll(Tensor value, int examples) => value.expand(runs, examples, -1, -1);

    /// <summary>
    /// Rows of a table by a product with one-hot vectors: the same bits as reading the rows, and unlike the library's gathers its gradient is deterministic on every device.
    /// A number in the table that is not finite makes its column NaN in every row: 0 times infinity.
    /// </summary>
    private Tensor Gather(Tensor chosen, Tensor table, Shape shape) =>
        chosen.matmul(table.expand(runs, 1, -1, -1).squeeze(1)).view(runs, -1, shape.Rows, shape.Columns);

    /// <summary>One product per run: its examples' rows, one after the other, times its weight.</summary>
    private Tensor Linear(Tensor x, Tensor weight, Tensor? bias, bool transposed)
    {
        var (examples, rows) = (x.shape[1], x.shape[2]);
        var matrix = weight.expand(runs, 1, -1, -1).squeeze(1);
        var product = x.expand(runs, -1, -1, -1).reshape(runs, examples * rows, x.shape[3]).matmul(transposed ? matrix.transpose(1, 2) : matrix);
        return (bias is null ? product : product.Plus(bias.squeeze(1))).view(runs, examples, rows, -1);
    }

    private static Tensor SelectRows(Tensor x, ReadOnlySpan<int> rows)
    {
        var parts = new List<Tensor>();
        for (var first = 0; first < rows.Length;)
        {
            var count = 1;
            while (first + count < rows.Length && rows[first + count] == rows[first] + count) count++;
            parts.Add(x.narrow(-2, rows[first], count));
            first += count;
        }

        return parts.Count == 1 ? parts[0] : cat(parts, -2);
    }

    private static Tensor LayerNorm(Tensor x, Tensor gain, Tensor bias, double epsilon)
    {
        var centred = x.sub(x.mean([-1], keepdim: true));
        var deviation = centred.mul(centred).mean([-1], keepdim: true).add(Scalars.Of(epsilon)).sqrt();
        return centred.div(deviation).mul(gain).Plus(bias);
    }
}
