using GrokBench.Tensors;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Tests.Engines.Cpu;

namespace GrokBench.Torch.Tests.Operations;

/// <summary>Small graphs that together hold every operation, by name.</summary>
internal static class OperationCases
{
    private const int Count = 7;

    private static readonly int[] Widths = [1, 3, 8, 17];

    /// <summary>Cases that are not an operation on three rows.</summary>
    private static readonly SortedDictionary<string, Func<IEnumerable<(Graph Graph, Examples Examples)>>> Others = new(StringComparer.Ordinal)
    {
        ["gather-offsets"] = () => Widths.Select(width => (OperationGraphs.GathersFromTables(width), Batch.Examples(Count))),
        ["head-linear"] = () => Widths.Select(width => (OperationGraphs.MixedProducts(2, width, 2 * width), Batch.Examples(Count))),
        ["head-linear-shared-rows"] = () => new[] { 1, 3, 4 }.Select(heads => (OperationGraphs.MixedProducts(heads, 2, 31), Batch.Examples(Count))),
        ["attention-blocks"] = () => Widths.Select(width => (OperationGraphs.AttentionInBlocks(width, together: true), Batch.Examples(Count))),
        ["table-also-a-weight"] = () => [(OperationGraphs.TableAlsoAWeight(), Batch.Examples(Count))],
        ["noise"] = () => Widths.Select(width => (OperationGraphs.SpreadTimesNoise(width), Batch.Examples(Count, noise: width + 1))),
        ["noise-none"] = () => [(OperationGraphs.SpreadTimesNoise(5), Batch.Examples(Count))],
        ["square-root-of-zero"] = () => [(RootOfZeros(), Batch.Examples(Count))],
        ["transformer"] = () => [(Batch.Transformer(), Batch.Examples(Count)), (Batch.Transformer(), Batch.Examples(300))],
    };

    public static IEnumerable<string> Names => OperationGraphs.Operations.Keys.Concat(Others.Keys);

    /// <summary>The operation on each example and on parameters alone, at several widths.</summary>
    public static IEnumerable<(Graph Graph, Examples Examples)> Of(string name) => Others.TryGetValue(name, out var graphs)
        ? graphs()
        : Widths.SelectMany(width => new[] { OperationGraphs.OnEachExample(name, width), OperationGraphs.OnParameters(name, width) }).Select(graph => (graph, Batch.Examples(Count)));

    /// <summary>Where the derivative is set to 0: some of a parameter's elements are.</summary>
    private static Graph RootOfZeros()
    {
        var graph = new GraphBuilder();
        var halfZero = graph.Activate(graph.Activate(OperationGraphs.Matrix(graph, "x", 3, 5), Activation.Relu), Activation.Square);
        var own = graph.Linear(graph.Input(Batch.Inputs), OperationGraphs.Matrix(graph, "own", Batch.Inputs, 5));
        return OperationGraphs.Scored(graph, graph.Add(own, graph.SumRows(graph.SquareRoot(halfZero))));
    }
}
