using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>
/// The gradient of every operation against central differences of the loss in float64, where the operation works on each example and where it
/// works on parameters alone. Widths around the vectors' lengths.
/// </summary>
internal sealed class GradientTests
{
    private const int Count = 7;
    private const double Step = 1e-5;

    /// <summary>Of three rows of a width.</summary>
    internal static readonly Dictionary<string, Func<GraphBuilder, Node, int, Node>> Operations = new(StringComparer.Ordinal)
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

    private static IEnumerable<string> Names => Operations.Keys;

    /// <summary>So many that products leave out the zeros.</summary>
    private static Node Units(GraphBuilder graph, Node x, int width) => graph.Activate(graph.Linear(x, Matrix(graph, "units", width, 66)), Activation.Relu);

    [Test]
    public void Operation_OnEachExample_HasTheGradientOfDifferences([ValueSource(nameof(Names))] string operation, [Values(1, 3, 8, 17)] int width)
    {
        var graph = new GraphBuilder();
        var x = graph.Gather(Matrix(graph, "embed", Batch.Tokens, width), [0, 1, 2]);
        Check(Scored(graph, Operations[operation](graph, x, width)));
    }

    [Test]
    public void Operation_OnParameters_HasTheGradientOfDifferences([ValueSource(nameof(Names))] string operation, [Values(3, 17)] int width)
    {
        var graph = new GraphBuilder();
        var result = Operations[operation](graph, Matrix(graph, "x", 3, width), width);
        var shared = graph.Linear(graph.FlattenRows(result), Matrix(graph, "head", result.Shape.Count, Batch.Classes));
        var own = graph.Linear(graph.Input(Batch.Inputs), Matrix(graph, "own", Batch.Inputs, Batch.Classes));
        Check(graph.Build(graph.Add(own, shared), new Loss(LossKind.CrossEntropy, LossPrecision.Float64)));
    }

    [Test]
    public void Gather_WithOffsetsSummedAndFromADerivedTable_HasTheGradientOfDifferences([Values(1, 3, 8, 17)] int width)
    {
        var graph = new GraphBuilder();
        var table = Matrix(graph, "table", 3 * Batch.Tokens, width);
        var direct = graph.SumRows(graph.Gather(table, [0, 1, 2], [0, Batch.Tokens, 2 * Batch.Tokens]));
        var derived = graph.Gather(graph.Linear(table, Matrix(graph, "w", width, width)), [2, 2]);
        Check(Scored(graph, graph.Add(derived, direct)));
    }

    /// <summary>Each head's values through rows of a matrix of its own, in the table: widths of a head that are and are not whole vectors.</summary>
    [Test]
    public void HeadLinear_GatheredAndMixed_HasTheGradientOfDifferences([Values(1, 5, 8, 16)] int width, [Values(3, 17)] int columns) =>
        Check(MixedProducts(2, width, columns));

    /// <summary>Rows that several examples share, in bands of four: heads that are and are not a multiple of it, columns around four vectors.</summary>
    [Test]
    public void Mix_OfSharedRows_HasTheGradientOfDifferences([Values(1, 3, 4, 5, 8)] int heads, [Values(31, 32, 41)] int columns) =>
        Check(MixedProducts(heads, 2, columns));

    private static Graph MixedProducts(int heads, int width, int columns)
    {
        var graph = new GraphBuilder();
        var table = graph.Linear(Matrix(graph, "embed", Batch.Tokens, 4), Matrix(graph, "w", 4, heads * width));
        var products = graph.HeadLinear(table, Matrix(graph, "heads", heads * width, columns), heads);
        var x = graph.Gather(table, [0, 1, 2]);
        var slots = Enumerable.Range(0, 3 * heads).ToArray();
        var rows = graph.Gather(products, [.. slots.Select(slot => slot / heads)], [.. slots.Select(slot => slot % heads)], heads);
        return Scored(graph, graph.AttentionMix(graph.AttentionWeights(x, x, heads, 0.4, [1, 2, 3]), rows, heads, summed: true));
    }

