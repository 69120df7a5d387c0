using System.Collections.Immutable;
using System.Globalization;

namespace GrokBench.Tensors.Graphs;

/// <summary>
/// Writes a <see cref="Graph"/>, one operation per call, and checks shapes as it goes.
/// Every method throws <see cref="ArgumentException"/> naming the shapes when they do not fit, and <see cref="GraphSizeException"/>
/// when a value is too large.
/// </summary>
/// <param name="tokens">By token column: which tokens can stand there; a promise about the examples that rewrites rely on. None: nothing is known.</param>
public sealed class GraphBuilder(ImmutableArray<TokenRange> tokens = default)
{
    /// <summary>Columns of a row are padded to whole registers: to so many at most.</summary>
    private const int Register = 16;

    private readonly List<Node> nodes = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly ImmutableSortedDictionary<string, Node>.Builder taps = ImmutableSortedDictionary.CreateBuilder<string, Node>(StringComparer.Ordinal);

    /// <summary>Any operation on earlier nodes of this graph.</summary>
    public Node Apply(Operation operation, params ReadOnlySpan<Node> inputs)
    {
        foreach (var input in inputs)
        {
            Require(input.Id < nodes.Count && ReferenceEquals(nodes[input.Id], input), $"{input} belongs to another graph");
        }

        var shape = operation.ShapeOf(inputs);
        Require(shape is { Rows: > 0, Columns: > 0 }, $"a shape of {shape}");
        if (operation is ParameterOperation { Name: var name }) Require(names.Add(name), $"parameter '{name}' is declared twice");
        _ = Fitting(Padded(shape), $"{(operation is ParameterOperation parameter ? parameter.Name : "one operation")}, pads included");
        var node = new Node(nodes.Count, operation, [.. inputs], shape, operation.StageOf(inputs));
        nodes.Add(node);
        return node;
    }

    /// <param name="name">Unique in the graph; names the tensor's random stream and its measures.</param>
    public Node Parameter(string name, int rows, int columns, Initialiser initialiser) =>
        Apply(new ParameterOperation(name, new Shape(rows, columns), initialiser));

    /// <param name="values">Row-major.</param>
    public Node Constant(int rows, int columns, ReadOnlySpan<double> values) =>
        Apply(new ConstantOperation(new Shape(rows, columns), [.. values]));

    /// <summary>Rows of a table chosen by the example's tokens; see <see cref="GatherOperation"/>.</summary>
    /// <param name="offsets">Added to the tokens; none means zeros.</param>
    /// <param name="multiplier">Rows of the table per token.</param>
    public Node Gather(Node table, ReadOnlySpan<int> tokenColumns, ReadOnlySpan<int> offsets = default, int multiplier = 1) => Apply(
        new GatherOperation([.. tokenColumns], offsets.IsEmpty ? [.. new int[tokenColumns.Length]] : [.. offsets], multiplier), table);

    public Node Input(int width) => Apply(new InputOperation(width));

    /// <param name="first">Column of the examples' noise that the first of <paramref name="width"/> comes from.</param>
    public Node Noise(int width, int first) => Apply(new NoiseOperation(width, first));

    public Node Linear(Node x, Node weight, Node? bias = null, bool transposed = false) =>
        bias is null ? Apply(new LinearOperation(transposed), x, weight) : Apply(new LinearOperation(transposed), x, weight, bias);

    public Node Add(Node a, Node b) => Apply(new AddOperation(), a, b);

    public Node Multiply(Node a, Node b) => Apply(new MultiplyOperation(), a, b);

    public Node Exponential(Node a) => Apply(new ExponentialOperation(), a);

    public Node SquareRoot(Node a) => Apply(new SquareRootOperation(), a);

    public Node Scale(Node a, double factor) => Apply(new ScaleOperation(factor), a);

    public Node Activate(Node a, Activation activation) => Apply(new ActivationOperation(activation), a);

