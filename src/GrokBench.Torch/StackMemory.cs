using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>
/// The flat vectors of a stack of runs on the device, and the program that works on them. Vector number v of all runs is one matrix, a row per run: 0 the parameters,
/// 1 the gradient, then those that the optimisers keep.
/// </summary>
internal sealed class StackMemory : IDisposable
{
    public const int Parameters = 0, Gradient = 1;

    private readonly List<Tensor> vectors = [], leaves = [];

    /// <summary>The batches used last, latest first: a full batch and the splits come again and again.</summary>
    private readonly List<StackedBatch> batches = [];
    private readonly Interpreter? interpreter;

    /// <param name="graph">Null for vectors without a program.</param>
    /// <param name="count">Elements of a flat vector.</param>
    public StackMemory(Graph? graph, int count, Precision precision, int runs, Device device)
    {
        (Graph, Count, Precision, Runs, Device) = (graph, count, precision, runs, device);
        interpreter = graph is null ? null : new Interpreter(graph, runs, Type, device);
    }

    public Graph? Graph { get; }

    public int Count { get; }

    public Precision Precision { get; }

    public int Runs { get; }

    public Device Device { get; }

    /// <summary>Which places of the stack belong to a run at present.</summary>
    public bool[] Occupied { get; init; } = [];

    public ScalarType Type => Precision == Precision.Float32 ? ScalarType.Float32 : ScalarType.Float64;

    public int ElementBytes => Precision == Precision.Float32 ? sizeof(float) : sizeof(double);

    /// <summary>Elements [start, start + count) of a vector of every run: runs x count, sharing memory.</summary>
    public Tensor Part(int vector, int start, int count) => Vector(vector).narrow(1, start, count);

    /// <summary>Elements of one run's vector, sharing memory.</summary>
    public Tensor Part(int vector, int run, int start, int count) => Part(vector, start, count).select(0, run);

    /// <summary>A vector's elements per run become others, for the runs of the group: what belongs to another run stays.</summary>
    public void Assign(Tensor target, Tensor values, IReadOnlyList<Command> group) => target.copy_(IsForAll(group) ? values : where(MaskOf(group), values, target));

    /// <summary>A number for each run of the group, rounded to the vectors' precision, and 0 for the others: runs x 1.</summary>
    /// <param name="numbers">Per command of the group its numbers, of which there are equally many.</param>
    /// <returns>One tensor for each of a command's numbers.</returns>
    public Tensor[] ScalarsOf(IReadOnlyList<Command> group, Func<Command, double[]> numbers)
    {
        var width = numbers(group[0]).Length;
        var values = new double[Runs * width];
        foreach (var command in group) numbers(command).CopyTo(values, command.Run * width);
        var all = Library.Copy(values, [Runs, width], Type, Device);
        return [.. Enumerable.Range(0, width).Select(i => all.narrow(1, i, 1))];
    }

    /// <summary>The value of a node for a batch, of every run: runs x examples x rows x columns.</summary>
    /// <param name="parameters">By slice, as of <see cref="Leaves"/>.</param>
    /// <param name="given">A node with a value to be taken in place of the one that would be computed; null for none.</param>
    public Tensor Evaluate(int node, IReadOnlyList<Tensor> parameters, StackedBatch batch, (int Node, Tensor Value)? given = null) =>
        interpreter!.Evaluate(node, parameters, batch, given);

    /// <summary>
    /// By slice of the graph's layout: runs x 1 x rows x columns, sharing memory with the parameters. Made once, with the gradients that they collect: every step adds to zeros.
    /// </summary>
    public IReadOnlyList<Tensor> Leaves
    {
        get
        {
            if (leaves.Count > 0) return leaves;
            using var scope = NewDisposeScope();
            foreach (var slice in Graph!.Parameters.Slices)
            {
                var values = Part(Parameters, slice.Offset, slice.Shape.Count).view(Runs, 1, slice.Shape.Rows, slice.Shape.Columns);
                leaves.Add(Library.Leaf(values).DetachFromDisposeScope());
            }

            return leaves;
        }
    }

    /// <summary>A batch that holds what is asked for; what other runs had in it stays.</summary>
    public StackedBatch BatchOf(IReadOnlyCollection<(int Run, BatchRequest Request)> requests)
    {
        const int most = 8;
        var count = requests.First().Request.Rows.Length;
        var best = batches.Where(batch => batch.Count == count).MaxBy(batch => batch.Matches(requests));
        if (best is null || (best.Matches(requests) == 0 && batches.Count < most))
        {
            if (batches.Count == most)
            {
                batches[^1].Dispose();
                batches.RemoveAt(most - 1);
            }

            best = new StackedBatch(Graph!, Runs, count, Type, Device);
        }

        batches.Remove(best);
        try
        {
            best.Fill(requests);
        }
        catch
        {
            // Half filled, it is of no use to anyone.
            best.Dispose();
            throw;
        }

        batches.Insert(0, best);
        return best;
    }

    /// <summary>A place gets a new run: its vectors are zero, and nothing of the last run's examples is kept.</summary>
    public void Clear(int run)
    {
        using var scope = NewDisposeScope();
        foreach (var vector in vectors) vector.select(0, run).zero_();
        foreach (var batch in batches) batch.Forget(run);
    }

    public void Dispose()
    {
        foreach (var tensor in leaves.Concat(vectors)) tensor.Dispose();
        foreach (var batch in batches) batch.Dispose();
        interpreter?.Dispose();
        leaves.Clear();
        vectors.Clear();
        batches.Clear();
    }

    private Tensor Vector(int number)
    {
        while (vectors.Count <= number) vectors.Add(zeros([Runs, Count], dtype: Type, device: Device).DetachFromDisposeScope());
        return vectors[number];
    }

    /// <summary>Places without a run may hold anything.</summary>
    private bool IsForAll(IReadOnlyList<Command> group) => group.Count == Occupied.Count(isOccupied => isOccupied);

    /// <summary>Runs x 1.</summary>
    private Tensor MaskOf(IReadOnlyList<Command> group)
    {
        var chosen = new long[Runs];
        foreach (var command in group) chosen[command.Run] = 1;
        return Library.Copy(chosen, [Runs, 1], Device).ne(Scalars.Of(0L));
    }
}
