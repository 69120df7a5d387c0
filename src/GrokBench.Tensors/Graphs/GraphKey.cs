using System.Security.Cryptography;
using System.Text;

namespace GrokBench.Tensors.Graphs;

/// <summary>Says of two graphs whether they are the same program: equal operations on equal shapes, with the same constants. How parameters are drawn does not matter.</summary>
public static class GraphKey
{
    /// <summary>Equal for graphs whose runs can be stacked.</summary>
    public static string Of(Graph graph)
    {
        var text = new StringBuilder();
        foreach (var node in graph.Nodes)
            text.Append(FormattableString.Invariant($"{node.Operation.Key}({string.Join(',', node.Inputs.Select(input => input.Id))}) {node.Shape.Rows}x{node.Shape.Columns} {node.Stage};"));

        text.Append(FormattableString.Invariant($"{graph.Output.Id} {graph.Loss.Function.Key} {graph.Loss.Precision}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
