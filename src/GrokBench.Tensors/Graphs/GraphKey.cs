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
            text.Append(FormattableString.Invariant($"{Of(node.Operation)}({string.Join(',', node.Inputs.Select(input => input.Id))}) {node.Shape.Rows}x{node.Shape.Columns} {node.Stage};"));

        text.Append(FormattableString.Invariant($"{graph.Output.Id} {graph.Loss.Kind} {graph.Loss.Precision}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Of(Operation operation) => operation switch
    {
        ParameterOperation parameter => $"parameter {parameter.Name}",
        ConstantOperation constant => $"constant {List(constant.Values)}",
        GatherOperation gather => FormattableString.Invariant($"gather {List(gather.TokenColumns)} {List(gather.Offsets)} {gather.Multiplier}"),
        AttentionWeightsOperation weights => FormattableString.Invariant($"weights {weights.Heads} {weights.Scale:R} {List(weights.Visible)} {weights.Blocks}"),
        ScaleOperation scale => FormattableString.Invariant($"scale {scale.Factor:R}"),
        LayerNormOperation norm => FormattableString.Invariant($"norm {norm.Epsilon:R}"),
        SelectRowsOperation select => $"select {List(select.Rows)}",

        // Records of whole numbers, switches and words print them all, alike in every culture.
        var other => other.ToString(),
    };

    private static string List<T>(IEnumerable<T> values)
        => string.Join(',', values.Select(value => FormattableString.Invariant($"{value}")));
}
