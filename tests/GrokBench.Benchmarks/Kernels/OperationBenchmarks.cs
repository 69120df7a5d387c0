using BenchmarkDotNet.Attributes;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Benchmarks;

/// <summary>Whole operations over 1024 examples, forward and backward, on one thread: activations and layer norm at width 512, attention of 4 heads x 32.</summary>
public class OperationBenchmarks : IDisposable
{
    private const int Count = 1024;
    private static readonly int[] Rows = [.. Enumerable.Range(0, Count)];
    private IProgram program = null!;
    private Examples examples = null!;

    public enum Kind
    {
        Relu,
        Gelu,
        GeluTanh,
        LayerNorm,
        Attention,
        SoftmaxCrossEntropy,
    }

    [ParamsAllValues]
    public Kind Operation { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var graph = new GraphBuilder();
        var draws = new RandomStream(2, "benchmark");
        Node Table(int width) => graph.Gather(graph.Parameter("table", 113, width, new NormalInitialiser(1)), [0, 1, 2]);
        var output = Operation switch
        {
            Kind.Relu => graph.Activate(Table(512), Activation.Relu),
            Kind.Gelu => graph.Activate(Table(512), Activation.Gelu),
            Kind.GeluTanh => graph.Activate(Table(512), Activation.GeluTanh),
            Kind.LayerNorm => graph.LayerNorm(Table(512), graph.Parameter("gain", 1, 512, Initialiser.Ones), graph.Parameter("shift", 1, 512, Initialiser.Zeros)),
            Kind.Attention => Attention(graph, Table(128)),
            _ => graph.Gather(graph.Parameter("logits", 113, 113, new NormalInitialiser(1)), [0, 1, 2]),
        };
        examples = new Examples
        {
            Count = Count,
            TokenWidth = 3,
            Tokens = [.. Enumerable.Range(0, Count * 3).Select(i => draws.Below((ulong)i, 113))],
            LabelWidth = 3,
            Labels = [.. Enumerable.Range(0, Count * 3).Select(i => draws.Below((ulong)i, 113))],
        };
        var loss = Operation == Kind.SoftmaxCrossEntropy ? LossKind.CrossEntropy : LossKind.SquaredErrorOneHot;
        program = CpuEngine.Create().Compile(graph.Build(output, new Loss(loss, Operation == Kind.SoftmaxCrossEntropy ? LossPrecision.Float64 : LossPrecision.Float32)), Precision.Float32, Count, 1);
        foreach (var slice in program.Graph.Parameters.Slices) program.Parameters.CopyFrom(slice.Offset, slice.Draw(0));
    }

    [Benchmark]
    public double Differentiate() => program.Differentiate(examples, Rows);

    [GlobalCleanup]
    public void Dispose()
    {
        program.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Node Attention(GraphBuilder graph, Node x) => graph.Attention(x, x, x, 4, 0.17, causal: true);
}
