using System.Numerics;
using GrokBench.Tensors.Engines.Cpu.Kernels;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>A graph's kernels in order, who wants gradients, and where the gradients of parameters and shared nodes lie in a group's partial.</summary>
internal sealed class Plan<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node? source;

    /// <param name="source">A node of the example stage in which, and in which alone, the output is differentiated; null for the parameters.</param>
    public Plan(Graph graph, NativeBlocks<T> blocks, Workers workers, Node? source = null)
    {
        (Graph, this.source) = (graph, source);
        Places = [.. graph.Nodes.Select(node => Place.Of<T>(IsReadAsRow(graph, node) ? new Shape(1, node.Shape.Rows) : node.Shape))];
        Layout = new VectorLayout([.. graph.Parameters.Slices.Select(slice => Places[slice.Node])]);
        (InPlace, Overwritten) = (new bool[graph.Nodes.Length], new bool[graph.Nodes.Length]);
        Trained = FindTrained(graph, source);
        ReadByExamples = FindReadByExamples(graph);
        (PartialSize, TotalSize) = (Size(ReadByExamples), Size(Array.ConvertAll(ReadByExamples, read => true)));
        (GradientOffsets, GradientSize) = LayOutGradients(graph);
        var room = new KernelRoom<T>(graph, Places, Trained, blocks, workers);
        var kernels = graph.Nodes.Where(node => node.Stage != Stage.Stored).Select(node => KernelMakers.Make(node, room)).ToList();
        Weights = [.. room.Weights];
        ExampleForward = [.. kernels.Where(kernel => kernel.Node.Stage == Stage.Example)];
        ReadTablesInPlace(kernels);
        SharedForward = [.. kernels.Where(kernel => kernel.Node.Stage == Stage.Shared)];
        ExampleBackward = Backward(ExampleForward, overwritesWeights: true);
        SharedBackward = Backward(SharedForward, overwritesWeights: false);
    }

    public Graph Graph { get; }

    public Place[] Places { get; }

    /// <summary>By node: whether it leads from a parameter, or from the source, to the output.</summary>
    public bool[] Trained { get; }

    /// <summary>By node: whether it gathers rows that are read, and whose gradients are added, in its table.</summary>
    public bool[] InPlace { get; }

    /// <summary>Of the flat vectors.</summary>
    public VectorLayout Layout { get; }

    /// <summary>By node: where its gradient starts among those of a step; -1 for nodes of the example stage and those without gradient. The parameters' come first, as in a flat vector.</summary>
    public int[] GradientOffsets { get; }

    /// <summary>Elements of all these gradients, and of a group's partial of them, in which only those that <see cref="ReadByExamples"/> tells are in use.</summary>
    public int GradientSize { get; }

    /// <summary>By node that belongs to no example: whether the example stage reads it, so that each row group has a gradient for it.</summary>
    public bool[] ReadByExamples { get; }

    /// <summary>Elements, in rows, of what the example stage reads, and of all that has a gradient of a step. Row groups and chunks are chosen by them: they are part of a result's bits.</summary>
    public int PartialSize { get; }

    /// <inheritdoc cref="PartialSize"/>
    public int TotalSize { get; }

    public NodeKernel<T>[] SharedForward { get; }

    public NodeKernel<T>[] ExampleForward { get; }

    public NodeKernel<T>[] ExampleBackward { get; }

    public NodeKernel<T>[] SharedBackward { get; }

    /// <summary>By node: whether its gradient in a partial is overwritten by the first chunk, and need not be cleared.</summary>
    public bool[] Overwritten { get; }

    /// <summary>The weights of all linear nodes, each once; what is to be packed of a shared one is packed after the shared stage.</summary>
    public WeightPanels<T>[] Weights { get; }

    private static bool[] FindTrained(Graph graph, Node? source)
    {
        var needed = new bool[graph.Nodes.Length];
        needed[graph.Output.Id] = true;
        foreach (var node in graph.Nodes.Reverse())
        {
            foreach (var input in node.Inputs) needed[input.Id] |= needed[node.Id];
        }

        var trained = new bool[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            var starts = source is null ? node.Operation is ParameterOperation : node == source;
            var reaches = starts || node.Inputs.Any(input => trained[input.Id]);
            trained[node.Id] = reaches && needed[node.Id];
        }

        return trained;
    }

    /// <summary>Whether a column is nothing but the weight of linear maps to one output, which want it as a row.</summary>
    private static bool IsReadAsRow(Graph graph, Node parameter) =>
        parameter.Operation is ParameterOperation && parameter.Shape.Columns == 1
        && graph.Nodes.All(node => node.Inputs.Select((input, index) => input != parameter || (index == 1 && node.Operation is LinearOperation { Transposed: false })).All(each => each));

    private static bool[] FindReadByExamples(Graph graph)
    {
        var read = new bool[graph.Nodes.Length];
        foreach (var input in graph.Nodes.Where(node => node.Stage == Stage.Example).SelectMany(node => node.Inputs)) read[input.Id] = true;
        return read;
    }

    private int Size(bool[] chosen) =>
        Graph.Nodes.Where(node => node.Stage != Stage.Example && Trained[node.Id] && chosen[node.Id]).Sum(node => Place.Of<T>(node.Shape).Size);

    private (int[] Offsets, int Size) LayOutGradients(Graph graph)
    {
        var offsets = new int[graph.Nodes.Length];
        Array.Fill(offsets, -1);
        for (var i = 0; i < graph.Parameters.Slices.Length; i++)
        {
            if (graph.Parameters.Slices[i].Node is var node && Trained[node]) offsets[node] = Layout.Offset(i);
        }

        var size = Layout.Size;
        foreach (var node in graph.Nodes.Where(node => node.Stage == Stage.Shared && Trained[node.Id]))
        {
            offsets[node.Id] = size;
            size = checked(size + Places[node.Id].Size);
        }

        return (offsets, size);
    }

    /// <summary>Gathered rows are not copied where all who read them can read the table.</summary>
    private void ReadTablesInPlace(List<NodeKernel<T>> kernels)
    {
        foreach (var gather in kernels.OfType<GatherKernel<T>>())
        {
            var readers = from kernel in kernels
                          from index in Enumerable.Range(0, kernel.Node.Inputs.Length)
                          where kernel.Node.Inputs[index] == gather.Node
                          select (Kernel: kernel, Index: index);
            gather.InPlace = gather.Node != Graph.Output && gather.Node != source && readers.All(reader => reader.Kernel.ReadsRows(reader.Index));
            if (!gather.InPlace) continue;
            InPlace[gather.Node.Id] = true;
            foreach (var (kernel, index) in readers) kernel.ReadInPlace(index, gather.Node.Inputs[0]);
        }
    }

    /// <summary>The kernels that pass gradients on, last first, each told who reaches which example gradient first.</summary>
    /// <param name="overwritesWeights">Whether the first product to reach a weight's gradient starts it anew.</param>
    private NodeKernel<T>[] Backward(NodeKernel<T>[] forward, bool overwritesWeights)
    {
        var reached = new bool[Places.Length];
        var order = forward.Where(kernel => Trained[kernel.Node.Id] && kernel.Node != source).Reverse().ToArray();
        foreach (var kernel in order)
        {
            var inputs = kernel.Node.Inputs;
            var reaches = new Reach[inputs.Length];
            for (var i = 0; i < reaches.Length; i++)
            {
                var input = inputs[i];
                var stored = input.Stage != Stage.Example || InPlace[input.Id];
                reaches[i] = !Trained[input.Id] ? Reach.Unwanted : stored || reached[input.Id] ? Reach.Add : Reach.First;
                if (overwritesWeights && stored && i == 1 && Trained[input.Id] && !reached[input.Id] && kernel is LinearKernel<T>)
                {
                    reaches[i] = Reach.First;
                    Overwritten[input.Id] = true;
                }

                reached[input.Id] = true;
                if (InPlace[input.Id]) reached[input.Inputs[0].Id] = true;
            }

            kernel.Settle(reaches);
        }

        return order;
    }
}