    /// <summary>Four blocks of two queries and three keys: the gradient of differences, and the result of four attentions.</summary>
    [Test]
    public void Attention_InBlocks_IsOneAttentionPerBlockAndHasTheGradientOfDifferences([Values(1, 3, 8, 16)] int width)
    {
        const int blocks = 4, heads = 2;
        var (graph, apart) = (new GraphBuilder(), new GraphBuilder());
        var (query, key, value) = Inputs(graph);
        var together = graph.AttentionMix(
            graph.AttentionWeights(query, key, heads, 0.4, [2, 3], blocks), value, heads, summed: false, Matrix(graph, "row", 1, heads * width), blocks);
        var blockwise = Scored(graph, graph.Gather(together, [0, 1, 2], [0, 1, 2]));
        Check(blockwise);

        var (q, k, v) = Inputs(apart);
        var row = Matrix(apart, "row", 1, heads * width);
        var each = Enumerable.Range(0, blocks).Select(block => apart.AttentionMix(
            apart.AttentionWeights(Block(q, block, 2), Block(k, block, 3), heads, 0.4, [2, 3]), Block(v, block, 3), heads, summed: false, row)).ToArray();
        Assert.That(Losses(blockwise), Is.EqualTo(Losses(Scored(apart, apart.Gather(apart.ConcatRows(each), [0, 1, 2], [0, 1, 2])))));

        (Node Query, Node Key, Node Value) Inputs(GraphBuilder graph) => (
            Matrix(graph, "q", blocks * 2, heads * width), Matrix(graph, "k", blocks * 3, heads * width), Matrix(graph, "v", blocks * 3, heads * width));
        Node Block(Node node, int block, int rows) => apart.SelectRows(node, [.. Enumerable.Range(block * rows, rows)]);
    }

    /// <summary>Backward, the rows of the table get their gradients before the product whose weight the table is.</summary>
    [Test]
    public void Table_ReadInPlaceAfterItsUseAsAWeight_HasTheGradientOfDifferences()
    {
        const int width = 5;
        var graph = new GraphBuilder();
        var table = Matrix(graph, "table", Batch.Tokens, width);
        var rows = graph.Gather(table, [0, 1, 2]);
        var product = graph.Linear(graph.Linear(graph.Input(Batch.Inputs), Matrix(graph, "in", Batch.Inputs, width)), table, transposed: true);
        var sum = graph.SumRows(rows);
        Check(Scored(graph, graph.Add(product, graph.Linear(sum, Matrix(graph, "out", width, Batch.Tokens)))));
    }

    /// <summary>Mean and spread of a linear map of uncertain weights, times draws of which the first column is left out.</summary>
    [Test]
    public void Noise_TimesASpread_HasTheGradientOfDifferences([Values(1, 3, 8, 17)] int width)
    {
        var graph = new GraphBuilder();
        var x = graph.Input(Batch.Inputs);
        var variance = graph.Linear(graph.Activate(x, Activation.Square), graph.Exponential(graph.Scale(Matrix(graph, "log-std", Batch.Inputs, width), 2)));
        var mean = graph.Linear(x, Matrix(graph, "mean", Batch.Inputs, width));
        Check(Scored(graph, graph.Add(mean, graph.Multiply(graph.SquareRoot(variance), graph.Noise(width, 1)))), noise: width + 1);
    }

    [Test]
    public void SquareRoot_OfZero_PassesNoGradient()
    {
        var graph = new GraphBuilder();
        var root = graph.SquareRoot(graph.Activate(graph.Parameter("zeros", 1, 3, Initialiser.Zeros), Activation.Square));
        var own = graph.Linear(graph.Input(Batch.Inputs), Matrix(graph, "own", Batch.Inputs, 3));
        using var program = Batch.Program(Scored(graph, graph.Add(own, root)), Precision.Float64, Count);
        program.Differentiate(Batch.Examples(Count), Batch.Rows(Count));
        Assert.That(program.Gradient.Values()[..3], Is.All.Zero);
    }

