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

    /// <param name="name">Unique in the graph; names the tensor's random stream and its measures.</param>
    public Node Parameter(string name, int rows, int columns, Initialiser initialiser)
    {
        Require(names.Add(name), $"parameter '{name}' is declared twice");
        return Append(new ParameterOperation(name, initialiser), new Shape(rows, columns), Stage.Stored);
    }

    /// <param name="values">Row-major.</param>
    public Node Constant(int rows, int columns, ReadOnlySpan<double> values)
    {
        Require(values.Length == (long)rows * columns, $"a {rows}x{columns} constant takes {rows * columns} values, not {values.Length}");
        return Append(new ConstantOperation([.. values]), new Shape(rows, columns), Stage.Stored);
    }

    /// <summary>Rows of a table chosen by the example's tokens; see <see cref="GatherOperation"/>.</summary>
    /// <param name="offsets">Added to the tokens; none means zeros.</param>
    /// <param name="multiplier">Rows of the table per token.</param>
    public Node Gather(Node table, ReadOnlySpan<int> tokenColumns, ReadOnlySpan<int> offsets = default, int multiplier = 1)
    {
        Require(table.Stage != Stage.Example, "a table cannot depend on the example");
        Require(offsets.IsEmpty || offsets.Length == tokenColumns.Length, "one offset per token column");
        var shifts = offsets.IsEmpty ? ImmutableArray.Create(new int[tokenColumns.Length]) : [.. offsets];
        Require(multiplier > 0, $"{multiplier} rows per token");
        return Append(new GatherOperation([.. tokenColumns], shifts, multiplier), new Shape(tokenColumns.Length, table.Shape.Columns), Stage.Example, table);
    }

    public Node Input(int width) => Append(new InputOperation(), new Shape(1, width), Stage.Example);

    /// <param name="first">Column of the examples' noise that the first of <paramref name="width"/> comes from.</param>
    public Node Noise(int width, int first)
    {
        Require(first >= 0, $"noise from column {first} on");
        return Append(new NoiseOperation(first), new Shape(1, width), Stage.Example);
    }

    public Node Linear(Node x, Node weight, Node? bias = null, bool transposed = false)
    {
        var (inner, outer) = transposed ? (weight.Shape.Columns, weight.Shape.Rows) : (weight.Shape.Rows, weight.Shape.Columns);
        Require(weight.Stage != Stage.Example && bias?.Stage != Stage.Example, "weights cannot depend on the example");
        Require(x.Shape.Columns == inner, $"{x.Shape} times {(transposed ? "the transpose of " : "")}{weight.Shape}");
        Require(bias is null || bias.Shape == new Shape(1, outer), $"a bias of {bias?.Shape} on {outer} columns");
        Node[] inputs = bias is null ? [x, weight] : [x, weight, bias];
        return Append(new LinearOperation(transposed), new Shape(x.Shape.Rows, outer), Later(inputs), inputs);
    }

    public Node Add(Node a, Node b)
    {
        Require(b.Shape.Columns == a.Shape.Columns && (b.Shape.Rows == a.Shape.Rows || b.Shape.Rows == 1), $"{a.Shape} plus {b.Shape}");
        return Append(new AddOperation(), a.Shape, Later([a, b]), a, b);
    }

    public Node Multiply(Node a, Node b)
    {
        Require(a.Shape == b.Shape, $"{a.Shape} times {b.Shape}, element by element");
        return Append(new MultiplyOperation(), a.Shape, Later([a, b]), a, b);
    }

    public Node Exponential(Node a) => Append(new ExponentialOperation(), a.Shape, Later([a]), a);

    public Node SquareRoot(Node a) => Append(new SquareRootOperation(), a.Shape, Later([a]), a);

    public Node Scale(Node a, double factor) => Append(new ScaleOperation(factor), a.Shape, Later([a]), a);

    public Node Activate(Node a, Activation activation) => Append(new ActivationOperation(activation), a.Shape, Later([a]), a);

    public Node LayerNorm(Node a, Node gain, Node bias, double epsilon = 1e-5)
    {
        Require(gain.Shape == new Shape(1, a.Shape.Columns) && bias.Shape == gain.Shape, $"gain {gain.Shape} and bias {bias.Shape} on {a.Shape}");
        return Append(new LayerNormOperation(epsilon), a.Shape, Later([a]), a, gain, bias);
    }

    /// <summary>
    /// Multi-head scaled dot-product attention: softmax(scale·Q·Kᵀ)·V per head. Q (Tq x H·d), K and V (Tk x H·d), result Tq x H·d.
    /// </summary>
    /// <param name="causal">Query row i stands at position Tk - Tq + i and sees the keys up to its own.</param>
    public Node Attention(Node query, Node key, Node value, int heads, double scale, bool causal)
    {
        var (queries, keys) = (query.Shape.Rows, key.Shape.Rows);
        Require(queries <= keys, "more queries than keys");
        var weights = AttentionWeights(query, key, heads, scale, [.. Enumerable.Range(0, queries).Select(i => causal ? keys - queries + i + 1 : keys)]);
        return AttentionMix(weights, value, heads, summed: false);
    }

    public Node AttentionWeights(Node query, Node key, int heads, double scale, ReadOnlySpan<int> visible, int blocks = 1)
    {
        RequireBlocks(blocks, query, key);
        var (queries, keys) = (query.Shape.Rows / blocks, key.Shape.Rows / blocks);
        Require(query.Shape.Columns == key.Shape.Columns, $"query {query.Shape}, key {key.Shape}");
        Require(query.Shape.Columns % heads == 0, $"{heads} heads do not divide a width of {query.Shape.Columns}");
        Require(visible.Length == queries, $"{visible.Length} numbers of visible keys for {queries} queries");
        foreach (var count in visible) Require(count > 0 && count <= keys, $"{count} visible keys of {keys}");
        var shape = new Shape(query.Shape.Rows, Fitting((long)keys * heads, "attention weights of a position"));
        return Append(new AttentionWeightsOperation(heads, scale, [.. visible], blocks), shape, Later([query, key]), query, key);
    }

    public Node AttentionMix(Node weights, Node value, int heads, bool summed, Node? bias = null, int blocks = 1)
    {
        RequireBlocks(blocks, weights, value);
        Require(blocks == 1 || !summed, $"{blocks} blocks of summed heads");
        var rows = blocks * weights.Shape.Columns / (summed ? 1 : heads);
        Require(weights.Shape.Columns % heads == 0 && value.Shape.Rows == rows, $"weights {weights.Shape} of {heads} heads, value {value.Shape}");
        Require(summed || value.Shape.Columns % heads == 0, $"{heads} heads do not divide a width of {value.Shape.Columns}");
        Require(bias is null || bias.Shape == new Shape(1, value.Shape.Columns), $"a bias of {bias?.Shape} on {value.Shape.Columns} columns");
        Require(bias?.Stage != Stage.Example, "a bias cannot depend on the example");
        Node[] inputs = bias is null ? [weights, value] : [weights, value, bias];
        return Append(new AttentionMixOperation(heads, summed, blocks), new Shape(weights.Shape.Rows, value.Shape.Columns), Later(inputs), inputs);
    }

    public Node HeadLinear(Node x, Node weight, int heads)
    {
        Require(x.Stage != Stage.Example && weight.Stage != Stage.Example, "a product of heads cannot depend on the example");
        Require(x.Shape.Columns == weight.Shape.Rows && x.Shape.Columns % heads == 0, $"{x.Shape} times {weight.Shape} by {heads} heads");
        return Append(new HeadLinearOperation(heads), new Shape(x.Shape.Rows * heads, weight.Shape.Columns), Stage.Shared, x, weight);
    }

    public Node SelectRows(Node a, params ReadOnlySpan<int> rows)
    {
        foreach (var row in rows) Require(row >= 0 && row < a.Shape.Rows, $"row {row} of {a.Shape}");
        return Append(new SelectRowsOperation([.. rows]), new Shape(rows.Length, a.Shape.Columns), Later([a]), a);
    }

    public Node ConcatRows(params ReadOnlySpan<Node> parts)
    {
        Require(!parts.IsEmpty, "no rows to put together");
        var rows = 0;
        foreach (var part in parts)
        {
            Require(part.Shape.Columns == parts[0].Shape.Columns, $"{part.Shape} after {parts[0].Shape}");
            rows += part.Shape.Rows;
        }

        return Append(new ConcatRowsOperation(), new Shape(rows, parts[0].Shape.Columns), Later(parts), parts);
    }

    public Node FlattenRows(Node a) => Append(new FlattenRowsOperation(), new Shape(1, a.Shape.Count), Later([a]), a);

    public Node SumRows(Node a) => Append(new SumRowsOperation(), new Shape(1, a.Shape.Columns), Later([a]), a);

    /// <summary>The same operation on inputs of this graph, whose numbers of rows may differ from the original's.</summary>
    internal Node Repeat(Operation operation, ReadOnlySpan<Node> inputs) => operation switch
    {
        LinearOperation linear => Linear(inputs[0], inputs[1], inputs.Length == 3 ? inputs[2] : null, linear.Transposed),
        AddOperation => Add(inputs[0], inputs[1]),
        MultiplyOperation => Multiply(inputs[0], inputs[1]),
        ExponentialOperation => Exponential(inputs[0]),
        SquareRootOperation => SquareRoot(inputs[0]),
        ScaleOperation scale => Scale(inputs[0], scale.Factor),
        ActivationOperation activation => Activate(inputs[0], activation.Activation),
        LayerNormOperation norm => LayerNorm(inputs[0], inputs[1], inputs[2], norm.Epsilon),
        AttentionWeightsOperation attention => AttentionWeights(inputs[0], inputs[1], attention.Heads, attention.Scale, attention.Visible.AsSpan(), attention.Blocks),
        AttentionMixOperation mix => AttentionMix(inputs[0], inputs[1], mix.Heads, mix.Summed, inputs.Length == 3 ? inputs[2] : null, mix.Blocks),
        HeadLinearOperation head => HeadLinear(inputs[0], inputs[1], head.Heads),
        GatherOperation gather => Gather(inputs[0], gather.TokenColumns.AsSpan(), gather.Offsets.AsSpan(), gather.Multiplier),
        SelectRowsOperation select => SelectRows(inputs[0], select.Rows.AsSpan()),
        ConcatRowsOperation => ConcatRows(inputs),
        FlattenRowsOperation => FlattenRows(inputs[0]),
        SumRowsOperation => SumRows(inputs[0]),
        var other => throw new NotSupportedException($"{other.GetType().Name} has no inputs to repeat it on"),
    };

    /// <summary>A node without inputs, as it stands in another graph.</summary>
    internal Node Repeat(Node source) => source.Operation switch
    {
        ParameterOperation parameter => Parameter(parameter.Name, source.Shape.Rows, source.Shape.Columns, parameter.Initialiser),
        ConstantOperation constant => Constant(source.Shape.Rows, source.Shape.Columns, constant.Values.AsSpan()),
        InputOperation => Input(source.Shape.Columns),
        NoiseOperation noise => Noise(source.Shape.Columns, noise.First),
        _ => throw new NotSupportedException($"{source} has inputs"),
    };

    /// <summary>Closes the graph.</summary>
    public Graph Build(Node output, Loss loss)
    {
        _ = Fitting(nodes.Where(node => node.Stage != Stage.Example).Sum(node => Padded(node.Shape)), "parameters and values shared by all examples, pads included");
        Require(output.Stage == Stage.Example, "the output does not depend on the example");
        return new Graph([.. nodes], output, loss, tokens.IsDefault ? [] : tokens);
    }

    private static Stage Later(ReadOnlySpan<Node> inputs)
    {
        foreach (var input in inputs)
        {
            if (input.Stage == Stage.Example) return Stage.Example;
        }

        return Stage.Shared;
    }

    private static void RequireBlocks(int blocks, Node a, Node b)
    {
        Require(blocks > 0 && a.Shape.Rows % blocks == 0 && b.Shape.Rows % blocks == 0, $"{blocks} blocks of {a.Shape} and {b.Shape}");
        Require(blocks == 1 || Later([a, b]) != Stage.Example, "what belongs to an example has one block");
    }

    private static long Padded(Shape shape) => shape.Rows * (((long)shape.Columns + Register - 1) / Register * Register);

    /// <summary>A number of values that flat vectors can hold.</summary>
    private static int Fitting(long values, string what) => values <= int.MaxValue
        ? (int)values
        : throw new GraphSizeException(
            string.Create(CultureInfo.InvariantCulture, $"{values:#,0} values of {what}, at most {int.MaxValue:#,0}"));

    private static void Require(bool condition, string problem)
    {
        if (!condition) throw new ArgumentException(problem);
    }

    private Node Append(Operation operation, Shape shape, Stage stage, params ReadOnlySpan<Node> inputs)
    {
        Require(shape is { Rows: > 0, Columns: > 0 }, $"a shape of {shape}");
        foreach (var input in inputs) Require(input.Id < nodes.Count && ReferenceEquals(nodes[input.Id], input), $"{input} belongs to another graph");
        _ = Fitting(Padded(shape), $"{(operation is ParameterOperation parameter ? parameter.Name : "one operation")}, pads included");
        var node = new Node(nodes.Count, operation, [.. inputs], shape, stage);
        nodes.Add(node);
        return node;
    }
}
