using GrokBench.Tensors.Graphs;

namespace GrokBench.Torch;

/// <summary>What a node is computed from.</summary>
internal static class Dependencies
{
    /// <summary>Numbers of the parameter slices that a node depends on.</summary>
    public static int[] SlicesBehind(this Graph graph, Node node)
    {
        var behind = Behind(graph, node);
        return [.. Enumerable.Range(0, graph.Parameters.Slices.Length).Where(i => behind[graph.Parameters.Slices[i].Node])];
    }

    public static bool DependsOn(this Graph graph, Node node, Node source) => Behind(graph, node)[source.Id];

    /// <summary>By node; the node itself is one of them.</summary>
    private static bool[] Behind(Graph graph, Node node)
    {
        var behind = new bool[graph.Nodes.Length];
        behind[node.Id] = true;
        for (var id = node.Id; id >= 0; id--)
        {
            if (!behind[id]) continue;
            foreach (var input in graph.Nodes[id].Inputs) behind[input.Id] = true;
        }

        return behind;
    }
}
