using System.Numerics;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Engines.Cpu.Kernels;
using GrokBench.Tensors.Engines.Cpu.Losses;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// A graph compiled for the processor. A step goes: shared nodes forward and weights packed, once; then a fixed number of row groups, each
/// taking its examples chunk by chunk through the whole graph, forward, loss and backward, while the chunk's values stay in the cache, and
/// adding to its own partial of every weight's gradient; then the partials summed in the order of the groups; then shared nodes backward.
/// Groups go to any worker, so the number of workers changes no bit; chunks only bound memory, so their size changes none either.
/// </summary>
internal sealed unsafe class CpuProgram<T> : IProgram
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostGroups = 8;

    private readonly NativeBlocks<T> blocks;
    private readonly Plan<T> plan;
    private readonly Workers workers;
    private readonly CpuVector<T> parameters, gradient;
    private readonly Workspace<T> shared;
    private readonly Workspace<T>[] workspaces;
    private readonly LossKernel<T> loss;
    private readonly int chunk, largestBatch;
    private readonly T* partials, sum;
    private readonly double[] groupLosses = new double[MostGroups];
    private readonly double[][] chunkLosses;
    private readonly TrainingItems training;
    private readonly ReductionItems reduction;
    private readonly ScoringItems scoring;
    private int[] rows = [];
    private double[] losses = [];
    private byte[] correct = [];
    private Examples examples = null!;
    private int rowCount, groups;
    private long packedAt = -1;
    private bool packedBackward;

    /// <param name="countsOnly">Count the memory instead of allocating it: such a program cannot run.</param>
    public CpuProgram(Graph graph, int largestBatch, int threads, bool countsOnly = false)
    {
        blocks = new NativeBlocks<T>(countsOnly);
        (Graph, plan, this.largestBatch) = (graph, new Plan<T>(graph, blocks), largestBatch);
        workers = new Workers(threads);
        (parameters, gradient) = (new CpuVector<T>(blocks, graph.Parameters.Count, workers), new CpuVector<T>(blocks, graph.Parameters.Count, workers));
        loss = LossKernel<T>.Of(graph.Output, graph.Loss, threads);
        sum = blocks.Allocate(plan.PartialSize);
        partials = blocks.Allocate((long)plan.PartialSize * Groups(largestBatch));
        chunk = ChunkSize();
        shared = SharedWorkspace();
        workspaces = [.. Enumerable.Range(0, threads).Select(_ => ExampleWorkspace())];
        chunkLosses = [.. Enumerable.Range(0, threads).Select(_ => new double[chunk])];
        (training, reduction, scoring) = (new TrainingItems(this), new ReductionItems(this), new ScoringItems(this));
        rows = new int[largestBatch];
    }

    public Graph Graph { get; }

    public Precision Precision => typeof(T) == typeof(float) ? Precision.Float32 : Precision.Float64;

    public int Threads
    {
        get => workers.Degree;
        set => workers.Degree = value;
    }

    public long Bytes => blocks.Bytes;

    public IVector Parameters => parameters;

    public IVector Gradient => gradient;

    public IVector NewVector() => new CpuVector<T>(blocks, Graph.Parameters.Count, workers);

    /// <summary>What a program would take. A step's work falls into row groups: more threads than groups find nothing to do.</summary>
    public static ResourceNeeds Needs(Graph graph, int largestBatch, int threads)
    {
        using var program = new CpuProgram<T>(graph, largestBatch, threads, countsOnly: true);
        return new ResourceNeeds(Math.Min(threads, Groups(largestBatch)), program.Bytes);
    }

    public double Differentiate(Examples examples, ReadOnlySpan<int> rows)
    {
        groups = Groups(rows.Length);
        if (rows.IsEmpty || rows.Length > largestBatch)
            throw new ArgumentException($"a batch of {rows.Length} examples, the program takes 1 to {largestBatch}", nameof(rows));
        Begin(examples, rows, backwardToo: true);
        workers.Run(training, groups);
        workers.Run(reduction, ReductionItems.Count(plan.PartialSize));
        foreach (var kernel in plan.SharedBackward) kernel.Backward(shared);
        CollectGradient();

        var total = 0.0;
        for (var group = 0; group < groups; group++) total += groupLosses[group];
        return total / rows.Length;
    }

    public void Score(Examples examples, ReadOnlySpan<int> rows, Span<double> losses, Span<byte> correct)
    {
        if (losses.Length != rows.Length || correct.Length != rows.Length) throw new ArgumentException("one loss and one mark per row", nameof(losses));
        Begin(examples, rows, backwardToo: false);
        if (this.losses.Length < rows.Length) (this.losses, this.correct) = (new double[rows.Length], new byte[rows.Length]);
        workers.Run(scoring, (rows.Length + chunk - 1) / chunk);
        this.losses.AsSpan(0, rows.Length).CopyTo(losses);
        if (Graph.Loss.Kind != LossKind.SquaredError) this.correct.AsSpan(0, rows.Length).CopyTo(correct);
    }

    public void Forward(Node node, Examples examples, ReadOnlySpan<int> rows, Span<double> values)
    {
        if (node.Stage != Stage.Example) throw new ArgumentException($"{node} does not depend on the example", nameof(node));
        if (values.Length != rows.Length * node.Shape.Count) throw new ArgumentException($"{values.Length} values for {rows.Length} x {node.Shape}", nameof(values));
        Begin(examples, rows, backwardToo: false);
        var place = plan.Places[node.Id];
        var target = 0;
        for (var start = 0; start < rows.Length; start += chunk)
        {
            var workspace = ForwardChunk(0, start, Math.Min(chunk, rows.Length - start));
            var value = workspace.Value(node.Id);
            for (var row = 0; row < workspace.Count * place.Rows; row++, value += place.Stride)
            {
                for (var column = 0; column < place.Columns; column++) values[target++] = Lanes.Widen(value[column]);
            }
        }
    }

    public void Dispose()
    {
        workers.Dispose();
        blocks.Dispose();
        loss.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>How many groups a batch falls into: by its size alone. Even, so that two workers have the same to do.</summary>
    private static int Groups(int rows) => rows <= 256 ? 1 : Math.Min(MostGroups, 2 * ((rows + 511) / 512));

    /// <summary>Examples that fill about half of a second-level cache with their values and gradients; a multiple of the product's tile.</summary>
    private int ChunkSize()
    {
        long bytes = 0;
        foreach (var kernel in plan.ExampleForward) bytes += ((2L * plan.Places[kernel.Node.Id].Size) + kernel.ExtraCount) * sizeof(T);
        return (int)Math.Clamp((1L << 20) / Math.Max(bytes, 1), 48, 192) / 6 * 6;
    }

    private Workspace<T> SharedWorkspace()
    {
        var workspace = new Workspace<T>(Graph.Nodes.Length, 1) { Count = 1 };
        foreach (var node in Graph.Nodes)
        {
            if (node.Stage == Stage.Example) continue;
            workspace.SetValue(node.Id, blocks.Allocate(plan.Places[node.Id].Size));
            if (plan.PartialOffsets[node.Id] >= 0) workspace.SetGradient(node.Id, sum + plan.PartialOffsets[node.Id]);
            if (node.Operation is ConstantOperation constant && !blocks.CountsOnly) FillConstant(workspace.Value(node.Id), plan.Places[node.Id], constant);
        }

        foreach (var kernel in plan.SharedForward) workspace.SetExtra(kernel.Node.Id, blocks.Allocate(kernel.ExtraCount + Vector512<T>.Count));
        return workspace;
    }

    private Workspace<T> ExampleWorkspace()
    {
        var workspace = new Workspace<T>(Graph.Nodes.Length, chunk);
        foreach (var node in Graph.Nodes)
        {
            if (node.Stage != Stage.Example) workspace.SetValue(node.Id, shared.Value(node.Id));
        }

        foreach (var kernel in plan.ExampleForward)
        {
            var size = (long)chunk * plan.Places[kernel.Node.Id].Size;
            workspace.SetValue(kernel.Node.Id, blocks.Allocate(size));
            workspace.SetGradient(kernel.Node.Id, blocks.Allocate(size));
            workspace.SetExtra(kernel.Node.Id, blocks.Allocate(((long)chunk * kernel.ExtraCount) + Vector512<T>.Count));
        }

        return workspace;
    }

    private static void FillConstant(T* target, Place place, ConstantOperation constant)
    {
        for (var row = 0; row < place.Rows; row++)
        {
            for (var column = 0; column < place.Columns; column++) target[(row * place.Stride) + column] = Lanes.Round<T>(constant.Values[(row * place.Columns) + column]);
        }
    }

    /// <summary>Brings everything that depends on the parameters alone up to date, and notes the batch.</summary>
    private void Begin(Examples examples, ReadOnlySpan<int> rows, bool backwardToo)
    {
        if (this.rows.Length < rows.Length) this.rows = new int[rows.Length];
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)examples.Count) throw new ArgumentOutOfRangeException(nameof(rows), $"example {row} of {examples.Count}");
        }

        rows.CopyTo(this.rows);
        (this.examples, rowCount) = (examples, rows.Length);
        if (packedAt == parameters.Changes && (packedBackward || !backwardToo)) return;

        foreach (var slice in Graph.Parameters.Slices) CopyRows(slice, outward: false);
        foreach (var weight in plan.Weights)
        {
            if (weight.Weight.Stage == Stage.Stored) weight.Pack(shared.Value(weight.Weight.Id), backwardToo);
        }

        // A shared node may be the weight of the next one.
        foreach (var kernel in plan.SharedForward)
        {
            kernel.Forward(shared);
            foreach (var weight in plan.Weights)
            {
                if (weight.Weight.Id == kernel.Node.Id) weight.Pack(shared.Value(weight.Weight.Id), backwardToo);
            }
        }

        (packedAt, packedBackward) = (parameters.Changes, backwardToo);
    }

    private void CollectGradient()
    {
        foreach (var slice in Graph.Parameters.Slices) CopyRows(slice, outward: true);
    }

    /// <summary>Between the flat, unpadded vectors and padded rows: a parameter's value in, its gradient out.</summary>
    private void CopyRows(ParameterSlice slice, bool outward)
    {
        var node = slice.Node;
        var (place, offset) = (plan.Places[node], plan.PartialOffsets[node]);
        for (var row = 0; row < place.Rows; row++)
        {
            var flat = slice.Offset + (row * place.Columns);
            if (!outward) new ReadOnlySpan<T>(parameters.Pointer + flat, place.Columns).CopyTo(new Span<T>(shared.Value(node) + (row * place.Stride), place.Columns));
            else if (offset >= 0) new ReadOnlySpan<T>(sum + offset + (row * place.Stride), place.Columns).CopyTo(new Span<T>(gradient.Pointer + flat, place.Columns));
        }
    }

    /// <summary>Takes some of the batch's examples through the example stage.</summary>
    private Workspace<T> ForwardChunk(int worker, int start, int count)
    {
        var workspace = workspaces[worker];
        (workspace.Count, workspace.Examples) = (count, examples);
        rows.AsSpan(start, count).CopyTo(workspace.Rows);
        foreach (var kernel in plan.ExampleForward) kernel.Forward(workspace);
        return workspace;
    }

    /// <summary>One item per row group.</summary>
    private sealed class TrainingItems(CpuProgram<T> program) : IItems
    {
        public void Do(int item, int worker)
        {
            var plan = program.plan;
            var partial = program.partials + ((nint)item * plan.PartialSize);
            Elementwise<T>.Clear(partial, plan.PartialSize);
            var workspace = program.workspaces[worker];
            for (var node = 0; node < plan.PartialOffsets.Length; node++)
            {
                if (plan.PartialOffsets[node] >= 0) workspace.SetGradient(node, partial + plan.PartialOffsets[node]);
            }

            var end = (int)((long)program.rowCount * (item + 1) / program.groups);
            var weight = 1.0 / ((double)program.rowCount * program.Graph.Output.Shape.Rows);
            var total = 0.0;
            for (var start = (int)((long)program.rowCount * item / program.groups); start < end; start += program.chunk)
            {
                program.ForwardChunk(worker, start, Math.Min(program.chunk, end - start));
                var losses = program.chunkLosses[worker].AsSpan(0, workspace.Count);
                program.loss.Evaluate(workspace, worker, losses, [], weight);
                foreach (var kernel in plan.ExampleBackward) kernel.Backward(workspace);
                foreach (var value in losses) total += value;
            }

            program.groupLosses[item] = total;
        }
    }

    /// <summary>One item per block of the gradient: the groups' partials, first to last.</summary>
    private sealed class ReductionItems(CpuProgram<T> program) : IItems
    {
        private const int Block = 16384;

        public static int Count(int size) => (size + Block - 1) / Block;

        public void Do(int item, int worker)
        {
            var size = program.plan.PartialSize;
            var end = Math.Min((item + 1) * Block, size);
            for (var i = item * Block; i < end; i += Vector512<T>.Count)
            {
                var total = Vector512.Load(program.partials + i);
                for (var group = 1; group < program.groups; group++) total += Vector512.Load(program.partials + ((nint)group * size) + i);
                total.Store(program.sum + i);
            }
        }
    }

    /// <summary>One item per chunk of rows.</summary>
    private sealed class ScoringItems(CpuProgram<T> program) : IItems
    {
        public void Do(int item, int worker)
        {
            var start = item * program.chunk;
            var count = Math.Min(program.chunk, program.rowCount - start);
            var workspace = program.ForwardChunk(worker, start, count);
            program.loss.Evaluate(workspace, worker, program.losses.AsSpan(start, count), program.correct.AsSpan(start, count), 0);
        }
    }
}
