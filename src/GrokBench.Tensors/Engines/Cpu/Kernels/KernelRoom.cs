using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>What kernels of one program share, and what they can know of the others.</summary>
/// <param name="places">By node.</param>
/// <param name="trained">By node: whether it leads from a parameter to the output.</param>
internal sealed class KernelRoom<T>(Graph graph, Place[] places, bool[] trained, NativeBlocks<T> blocks, Workers workers)
    where T : unmanaged
{
    public NativeBlocks<T> Blocks { get; } = blocks;

    public Workers Workers { get; } = workers;

    /// <summary>Shares out the rows of a product.</summary>
    public SharedProduct<T> Product { get; } = new(workers);

    /// <summary>The weights of all linear nodes, each once; what is to be packed of a shared one is packed after the shared stage.</summary>
    public List<WeightPanels<T>> Weights { get; } = [];

    /// <summary>The ReLU whose zeros the products with a linear node's input as left operand leave out: the node that the input is.</summary>
    public static Node? ReluBefore(Node node) =>
        node.Operation is LinearOperation && IsRelu(node.Inputs[0]) && SparseProduct<T>.Applies(node.Shape.Columns) ? node.Inputs[0] : null;

    /// <summary>The ReLU whose zeros the products with the gradient of a linear node as left operand leave out: nobody else reads the node.</summary>
    public Node? ReluAfter(Node node)
    {
        if (node.Operation is not LinearOperation || node == graph.Output) return null;
        if (!SparseProduct<T>.Applies(node.Inputs[0].Shape.Columns)) return null;
        return graph.Nodes.Where(other => other.Inputs.Contains(node)).ToArray() is [var reader] && IsRelu(reader) ? reader : null;
    }

    /// <summary>Whether any product leaves out the zeros of a ReLU.</summary>
    public bool IsMarked(Node relu) => graph.Nodes.Any(other => ReluBefore(other) == relu || ReluAfter(other) == relu);

    private static bool IsRelu(Node node) => node.Operation is ActivationOperation { Activation: Activation.Relu };

    /// <summary>Of a linear node.</summary>
    public WeightPanels<T> Panels(Node linear, bool transposed)
    {
        var weight = linear.Inputs[1];
        if (Weights.Find(other => other.Weight == weight && other.Transposed == transposed) is { } there) return there;
        var users = graph.Nodes
            .Where(node => node.Operation is LinearOperation other && other.Transposed == transposed && node.Inputs[1] == weight).ToArray();
        var sparse = (users.Any(user => ReluBefore(user) is not null), users.Any(user => ReluAfter(user) is not null));
        var passesGradient = users.Any(user => trained[user.Inputs[0].Id]);
        var panels = new WeightPanels<T>(Blocks, weight, places[weight.Id], transposed, passesGradient, sparse);
        Weights.Add(panels);
        return panels;
    }
}
