namespace GrokBench.Tensors.Graphs.Rewriting;

/// <summary>Drops every node that the output does not need, but for the parameters.</summary>
internal sealed class UnusedNodes : GraphCopy
{
    private readonly bool[] used;

    public UnusedNodes(Graph source)
        : base(source)
    {
        used = new bool[source.Nodes.Length];
        used[source.Output.Id] = true;
        foreach (var node in source.Nodes.Reverse())
        {
            foreach (var input in node.Inputs) used[input.Id] |= used[node.Id];
        }
    }

    protected override Node? Visit(Node node) => used[node.Id] || node.Operation is ParameterOperation ? Repeated(node) : null;
}
