using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines;

/// <summary>
/// A compiled graph with its parameters, in the layout of <see cref="Graph.Parameters"/>, and gradient. Steps and evaluations allocate nothing. Not safe for use from two
/// threads at once.
/// </summary>
public interface IProgram : IFlatVectors
{
    Graph Graph { get; }

    /// <summary>Mean loss over the chosen examples; the gradient of that mean is left in <see cref="IFlatVectors.Gradient"/>.</summary>
    /// <param name="rows">Indices of the examples, in the order in which sums are taken; at most the compiled largest batch.</param>
    /// <returns>The mean loss at the present parameters. Not finite when training has diverged.</returns>
    double Differentiate(Examples examples, ReadOnlySpan<int> rows);

    /// <summary>
    /// Loss and correctness of each chosen example at the present parameters, computed in fixed row blocks so that an example's bits do not
    /// depend on its neighbours.
    /// </summary>
    /// <param name="losses">Per example: the mean loss over its output rows.</param>
    /// <param name="correct">Per example: 1 when in every output row the largest output (the first of equals) is at the label, or the real targets are met by
    /// <see cref="Examples.Correctness"/>, or the output has its target's sign, by what the loss compares outputs with, else 0. Left alone
    /// for real targets without one.</param>
    void Score(Examples examples, ReadOnlySpan<int> rows, Span<double> losses, Span<byte> correct);

    /// <summary>Values of one node for the chosen examples, widened to float64.</summary>
    /// <param name="node">A node of the example stage.</param>
    /// <param name="values">rows.Length x node.Shape.Count, example-major.</param>
    void Forward(Node node, Examples examples, ReadOnlySpan<int> rows, Span<double> values);

    /// <summary>
    /// The gradient in the parameters of Σ cotangent·value, over the chosen examples and the elements of a node, widened to float64. Leaves
    /// <see cref="IFlatVectors.Gradient"/> as it is. The first call for a node compiles what it needs.
    /// </summary>
    /// <param name="node">A node of the example stage.</param>
    /// <param name="cotangents">rows.Length x node.Shape.Count, example-major; rounded to the program's precision.</param>
    /// <param name="gradient">One number per parameter, in the order of <see cref="Graph.Parameters"/>: overwritten.</param>
    void Pull(Node node, Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<double> cotangents, Span<double> gradient);

    /// <summary>
    /// The same in the value of another node, example by example: by how much the sum changes with each of its elements. Attention weights of keys
    /// out of sight count as constants: the gradient in them is 0.
    /// </summary>
    /// <param name="node">A node of the example stage.</param>
    /// <param name="source">A node of the example stage. Where <paramref name="node"/> does not depend on it, the gradient is 0.</param>
    /// <param name="cotangents">rows.Length x node.Shape.Count, example-major.</param>
    /// <param name="gradient">rows.Length x source.Shape.Count, example-major: overwritten.</param>
    void Pull(Node node, Node source, Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<double> cotangents, Span<double> gradient);
}
