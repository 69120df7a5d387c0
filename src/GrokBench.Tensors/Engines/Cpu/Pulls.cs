using System.Numerics;
using GrokBench.Tensors.Engines.Cpu.Losses;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// Gradients of a program's nodes: for each node, and each other node in which it is differentiated, a program of its own that ends there,
/// compiled when it is first asked for and brought to the parameters of this one before it runs.
/// </summary>
internal sealed class Pulls<T>(CpuProgram<T> program) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Examples that are taken together.</summary>
    private const int Block = 256;

    private readonly Dictionary<(Node Node, Node? Source), Compiled> compiled = [];

    public long Bytes => compiled.Values.Sum(pull => pull.Program.Bytes);

    /// <inheritdoc cref="IProgram.Pull(Node, Examples, ReadOnlySpan{int}, ReadOnlySpan{double}, Span{double})"/>
    public void InParameters(Node node, Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<double> cotangents, Span<double> gradient)
    {
        Require(node, rows, cotangents, gradient.Length, program.Graph.Parameters.Count);
        var pull = Ready(node, null);
        gradient.Clear();
        var part = new double[pull.Program.Graph.Parameters.Count];
        for (var start = 0; start < rows.Length; start += Block)
        {
            var count = Math.Min(Block, rows.Length - start);
            pull.Run(examples, rows.Slice(start, count), cotangents.Slice(start * node.Shape.Count, count * node.Shape.Count));
            pull.Program.Gradient.CopyTo(0, part);
            for (var i = 0; i < part.Length; i++) gradient[i] += part[i];
        }
    }

    /// <inheritdoc cref="IProgram.Pull(Node, Node, Examples, ReadOnlySpan{int}, ReadOnlySpan{double}, Span{double})"/>
    public void InNode(Node node, Node source, Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<double> cotangents, Span<double> gradient)
    {
        Require(node, rows, cotangents, gradient.Length, (long)rows.Length * source.Shape.Count);
        if (source.Stage != Stage.Example) throw new ArgumentException($"{source} does not depend on the example", nameof(source));
        if (source.Id > node.Id)
        {
            gradient.Clear();
            return;
        }

        var pull = Ready(node, source);
        for (var start = 0; start < rows.Length; start += Block)
        {
            var count = Math.Min(Block, rows.Length - start);
            pull.Run(examples, rows.Slice(start, count), cotangents.Slice(start * node.Shape.Count, count * node.Shape.Count));
            pull.Kernel.Pulled.AsSpan(0, count * source.Shape.Count).CopyTo(gradient[(start * source.Shape.Count)..]);
        }
    }

    public void Dispose()
    {
        foreach (var pull in compiled.Values) pull.Program.Dispose();
    }

    private void Require(Node node, ReadOnlySpan<int> rows, ReadOnlySpan<double> cotangents, long numbers, long expected)
    {
        if (node.Id >= program.Graph.Nodes.Length || !ReferenceEquals(program.Graph.Nodes[node.Id], node)) throw new ArgumentException($"{node} belongs to another graph", nameof(node));
        if (node.Stage != Stage.Example) throw new ArgumentException($"{node} does not depend on the example", nameof(node));
        if (cotangents.Length != rows.Length * node.Shape.Count)
            throw new ArgumentException($"{cotangents.Length} cotangents for {rows.Length} x {node.Shape}", nameof(cotangents));
        if (numbers != expected) throw new ArgumentException($"room for {numbers} numbers of a gradient of {expected}", nameof(numbers));
    }

    /// <summary>With the parameters and on the threads of this program.</summary>
    private Compiled Ready(Node node, Node? source)
    {
        if (!compiled.TryGetValue((node, source), out var pull)) compiled.Add((node, source), pull = new Compiled(program, node, source));
        pull.Follow(program);
        return pull;
    }

    private sealed class Compiled
    {
        private long changes = -1;

        public Compiled(CpuProgram<T> whole, Node node, Node? source)
        {
            Kernel = new PullKernel<T>(node, source)
            {
                Cotangents = new double[Block * node.Shape.Count],
                Pulled = source is null ? [] : new double[Block * source.Shape.Count],
            };
            Program = new CpuProgram<T>(whole.Graph.Until(node), Block, whole.MostThreads, pull: Kernel);
        }

        public PullKernel<T> Kernel { get; }

        public CpuProgram<T> Program { get; }

        public void Follow(CpuProgram<T> whole)
        {
            Program.Threads = whole.Threads;
            if (changes == whole.Parameters.Changes) return;
            var values = new double[Program.Graph.Parameters.Count];
            whole.Parameters.CopyTo(0, values);
            Program.Parameters.CopyFrom(0, values);
            changes = whole.Parameters.Changes;
        }

        public void Run(Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<double> cotangents)
        {
            cotangents.CopyTo(Kernel.Cotangents);
            Program.Differentiate(examples, rows);
        }
    }
}
