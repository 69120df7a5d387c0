namespace GrokBench.Tensors.Graphs;

/// <summary>
/// What a node computes, and everything that builders, rewrites and predictions have to know of it. Every operation acts on one example at
/// a time: nothing here mixes examples, so an engine may run any number of examples together, in any grouping. Shapes: <c>rows x
/// columns</c> per example; the inputs are listed in order.
/// </summary>
public abstract record Operation
{
    /// <summary>Structure and constants, the same text in every culture: operations of equal keys on equal shapes are one program.</summary>
    internal abstract string Key { get; }

    /// <exception cref="ArgumentException">The inputs do not fit. The message names their shapes.</exception>
    /// <exception cref="GraphSizeException">The result is too large.</exception>
    internal abstract Shape ShapeOf(ReadOnlySpan<Node> inputs);

    internal abstract Stage StageOf(ReadOnlySpan<Node> inputs);

    /// <summary>Multiply-adds of one forward evaluation; elementwise work counts one per element.</summary>
    public abstract double MultiplyAdds(Node node);

    /// <summary>
    /// Roughly what one evaluation takes, in multiply-adds of a matrix product, for a choice between two ways of writing the same model.
    /// </summary>
    internal abstract double Weight(Node node);

    /// <summary>The rows of an input that some rows of the result are made from, in the order in which <see cref="OfRows"/> reads
    /// them.</summary>
    /// <param name="rows">Of the result, ascending; at least one.</param>
    internal abstract int[] Needs(Node node, int input, int[] rows);

    /// <summary>A node of some rows of the result alone.</summary>
    /// <param name="rows">Ascending; at least one.</param>
    /// <param name="input">An input, reduced to the rows that the operation <see cref="Needs"/>.</param>
    internal abstract Node OfRows(GraphBuilder target, Node node, int[] rows, Func<int, Node> input);

    /// <summary>
    /// The rows of inputs that one row of the result depends on, for rewrites that follow tokens through a graph; null where they do not
    /// follow.
    /// </summary>
    internal abstract IEnumerable<(Node Input, int Row)>? Sources(Node node, int row);

    /// <summary>What a step of elementwise work weighs: it is bound by loads and stores, a product by its multiply-adds.</summary>
    protected const double ElementwiseWeight = 4;

    /// <summary>Of what is computed from values alone: for every example as soon as one of them belongs to one.</summary>
    protected static Stage Later(ReadOnlySpan<Node> inputs)
    {
        foreach (var input in inputs)
        {
            if (input.Stage == Stage.Example) return Stage.Example;
        }

        return Stage.Shared;
    }

    protected static int[] AllRows(Node node) => [.. Enumerable.Range(0, node.Shape.Rows)];

    /// <exception cref="ArgumentException">The condition does not hold.</exception>
    protected static void Require(bool condition, string problem) => GraphBuilder.Require(condition, problem);

    /// <exception cref="ArgumentException">There are other inputs than so many.</exception>
    protected void RequireInputs(ReadOnlySpan<Node> inputs, int least, int most) =>
        Require(inputs.Length >= least && inputs.Length <= most, $"{GetType().Name} takes {least} to {most} inputs, not {inputs.Length}");

    /// <summary>Numbers of a key, the same in every culture.</summary>
    private protected static string List<T>(IEnumerable<T> values) =>
        string.Join(',', values.Select(value => FormattableString.Invariant($"{value}")));
}
