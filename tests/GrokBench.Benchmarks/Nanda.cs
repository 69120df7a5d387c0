using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Benchmarks;

/// <summary>
/// The one-layer transformer of Nanda et al. 2023 (arXiv 2301.05217) on addition modulo 113: width 128, four heads of 32, 512 hidden units, vocabulary
/// 114, 3830 examples of three tokens (30 % of the pairs), cross entropy at the last position in float64.
/// </summary>
internal static class Nanda
{
    public const int Modulus = 113, Examples = 3830, Vocabulary = 114, Tokens = 3;
    private const int Width = 128, Heads = 4, Hidden = 512;

    /// <param name="allPositions">As published, everything is computed at all three positions and the last one's logits are taken.</param>
    public static Graph Graph(bool allPositions)
    {
        var graph = new GraphBuilder();
        Node Matrix(string name, int rows, int columns) => graph.Parameter(name, rows, columns, new NormalInitialiser(1 / Math.Sqrt(columns)));
        var x = graph.Add(graph.Gather(Matrix("embed", Vocabulary, Width), [0, 1, 2]), Matrix("position", Tokens, Width));
        var stream = allPositions ? x : graph.SelectRows(x, 2);
        var (query, key, value) = (Matrix("query", Width, Width), Matrix("key", Width, Width), Matrix("value", Width, Width));
        var attended = graph.Attention(
            graph.Linear(stream, query), graph.Linear(x, key), graph.Linear(x, value), Heads, 1 / Math.Sqrt(Width / Heads), causal: true);
        stream = graph.Add(stream, graph.Linear(attended, Matrix("output", Width, Width)));
        var hidden = graph.Linear(stream, Matrix("mlp-in", Width, Hidden), graph.Parameter("mlp-in-bias", 1, Hidden, Initialiser.Zeros));
        stream = graph.Add(
            stream,
            graph.Linear(graph.Activate(hidden, Activation.Relu), Matrix("mlp-out", Hidden, Width), graph.Parameter("mlp-out-bias", 1, Width, Initialiser.Zeros)));
        var logits = graph.Linear(stream, Matrix("unembed", Width, Vocabulary));
        return graph.Build(allPositions ? graph.SelectRows(logits, 2) : logits, new Loss(LossKind.CrossEntropy, LossPrecision.Float64));
    }

    public static Examples Addition()
    {
        var order = new RandomStream(1, "split").Permutation(Modulus * Modulus);
        var (tokens, labels) = (new int[Examples * Tokens], new int[Examples]);
        for (var i = 0; i < Examples; i++)
        {
            var (a, b) = (order[i] / Modulus, order[i] % Modulus);
            (tokens[i * 3], tokens[(i * 3) + 1], tokens[(i * 3) + 2]) = (a, b, Modulus);
            labels[i] = (a + b) % Modulus;
        }

        return new Examples { Count = Examples, TokenWidth = Tokens, Tokens = tokens, LabelWidth = 1, Labels = labels };
    }

    /// <summary>Adam with decoupled decay, learning rate 1e-3, decay 1.</summary>
    public static void Update(IProgram program, IVector first, IVector second, int step)
    {
        program.Parameters.Scale(1 - 1e-3);
        program.Parameters.AdamUpdate(
            program.Gradient, first, second, 1e-3, 0.9, 0.98,
            1 - SpecialFunctions.Power(0.9, step), 1 - SpecialFunctions.Power(0.98, step), 1e-8);
    }
}
