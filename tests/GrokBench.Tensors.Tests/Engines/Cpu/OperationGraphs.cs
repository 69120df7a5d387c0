using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>Graphs of every operation, for examples of <see cref="Batch"/>.</summary>
internal static class OperationGraphs
{
    /// <summary>Of three rows of a width.</summary>
    public static readonly Dictionary<string, Func<GraphBuilder, Node, int, Node>> Operations = new(StringComparer.Ordinal)
    {
        ["linear"] = (graph, x, width) => graph.Linear(x, Matrix(graph, "w", width, 5)),
        ["linear-bias"] = (graph, x, width) => graph.Linear(x, Matrix(graph, "w", width, 5), Matrix(graph, "b", 1, 5)),
        ["linear-transposed"] = (graph, x, width) => graph.Linear(x, Matrix(graph, "w", 5, width), Matrix(graph, "b", 1, 5), transposed: true),
        ["linear-derived-weight"] = (graph, x, width) =>
            graph.Linear(x, graph.Scale(Matrix(graph, "w", width, 5), 0.7), graph.Activate(Matrix(graph, "b", 1, 5), Activation.Tanh)),
        ["linear-tied"] = (graph, x, width) =>
        {
            var weight = Matrix(graph, "w", width, 6);
            return graph.Linear(graph.Linear(x, weight), weight, transposed: true);
        },
        ["linear-between-relus"] = (graph, x, width) => graph.Activate(graph.Linear(Units(graph, x, width), Matrix(graph, "w", 66, 67)), Activation.Relu),
        ["linear-between-relus-transposed"] = (graph, x, width) =>
            graph.Activate(graph.Linear(Units(graph, x, width), Matrix(graph, "w", 67, 66), transposed: true), Activation.Relu),
        ["linear-read-by-a-relu-and-more"] = (graph, x, width) =>
        {
            var y = graph.Linear(Units(graph, x, width), Matrix(graph, "w", 66, 67), Matrix(graph, "b", 1, 67));
            return graph.Add(graph.Activate(y, Activation.Relu), y);
        },
        ["add"] = (graph, x, width) => graph.Add(x, graph.Scale(x, 0.5)),
        ["add-itself"] = (graph, x, width) => graph.Add(x, x),
        ["add-row"] = (graph, x, width) => graph.Add(x, graph.SumRows(x)),
        ["add-parameter"] = (graph, x, width) => graph.Add(x, Matrix(graph, "p", 3, width)),
        ["add-parameter-row"] = (graph, x, width) => graph.Add(x, Matrix(graph, "p", 1, width)),
        ["add-constant"] = (graph, x, width) => graph.Add(x, graph.Constant(3, width, [.. Enumerable.Range(0, 3 * width).Select(i => (0.3 * i) - 1)])),
        ["add-to-parameter"] = (graph, x, width) => graph.Add(Matrix(graph, "p", 3, width), x),
        ["scale"] = (graph, x, width) => graph.Scale(x, -1.7),
        ["relu"] = (graph, x, width) => graph.Activate(x, Activation.Relu),
        ["gelu"] = (graph, x, width) => graph.Activate(x, Activation.Gelu),
        ["gelu-tanh"] = (graph, x, width) => graph.Activate(x, Activation.GeluTanh),
        ["tanh"] = (graph, x, width) => graph.Activate(x, Activation.Tanh),
        ["square"] = (graph, x, width) => graph.Activate(x, Activation.Square),
        ["multiply"] = (graph, x, width) => graph.Multiply(x, graph.Scale(x, 0.5)),
        ["multiply-itself"] = (graph, x, width) => graph.Multiply(x, x),
        ["multiply-parameter"] = (graph, x, width) => graph.Multiply(x, Matrix(graph, "p", 3, width)),
        ["multiply-of-parameter"] = (graph, x, width) => graph.Multiply(Matrix(graph, "p", 3, width), x),
        ["exponential"] = (graph, x, width) => graph.Exponential(x),
        ["square-root"] = (graph, x, width) => graph.SquareRoot(graph.Exponential(x)),
        ["layer-norm"] = (graph, x, width) => graph.LayerNorm(x, Matrix(graph, "gain", 1, width), Matrix(graph, "shift", 1, width), 0.1),
        ["layer-norm-derived-gain"] = (graph, x, width) =>
            graph.LayerNorm(x, graph.Scale(Matrix(graph, "gain", 1, width), 2), graph.Scale(Matrix(graph, "shift", 1, width), 2), 0.1),
        ["attention"] = (graph, x, width) => graph.Attention(x, graph.Scale(x, 0.6), graph.Activate(x, Activation.Tanh), 1, 0.4, causal: false),
        ["attention-causal"] = (graph, x, width) => graph.Attention(x, x, x, 1, 0.4, causal: true),
        ["attention-last"] = (graph, x, width) => graph.Attention(graph.SelectRows(x, 2), x, x, 1, 0.4, causal: true),
        ["attention-two-of-three"] = (graph, x, width) => graph.Attention(graph.SelectRows(x, 1, 2), x, x, 1, 0.4, causal: true),
        ["attention-parameter-keys"] = (graph, x, width) =>
            graph.Attention(x, Matrix(graph, "k", 4, width), Matrix(graph, "v", 4, width), 1, 0.4, causal: true),
        ["attention-parameter-queries"] = (graph, x, width) => graph.Attention(Matrix(graph, "q", 2, width), x, x, 1, 0.4, causal: false),
        ["attention-heads"] = (graph, x, width) =>
        {
            var wide = graph.Linear(x, Matrix(graph, "w", width, 3 * width));
            return graph.Attention(wide, wide, wide, 3, 0.4, causal: true);
        },
        ["attention-bias"] = (graph, x, width) =>
            graph.AttentionMix(graph.AttentionWeights(x, x, 1, 0.4, [1, 3, 2]), x, 1, summed: false, Matrix(graph, "row", 1, width)),
        ["attention-summed"] = (graph, x, width) =>
        {
            var wide = graph.Linear(x, Matrix(graph, "w", width, 3 * width));
            var weights = graph.AttentionWeights(wide, wide, 3, 0.4, [1, 2, 3]);
            return graph.AttentionMix(weights, Matrix(graph, "v", 9, width), 3, summed: true, Matrix(graph, "row", 1, width));
        },
        ["select-rows"] = (graph, x, width) => graph.SelectRows(x, 2, 0, 2),
        ["concat-rows"] = (graph, x, width) => graph.ConcatRows(graph.Scale(x, 0.5), x, Matrix(graph, "p", 2, width), x),
        ["flatten-rows"] = (graph, x, width) => graph.FlattenRows(x),
        ["sum-rows"] = (graph, x, width) => graph.SumRows(x),
        ["used-twice"] = (graph, x, width) => graph.Add(graph.SelectRows(x, 0, 1), graph.SelectRows(x, 1, 2)),
    };