    public Node LayerNorm(Node a, Node gain, Node bias, double epsilon = 1e-5) => Apply(new LayerNormOperation(epsilon), a, gain, bias);

    /// <summary>
    /// Multi-head scaled dot-product attention: softmax(scale·Q·Kᵀ)·V per head. Q (Tq x H·d), K and V (Tk x H·d), result Tq x H·d.
    /// </summary>
    /// <param name="causal">Query row i stands at position Tk - Tq + i and sees the keys up to its own.</param>
    /// <param name="tap">Names the attention weights for measures; see <see cref="Tap"/>.</param>
    public Node Attention(Node query, Node key, Node value, int heads, double scale, bool causal, string? tap = null)
    {
        var (queries, keys) = (query.Shape.Rows, key.Shape.Rows);
        Require(queries <= keys, "more queries than keys");
        var weights = AttentionWeights(query, key, heads, scale, [.. Enumerable.Range(0, queries).Select(i => causal ? keys - queries + i + 1 : keys)]);
        if (tap is not null) Tap(tap, weights);
        return AttentionMix(weights, value, heads, summed: false);
    }

    public Node AttentionWeights(Node query, Node key, int heads, double scale, ReadOnlySpan<int> visible, int blocks = 1) =>
        Apply(new AttentionWeightsOperation(heads, scale, [.. visible], blocks), query, key);

    public Node AttentionMix(Node weights, Node value, int heads, bool summed, Node? bias = null, int blocks = 1)
    {
        var operation = new AttentionMixOperation(heads, summed, blocks);
        return bias is null ? Apply(operation, weights, value) : Apply(operation, weights, value, bias);
    }

    public Node HeadLinear(Node x, Node weight, int heads) => Apply(new HeadLinearOperation(heads), x, weight);

    public Node SelectRows(Node a, params ReadOnlySpan<int> rows) => Apply(new SelectRowsOperation([.. rows]), a);

    public Node ConcatRows(params ReadOnlySpan<Node> parts) => Apply(new ConcatRowsOperation(), parts);

    public Node FlattenRows(Node a) => Apply(new FlattenRowsOperation(), a);

    public Node SumRows(Node a) => Apply(new SumRowsOperation(), a);

    /// <summary>Names a node for measures: it can then be read, and its gradients pulled, as the model is written, whatever rewriting makes of it.</summary>
    /// <param name="name">Unique in the graph, such as <c>hidden1.preactivation</c>.</param>
    /// <returns>The node.</returns>
    public Node Tap(string name, Node node)
    {
        Require(node.Id < nodes.Count && ReferenceEquals(nodes[node.Id], node), $"{node} belongs to another graph");
        Require(name != Graph.OutputTap && taps.TryAdd(name, node), $"two nodes are named '{name}'");
        return node;
    }

    /// <summary>Closes the graph. Its output is named <see cref="Graph.OutputTap"/>.</summary>
    public Graph Build(Node output, Loss loss)
    {
        _ = Fitting(nodes.Where(node => node.Stage != Stage.Example).Sum(node => Padded(node.Shape)), "parameters and values shared by all examples, pads included");
        Require(output.Stage == Stage.Example, "the output does not depend on the example");
        loss.Function.Require(output.Shape);
        return new Graph([.. nodes], output, loss, tokens.IsDefault ? [] : tokens, taps.ToImmutable().Add(Graph.OutputTap, output));
    }

    private static long Padded(Shape shape) => shape.Rows * (((long)shape.Columns + Register - 1) / Register * Register);

    /// <summary>A number of values that flat vectors can hold.</summary>
    internal static int Fitting(long values, string what) => values <= int.MaxValue
        ? (int)values
        : throw new GraphSizeException(
            string.Create(CultureInfo.InvariantCulture, $"{values:#,0} values of {what}, at most {int.MaxValue:#,0}"));

    internal static void Require(bool condition, string problem)
    {
        if (!condition) throw new ArgumentException(problem);
    }
}