    [TestCase(LossKind.CrossEntropy, 1)]
    [TestCase(LossKind.CrossEntropy, 2)]
    [TestCase(LossKind.SquaredErrorOneHot, 1)]
    [TestCase(LossKind.SquaredErrorOneHot, 2)]
    [TestCase(LossKind.SquaredError, 1)]
    public void Loss_EachKind_HasTheGradientOfDifferences(LossKind kind, int rows)
    {
        var graph = new GraphBuilder();
        var x = graph.SelectRows(graph.Gather(Matrix(graph, "embed", Batch.Tokens, 6), [0, 1, 2]), [.. Enumerable.Range(0, rows)]);
        Check(graph.Build(graph.Linear(x, Matrix(graph, "w", 6, Batch.Classes)), new Loss(kind, LossPrecision.Float64)), rows);
    }

    /// <summary>Many chunks and groups: the gradient of the batch is the mean of the gradients of its examples, each taken alone.</summary>
    [Test]
    public void Batch_OfManyGroups_HasTheMeanOfItsExamplesGradients()
    {
        const int count = 700;
        using var program = Batch.Program(Batch.Transformer(), Precision.Float64, count, threads: 2);
        var examples = Batch.Examples(count);
        var loss = program.Differentiate(examples, Batch.Rows(count));
        var together = program.Gradient.Values();

        var (mean, meanLoss) = (new double[together.Length], 0.0);
        for (var i = 0; i < count; i++)
        {
            meanLoss += program.Differentiate(examples, [i]) / count;
            var alone = program.Gradient.Values();
            for (var j = 0; j < alone.Length; j++) mean[j] += alone[j] / count;
        }

        Assert.Multiple(() =>
        {
            Assert.That(loss, Is.EqualTo(meanLoss).Within(1e-13));
            Assert.That(together, Is.EqualTo(mean).Within(1e-13));
        });
    }

    private static Graph Scored(GraphBuilder graph, Node result) =>
        graph.Build(
            graph.Linear(graph.FlattenRows(result), Matrix(graph, "head", result.Shape.Count, Batch.Classes)), new Loss(LossKind.CrossEntropy, LossPrecision.Float64));

    private static Node Matrix(GraphBuilder graph, string name, int rows, int columns) => graph.Parameter(name, rows, columns, new NormalInitialiser(0.6));

    private static void Check(Graph graph, int labels = 1, int noise = 0)
    {
        using var program = Batch.Program(graph, Precision.Float64, Count);
        var (examples, rows) = (Batch.Examples(Count, labels, noise: noise), Batch.Rows(Count));
        var loss = program.Differentiate(examples, rows);
        Assert.That(loss, Is.EqualTo(Loss(program, examples, rows)).Within(1e-14));

        var (gradient, parameters) = (program.Gradient.Values(), program.Parameters.Values());
        Assert.That(gradient, Has.Some.Not.EqualTo(0));
        for (var i = 0; i < gradient.Length; i++)
        {
            program.Parameters.CopyFrom(i, [parameters[i] + Step]);
            var above = Loss(program, examples, rows);
            program.Parameters.CopyFrom(i, [parameters[i] - Step]);
            var below = Loss(program, examples, rows);
            program.Parameters.CopyFrom(i, [parameters[i]]);
            var difference = (above - below) / (2 * Step);
            if (Math.Abs(gradient[i] - difference) > 1e-8 + (1e-6 * Math.Abs(difference)))
                Assert.Fail(FormattableString.Invariant($"element {i} of {gradient.Length}: gradient {gradient[i]}, difference {difference}"));
        }
    }

    private static double[] Losses(Graph graph)
    {
        using var program = Batch.Program(graph, Precision.Float64, Count);
        var losses = new double[Count];
        program.Score(Batch.Examples(Count), Batch.Rows(Count), losses, new byte[Count]);
        return losses;
    }

    private static double Loss(IProgram program, Examples examples, int[] rows)
    {
        var losses = new double[rows.Length];
        program.Score(examples, rows, losses, new byte[rows.Length]);
        return losses.Average();
    }
}