    /// <summary>The operation on three rows of each example, then a loss.</summary>
    public static Graph OnEachExample(string operation, int width)
    {
        var graph = new GraphBuilder();
        var x = graph.Gather(Matrix(graph, "embed", Batch.Tokens, width), [0, 1, 2]);
        return Scored(graph, Operations[operation](graph, x, width));
    }

    /// <summary>The operation on parameters alone, beside a layer on each example.</summary>
    public static Graph OnParameters(string operation, int width)
    {
        var graph = new GraphBuilder();
        var result = Operations[operation](graph, Matrix(graph, "x", 3, width), width);
        var shared = graph.Linear(graph.FlattenRows(result), Matrix(graph, "head", result.Shape.Count, Batch.Classes));
        var own = graph.Linear(graph.Input(Batch.Inputs), Matrix(graph, "own", Batch.Inputs, Batch.Classes));
        return graph.Build(graph.Add(own, shared), new Loss(new CrossEntropyLoss(), LossPrecision.Float64));
    }

    /// <summary>Rows of one table with offsets, and of one that is computed.</summary>
    public static Graph GathersFromTables(int width)
    {
        var graph = new GraphBuilder();
        var table = Matrix(graph, "table", 3 * Batch.Tokens, width);
        var direct = graph.SumRows(graph.Gather(table, [0, 1, 2], [0, Batch.Tokens, 2 * Batch.Tokens]));
        var derived = graph.Gather(graph.Linear(table, Matrix(graph, "w", width, width)), [2, 2]);
        return Scored(graph, graph.Add(derived, direct));
    }

