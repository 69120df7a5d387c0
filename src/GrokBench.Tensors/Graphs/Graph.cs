using System.Collections.Immutable;

namespace GrokBench.Tensors.Graphs;

/// <summary>
/// A model written once: operations in order of evaluation, an output and its loss. Engines execute it. Immutable; made by
/// <see cref="GraphBuilder"/>, which has checked every shape.
/// </summary>
/// <param name="Tokens">By token column: which tokens can stand there. Empty when nothing is known.</param>
/// <param name="Taps">Nodes that the model's author names for measures; see <see cref="GraphBuilder.Tap"/>. Rewritten graphs have their output's alone.</param>
public sealed record Graph(
    ImmutableArray<Node> Nodes, Node Output, Loss Loss, ImmutableArray<TokenRange> Tokens, ImmutableSortedDictionary<string, Node> Taps)
{
    /// <summary>What every graph names its output: the rows that the loss scores.</summary>
    public const string OutputTap = "output";

    /// <summary>The trained tensors, in order of declaration; the flat parameter vector holds them in this order, row-major, unpadded.</summary>
    public ParameterLayout Parameters { get; } = ParameterLayout.Of(Nodes);

    /// <summary>Normal draws that an example of a step needs; 0 for a model without noise.</summary>
    public int NoiseWidth { get; } = Nodes.Select(node => node.Operation is NoiseOperation noise ? noise.First + node.Shape.Columns : 0).Append(0).Max();

    /// <summary>
    /// The graph up to a node, which becomes its output. Its flat vector is the beginning of this graph's: parameters that are declared after the node are
    /// left out.
    /// </summary>
    internal Graph Until(Node node) => new(Nodes[..(node.Id + 1)], node, Loss, Tokens, Taps.Clear());
}
