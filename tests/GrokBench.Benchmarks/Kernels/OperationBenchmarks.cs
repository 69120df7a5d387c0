using BenchmarkDotNet.Attributes;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Benchmarks.Kernels;

/// <summary>
/// Operations within a small graph, forward and backward over 1024 examples of three tokens on one thread: rows gathered from a table, the operation,
/// squared error. <see cref="Kind.Nothing"/> is the graph without the operation.
/// </summary>
public class OperationBenchmarks : IWork
{
    private const int Count = 1024, Tokens = 3, Width = 128, Classes = 113;
    private static readonly int[] Rows = [.. Enumerable.Range(0, Count)];
    private IProgram program = null!;
    private Examples examples = null!;

    public enum Kind
    {
        Nothing,
        Relu,
        Gelu,
        GeluTanh,
        LayerNorm,
        Attention,
        SoftmaxCrossEntropy,
        SoftmaxCrossEntropyInFloat64,
    }

    [ParamsAllValues]
    public Kind Operation { get; set; }

    Work IWork.Of(string method)
    {
        // Six products of Tokens x Tokens x Width per example: scores and values forward, and the gradients of both factors of each.
        if (Operation == Kind.Attention) return new(12.0 * Count * Tokens * Tokens * Width, 0);

        // Per element and pass: gathered and its gradient scattered (2 streams), read by the loss and its gradient written (2);
        // an operation reads and writes on the way forward, and reads its input and a gradient and writes a gradient on the way back (5).
        var streams = Operation is Kind.Nothing or Kind.SoftmaxCrossEntropy or Kind.SoftmaxCrossEntropyInFloat64 ? 4 : 9;
        return new(0, (double)sizeof(float) * streams * Count * Tokens * Width);
    }

    [GlobalSetup]
    public void Setup()
    {
        var graph = new GraphBuilder();
        var x = graph.Gather(graph.Parameter("table", Classes, Width, new NormalInitialiser(1)), [0, 1, 2]);
        Node Activated(Activation activation) => graph.Activate(x, activation);
        var output = Operation switch
        {
            Kind.Relu => Activated(Activation.Relu),
            Kind.Gelu => Activated(Activation.Gelu),
            Kind.GeluTanh => Activated(Activation.GeluTanh),
            Kind.LayerNorm => graph.LayerNorm(x, graph.Parameter("gain", 1, Width, Initialiser.Ones), graph.Parameter("shift", 1, Width, Initialiser.Zeros)),
            Kind.Attention => graph.Attention(x, x, x, 4, 0.17, causal: false),
            _ => x,
        };
        var loss = Operation switch
        {
            Kind.SoftmaxCrossEntropy => new Loss(new CrossEntropyLoss(), LossPrecision.Float32),
            Kind.SoftmaxCrossEntropyInFloat64 => new Loss(new CrossEntropyLoss(), LossPrecision.Float64),
            _ => new Loss(new SquaredErrorOneHotLoss(), LossPrecision.Float32),
        };
        var draws = new RandomStream(2, "benchmark");
        int[] symbols = [.. Enumerable.Range(0, Count * Tokens).Select(i => draws.Below((ulong)i, Classes))];
        examples = new Examples { Count = Count, TokenWidth = Tokens, Tokens = symbols, LabelWidth = Tokens, Labels = symbols };
        program = CpuEngine.Create().Compile(graph.Build(output, loss), Precision.Float32, Count, threads: 1);
        foreach (var slice in program.Graph.Parameters.Slices) program.Parameters.CopyFrom(slice.Offset, slice.Draw(0));
    }

    [Benchmark]
    public double Differentiate() => program.Differentiate(examples, Rows);

    [GlobalCleanup]
    public void Cleanup() => program.Dispose();
}