    /// <summary>Each head's values through rows of a matrix of its own, in the table, then gathered and mixed.</summary>
    public static Graph MixedProducts(int heads, int width, int columns)
    {
        var graph = new GraphBuilder();
        var table = graph.Linear(Matrix(graph, "embed", Batch.Tokens, 4), Matrix(graph, "w", 4, heads * width));
        var products = graph.HeadLinear(table, Matrix(graph, "heads", heads * width, columns), heads);
        var x = graph.Gather(table, [0, 1, 2]);
        var slots = Enumerable.Range(0, 3 * heads).ToArray();
        var rows = graph.Gather(products, [.. slots.Select(slot => slot / heads)], [.. slots.Select(slot => slot % heads)], heads);
        return Scored(graph, graph.AttentionMix(graph.AttentionWeights(x, x, heads, 0.4, [1, 2, 3]), rows, heads, summed: true));
    }

    /// <summary>Four blocks of two queries and three keys: as one attention in blocks, or as one for each block.</summary>
    public static Graph AttentionInBlocks(int width, bool together)
    {
        const int blocks = 4, heads = 2;
        var graph = new GraphBuilder();
        var (query, key, value) = (Table("q", 2), Table("k", 3), Table("v", 3));
        var row = Matrix(graph, "row", 1, heads * width);
        var mixed = together
            ? graph.AttentionMix(graph.AttentionWeights(query, key, heads, 0.4, [2, 3], blocks), value, heads, summed: false, row, blocks)
            : graph.ConcatRows([.. Enumerable.Range(0, blocks).Select(Alone)]);
        return Scored(graph, graph.Gather(mixed, [0, 1, 2], [0, 1, 2]));

        Node Table(string name, int rows) => Matrix(graph, name, blocks * rows, heads * width);
        Node Block(Node node, int block, int rows) => graph.SelectRows(node, [.. Enumerable.Range(block * rows, rows)]);
        Node Alone(int block)
        {
            var weights = graph.AttentionWeights(Block(query, block, 2), Block(key, block, 3), heads, 0.4, [2, 3]);
            return graph.AttentionMix(weights, Block(value, block, 3), heads, summed: false, row);
        }
    }

    /// <summary>A table of which rows are read and that is a weight too.</summary>
    public static Graph TableAlsoAWeight()
    {
        const int width = 5;
        var graph = new GraphBuilder();
        var table = Matrix(graph, "table", Batch.Tokens, width);
        var rows = graph.Gather(table, [0, 1, 2]);
        var product = graph.Linear(graph.Linear(graph.Input(Batch.Inputs), Matrix(graph, "in", Batch.Inputs, width)), table, transposed: true);
        var sum = graph.SumRows(rows);
        return Scored(graph, graph.Add(product, graph.Linear(sum, Matrix(graph, "out", width, Batch.Tokens))));
    }

    /// <summary>A linear map of uncertain weights, for examples with a column more of noise than <paramref name="width"/>.</summary>
    public static Graph SpreadTimesNoise(int width)
    {
        var graph = new GraphBuilder();
        var x = graph.Input(Batch.Inputs);
        var variance = graph.Linear(graph.Activate(x, Activation.Square), graph.Exponential(graph.Scale(Matrix(graph, "log-std", Batch.Inputs, width), 2)));
        var mean = graph.Linear(x, Matrix(graph, "mean", Batch.Inputs, width));
        return Scored(graph, graph.Add(mean, graph.Multiply(graph.SquareRoot(variance), graph.Noise(width, 1))));
    }

    public static Graph Scored(GraphBuilder graph, Node result) =>
        graph.Build(
            graph.Linear(graph.FlattenRows(result), Matrix(graph, "head", result.Shape.Count, Batch.Classes)), new Loss(new CrossEntropyLoss(), LossPrecision.Float64));

    public static Node Matrix(GraphBuilder graph, string name, int rows, int columns) => graph.Parameter(name, rows, columns, new NormalInitialiser(0.6));

    /// <summary>So many that products leave out the zeros.</summary>
    private static Node Units(GraphBuilder graph, Node x, int width) => graph.Activate(graph.Linear(x, Matrix(graph, "units", width, 66)), Activation.Relu);
}
