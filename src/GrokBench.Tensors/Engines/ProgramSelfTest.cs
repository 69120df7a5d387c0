using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Graphs.Rewriting;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Engines;

/// <summary>
/// Runs every operation, loss and optimiser primitive in both precisions on small graphs, and a model that is rewritten as those of runs are, and
/// hashes all bits: what an engine's fingerprint is made of.
/// </summary>
public static class ProgramSelfTest
{
    private const int Tokens = 5, Sequence = 3;

    /// <summary>Examples of most runs: less than a chunk. Of one run per precision: several row groups, of several chunks each.</summary>
    private const int Few = 19, Many = 700;

    /// <summary>In the order in which they take part: a new one comes last.</summary>
    internal static ImmutableArray<LossFunction> Losses { get; } =
        [new CrossEntropyLoss(), new SquaredErrorOneHotLoss(), new SquaredErrorLoss(), new HingeLoss()];

    /// <summary>How an engine compiles a graph for batches of at most so many examples.</summary>
    public delegate IProgram Compiler(Graph graph, Precision precision, int largestBatch);

    /// <summary>Adds the bits of all results to a hash.</summary>
    public static void Append(IncrementalHash hash, Compiler compile)
    {
        foreach (var precision in new[] { Precision.Float32, Precision.Float64 })
        {
            foreach (var (graph, count) in Runs()) Run(hash, compile, precision, graph, count);
        }
    }

    /// <summary>Graphs and how many examples each gets.</summary>
    internal static IEnumerable<(Graph Graph, int Count)> Runs()
    {
        // Each activation with some loss, each loss with some activation: what the pairs add is nothing but time.
        var activations = Enum.GetValues<Activation>();
        for (var i = 0; i < Math.Max(Losses.Length, activations.Length); i++)
        {
            var (activation, function) = (activations[i % activations.Length], Losses[i % Losses.Length]);
            yield return (Everything(activation, new Loss(function, LossPrecision.Float64)), i == 0 ? Many : Few);
            if (i >= Losses.Length) continue;
            yield return (Everything(activation, new Loss(function, LossPrecision.Float32)), Few);
            yield return (Everything(activation, new Loss(function, LossPrecision.Float16)), Few);
        }

        foreach (var folded in new[] { false, true }) yield return (Rewriter.Rewrite(Published(), Few, folded), Few);
    }

    /// <summary>A model as it is published, at all positions, of which every rewrite makes another.</summary>
    internal static Graph Published()
    {
        const int width = 18, heads = 2;
        var graph = new GraphBuilder([new TokenRange(0, 3), new TokenRange(1, 3), new TokenRange(Tokens - 1, 1)]);
        Node Matrix(string name, int rows, int columns) => graph.Parameter(name, rows, columns, new NormalInitialiser(0.4));

        var embed = Matrix("embed", Tokens, width);
        var x = graph.Add(graph.Gather(embed, [0, 1, 2]), Matrix("position", Sequence, width));
        x = graph.LayerNorm(x, Matrix("gain", 1, width), Matrix("bias", 1, width));
        Node Project(string name) => graph.Linear(x, Matrix(name, width, width));
        var attended = graph.Attention(Project("query"), Project("key"), Project("value"), heads, 0.3, causal: true);
        x = graph.Add(x, graph.Linear(attended, Matrix("output", width, width)));
        var hidden = graph.Activate(graph.Linear(x, Matrix("in", width, 37), Matrix("in-bias", 1, 37)), Activation.Gelu);
        x = graph.Add(x, graph.Linear(hidden, Matrix("out", 37, width)));
        var logits = graph.Linear(x, Matrix("unembed", width, Tokens));
        return graph.Build(graph.SelectRows(logits, Sequence - 1), new Loss(new CrossEntropyLoss(), LossPrecision.Float32));
    }

