using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Learning;

/// <summary>
/// What measures read of a network: the model as it is published, at all positions, with the learner's present parameters, perturbed ones included. Its nodes go by
/// the names that the family gives them (<see cref="Graph.Taps"/>): what training makes of the graph hides and reorders nothing.
/// </summary>
public sealed class ObservedModel
{
    /// <summary>For which the program is compiled: it takes that many examples at a time.</summary>
    internal const int Block = 256;

    private readonly IProgram trained, program;
    private readonly Examples examples;
    private long changes = -1;
    private bool isOver;

    /// <param name="trained">Whose parameters are read.</param>
    /// <param name="observing">The model as published, with the same parameters in the same order. Whoever made it disposes of it.</param>
    internal ObservedModel(IProgram trained, IProgram observing, Examples examples) => (this.trained, program, this.examples) = (trained, observing, examples);

    /// <summary>As published.</summary>
    public Graph Graph => program.Graph;

    /// <summary>
    /// Memory that a measure which reads nodes takes for this, beside what it makes of them. One that pulls gradients takes as much again for each node that it pulls, and for
    /// each other node in which it pulls it.
    /// </summary>
    /// <param name="published">The model as its family writes it.</param>
    public static long Bytes(Graph published, TrainingSpec spec, IEngine engine) => engine.Needs(published, spec.Precision, Block, threads: 1).Bytes;

    /// <summary>Values of a node: rows.Length x its elements, example by example.</summary>
    /// <param name="tap">Name of a node of the example stage.</param>
    /// <param name="rows">Of the dataset.</param>
    /// <exception cref="KeyNotFoundException">The model names no such node.</exception>
    public double[] Values(string tap, int[] rows)
    {
        var node = this[tap];
        var values = new double[rows.Length * node.Shape.Count];
        Program().Forward(node, examples, rows, values);
        return values;
    }

    /// <summary>The gradient in the parameters of Σ cotangent·value, over the rows and the elements of a node.</summary>
    /// <param name="cotangents">As <see cref="Values"/> has values.</param>
    /// <returns>In the order of the flat vector.</returns>
    public double[] Pull(string tap, int[] rows, ReadOnlySpan<double> cotangents)
    {
        var gradient = new double[Graph.Parameters.Count];
        Program().Pull(this[tap], examples, rows, cotangents, gradient);
        return gradient;
    }

    /// <summary>The same for each example alone: rows.Length x parameters. A row of a Jacobian, or of what a tangent kernel is made of, for each.</summary>
    public double[] PullEach(string tap, int[] rows, ReadOnlySpan<double> cotangents)
    {
        var (node, parameters) = (this[tap], Graph.Parameters.Count);
        if (cotangents.Length != rows.Length * node.Shape.Count)
            throw new ArgumentException($"{cotangents.Length} cotangents for {rows.Length} x {node.Shape}", nameof(cotangents));
        var gradients = new double[checked(rows.Length * parameters)];
        for (var i = 0; i < rows.Length; i++)
        {
            var own = cotangents.Slice(i * node.Shape.Count, node.Shape.Count);
            Program().Pull(node, examples, rows.AsSpan(i, 1), own, gradients.AsSpan(i * parameters, parameters));
        }

        return gradients;
    }

    /// <summary>By how much Σ cotangent·value of a node changes with each element of another: rows.Length x its elements.</summary>
    /// <param name="source">Name of a node of the example stage; the gradient is 0 where the first does not depend on it.</param>
    public double[] PullTo(string source, string tap, int[] rows, ReadOnlySpan<double> cotangents)
    {
        var gradient = new double[rows.Length * this[source].Shape.Count];
        Program().Pull(this[tap], this[source], examples, rows, cotangents, gradient);
        return gradient;
    }

    /// <summary>The node of a name.</summary>
    /// <exception cref="KeyNotFoundException">The model names no such node.</exception>
    public Node this[string tap] => Graph.Taps.TryGetValue(tap, out var node)
        ? node
        : throw new KeyNotFoundException($"the model names no node '{tap}'; it has {string.Join(", ", Graph.Taps.Keys)}");

    /// <summary>To be called when the programs are gone.</summary>
    internal void End() => isOver = true;

    /// <summary>With the present parameters.</summary>
    private IProgram Program()
    {
        ObjectDisposedException.ThrowIf(isOver, this);
        if (changes == trained.Parameters.Changes) return program;
        var parameters = new double[trained.Parameters.Count];
        trained.Parameters.CopyTo(0, parameters);
        program.Parameters.CopyFrom(0, parameters);
        changes = trained.Parameters.Changes;
        return program;
    }
}
