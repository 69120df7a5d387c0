namespace GrokBench.Tensors.Graphs.Rewriting;

/// <summary>
/// Writes a graph anew, node by node in order of evaluation; what a rewrite does differently it overrides. Parameters keep their order, and so the flat
/// vector its layout, whether or not anything still reads them.
/// </summary>
internal abstract class GraphCopy(Graph source)
{
    private readonly Node?[] copies = new Node?[source.Nodes.Length];

    protected Graph Source { get; } = source;

    protected GraphBuilder Target { get; } = new(source.Tokens);

    public Graph Run()
    {
        foreach (var node in Source.Nodes) copies[node.Id] = Visit(node);
        return Target.Build(Copy(Source.Output), Source.Loss);
    }

    /// <summary>The new node that has an old one's value, made now if it is not there yet.</summary>
    protected Node Copy(Node node) => copies[node.Id] ??= Materialise(node);

    /// <summary>The node's copy, or null when it is put off until somebody asks.</summary>
    protected abstract Node? Visit(Node node);

    /// <summary>A copy that <see cref="Visit"/> has put off.</summary>
    protected virtual Node Materialise(Node node) => throw new InvalidOperationException($"{node} has no copy");

    /// <summary>Rows of a new node; the node itself where they are all of them.</summary>
    protected Node Select(Node node, ReadOnlySpan<int> rows) => rows.SequenceEqual([.. Enumerable.Range(0, node.Shape.Rows)]) ? node : Target.SelectRows(node, rows);

    /// <summary>The same operation on the copies of the inputs.</summary>
    protected Node Repeated(Node node) => Target.Apply(node.Operation, [.. node.Inputs.Select(Copy)]);
}
