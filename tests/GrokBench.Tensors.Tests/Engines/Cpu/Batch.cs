using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>Random examples of three tokens, two labels and some real inputs, and programs with drawn parameters.</summary>
internal static class Batch
{
    public const int Tokens = 5, Positions = 3, Inputs = 4, Classes = 4;

    private static readonly Lazy<CpuEngine> Shared = new(CpuEngine.Create);

    public static CpuEngine Engine => Shared.Value;

    public static Examples Examples(int count, int labels = 1, int inputs = Inputs, int noise = 0)
    {
        var draws = new RandomStream(11, "examples");
        return new Examples
        {
            Count = count,
            TokenWidth = Positions,
            Tokens = [.. Enumerable.Range(0, count * Positions).Select(i => draws.Below((ulong)i, Tokens))],
            InputWidth = inputs,
            Inputs = [.. Enumerable.Range(0, count * inputs).Select(i => draws.Normal(100000 + (ulong)i))],
            NoiseWidth = noise,
            Noise = [.. Enumerable.Range(0, count * noise).Select(i => draws.Normal(400000 + (ulong)i))],
            LabelWidth = labels,
            Labels = [.. Enumerable.Range(0, count * labels).Select(i => draws.Below(200000 + (ulong)i, Classes))],
            TargetWidth = Classes,
            Targets = [.. Enumerable.Range(0, count * Classes).Select(i => draws.Normal(300000 + (ulong)i))],
        };
    }

    public static int[] Rows(int count) => [.. Enumerable.Range(0, count)];

    public static IProgram Program(Graph graph, Precision precision, int largestBatch, int threads = 1, IEngine? engine = null)
    {
        var program = (engine ?? Engine).Compile(graph, precision, largestBatch, threads);
        foreach (var slice in graph.Parameters.Slices) program.Parameters.CopyFrom(slice.Offset, slice.Draw(3));
        return program;
    }

    public static double[] Values(this IVector vector)
    {
        var values = new double[vector.Count];
        vector.CopyTo(0, values);
        return values;
    }

    /// <summary>A small transformer with every kind of sum: tied weights, a shared projection, layer norm, attention, biases.</summary>
    public static Graph Transformer(Loss? loss = null)
    {
        var graph = new GraphBuilder();
        const int width = 18;
        Node Matrix(string name, int rows, int columns) => graph.Parameter(name, rows, columns, new NormalInitialiser(0.5));
        var embed = Matrix("embed", Tokens, width);
        var x = graph.Add(graph.Gather(embed, [0, 1, 2]), Matrix("position", Positions, width));
        var key = graph.Gather(graph.Linear(embed, Matrix("key", width, width)), [0, 1, 2]);
        var value = graph.Linear(x, Matrix("value", width, width), Matrix("value-bias", 1, width));
        var y = graph.Add(x, graph.Attention(x, key, value, 3, 0.4, causal: true));
        y = graph.LayerNorm(y, Matrix("gain", 1, width), Matrix("shift", 1, width));
        y = graph.Activate(graph.Linear(graph.FlattenRows(y), Matrix("in", Positions * width, 21)), Activation.Gelu);
        return graph.Build(graph.Linear(graph.Linear(y, Matrix("out", 21, width)), embed, transposed: true), loss ?? new Loss(new CrossEntropyLoss(), LossPrecision.Float64));
    }
}