    internal static void Append(IncrementalHash hash, double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.IsNaN(value) ? double.NaN : value);
        hash.AppendData(bytes);
    }

    /// <summary>A graph that uses every operation.</summary>
    private static Graph Everything(Activation activation, Loss loss)
    {
        var graph = new GraphBuilder();
        const int width = 18, heads = 2;
        Node Matrix(string name, int rows, int columns) => graph.Parameter(name, rows, columns, new NormalInitialiser(0.4));
        Node Scaled(string name, int rows, int columns) => graph.Parameter(name, rows, columns, new NormalInitialiser(0.15));
        Node Row(string name, int columns) => graph.Parameter(name, 1, columns, new UniformInitialiser(0.3));

        var embed = Matrix("embed", Tokens, width);
        var position = graph.Constant(Sequence, width, [.. Enumerable.Range(0, Sequence * width).Select(i => (i % 7) * 0.1)]);
        var keys = graph.Gather(graph.Linear(embed, Matrix("key", width, width)), [0, 1, 2]);
        var x = graph.Add(graph.Gather(embed, [0, 1, 2]), position);
        var values = graph.Linear(x, graph.Scale(Matrix("value", width, width), 0.9), Row("value-bias", width));
        var last = graph.SelectRows(x, 2);
        var attended = graph.Attention(graph.Linear(last, Matrix("query", width, width)), keys, values, heads, 0.3, causal: true);
        var wide = graph.Attention(x, keys, values, heads, 0.3, causal: false);
        var products = graph.HeadLinear(graph.Linear(embed, Matrix("head", width, width)), Matrix("heads", width, width), heads);
        var summed = graph.AttentionMix(
            graph.AttentionWeights(last, keys, heads, 0.2, [2]), graph.Gather(products, [0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1], heads), heads, summed: true,
            Row("summed-bias", width));
        var y = graph.LayerNorm(graph.Add(graph.Add(attended, last), summed), Row("gain", width), Row("bias", width));
        y = graph.Add(y, graph.Scale(graph.SumRows(wide), 0.25));
        y = graph.Add(y, graph.Linear(graph.FlattenRows(wide), Matrix("flat", Sequence * width, width)));
        var pairs = graph.SelectRows(embed, 0, 1, 0, 2, 0, 3, 0, 4, 1, 2);
        var table = graph.AttentionMix(graph.AttentionWeights(embed, pairs, heads, 0.3, [2], Tokens), pairs, heads, summed: false, blocks: Tokens);
        y = graph.Add(y, graph.SumRows(graph.ConcatRows(graph.Gather(table, [1]), last, table)));
        y = graph.Add(y, graph.Linear(graph.Input(4), Matrix("input", 4, width)));
        var spread = graph.SquareRoot(graph.Linear(graph.Activate(y, Activation.Square), graph.Exponential(graph.Scale(Matrix("spread", width, width), 2))));
        y = graph.Add(y, graph.Multiply(spread, graph.Noise(width, 1)));
        y = graph.Activate(graph.Linear(y, Matrix("in", width, 37)), activation);
        y = graph.Activate(graph.Linear(y, Scaled("widen", 37, 66)), Activation.Relu);
        y = graph.Activate(graph.Linear(y, Scaled("sparse", 66, 67)), Activation.Relu);
        y = graph.Linear(y, Scaled("out", 67, width));
        var hasOneOutput = loss.Function.Outputs(Tokens) == 1;
        var output = hasOneOutput ? graph.Linear(y, Matrix("sign", width, 1)) : graph.Linear(y, embed, transposed: true);
        return graph.Build(output, loss);
    }

    private static void Run(IncrementalHash hash, Compiler compile, Precision precision, Graph graph, int count)
    {
        var (draws, outputs) = (new RandomStream(7, "self-test"), graph.Output.Shape.Columns);
        var examples = new Examples
        {
            Count = count,
            TokenWidth = Sequence,
            Tokens = [.. Enumerable.Range(0, count * Sequence).Select(Token)],
            InputWidth = 4,
            Inputs = [.. Enumerable.Range(0, count * 4).Select(i => draws.Normal(1000 + (ulong)i))],
            NoiseWidth = 20,
            Noise = [.. Enumerable.Range(0, count * 20).Select(i => draws.Normal(100000 + (ulong)i))],
            LabelWidth = 1,
            Labels = [.. Enumerable.Range(0, count).Select(i => draws.Below(2000 + (ulong)i, Tokens))],
            TargetWidth = outputs,
            Targets = [.. Enumerable.Range(0, count * outputs).Select(i => graph.Loss.Function.MadeUpTarget(draws, 3000 + (ulong)i))],
        };
        using var program = compile(graph, precision, count);
        foreach (var slice in graph.Parameters.Slices) program.Parameters.CopyFrom(slice.Offset, slice.Draw(7));
        var (first, second, total) = (program.NewVector(), program.NewVector(), program.NewVector());
        int[] rows = [.. Enumerable.Range(0, count)];
        if (!graph.Tokens.IsEmpty) rows = LocalOrder.Of(examples, rows);
        var (losses, correct) = (new double[count], new byte[count]);
        var bytes = new byte[program.Parameters.Count * (precision == Precision.Float32 ? 4 : 8)];
        for (var step = 1; step <= 2; step++)
        {
            Append(hash, program.Differentiate(examples, rows));
            total.AddScaled(0.5, program.Gradient);
            total.Scale(0.9);
            total.AddScaledGrowth(0.3, 2, program.Parameters);
            Append(hash, total.Dot(program.Gradient, 3, 101));
            program.Parameters.AdamUpdate(program.Gradient, first, second, 0.01, 0.9, 0.98, 0.1 * step, 0.02 * step, 1e-8, keep: 0.99);
            total.Part(5, 77).Descend(program.Gradient.Part(5, 77), 0.1, 0.01);
            program.Score(examples, rows, losses, correct);
            foreach (var loss in losses) Append(hash, loss);
            hash.AppendData(correct);
            foreach (var vector in new[] { program.Parameters, program.Gradient, total })
            {
                vector.WriteBytes(bytes);
                hash.AppendData(bytes);
            }
        }

        int Token(int i)
        {
            var range = graph.Tokens.IsEmpty ? new TokenRange(0, Tokens) : graph.Tokens[i % Sequence];
            return range.First + draws.Below((ulong)i, range.Count);
        }
    }
}
