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
/// Groups go to any worker, so the number of workers changes no bit; groups and chunks follow from the graph, the number format and the batch alone.
/// </summary>
internal sealed unsafe class CpuProgram<T> : IProgram
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostGroups = 4;

    private readonly NativeBlocks<T> blocks;
    private readonly NativeBlocks<int> indices;
    private readonly Plan<T> plan;
    private readonly Buffers buffers;

    private readonly Workers workers;
    private readonly CpuVector<T> parameters, gradient;
    private readonly Workspace<T> shared;
    private readonly Workspace<T>[] workspaces;
    private readonly LossKernel<T> loss;
    private readonly Pulls<T> pulls;
    private readonly int chunk, largestBatch;
    private readonly T* partials, sum;

    /// <summary>What is summed over the groups, and what only the shared stage reaches.</summary>
    private readonly Range[] summed, others;
    private readonly WeightPanels<T>[] packed;
    private readonly double[] groupLosses = new double[MostGroups];
    private readonly double[][] chunkLosses;
    private readonly PackingItems packing;
    private readonly TrainingItems training;
    private readonly ReductionItems reduction;
    private readonly ScoringItems scoring;
    private int[] rows = [];
    private double[] losses = [];
    private byte[] correct = [];
    private Examples examples = null!;
    private int rowCount, groups;
    private long packedAt = -1;
    private bool packedBackward, isDisposed;

    /// <param name="countsOnly">Count the memory instead of allocating it: such a program cannot run.</param>
    /// <param name="pull">In place of the loss; null for the graph's.</param>
    public CpuProgram(Graph graph, int largestBatch, int threads, bool countsOnly = false, PullKernel<T>? pull = null)
    {
        (blocks, indices) = (new NativeBlocks<T>(countsOnly), new NativeBlocks<int>(countsOnly));
        workers = new Workers(threads);
        (Graph, plan, this.largestBatch) = (graph, new Plan<T>(graph, blocks, workers, pull?.Source), largestBatch);
        buffers = Buffers.Of(plan);
        parameters = new CpuVector<T>(blocks, plan.Layout, workers);
        sum = blocks.Allocate(plan.GradientSize);
        gradient = new CpuVector<T>(blocks, plan.Layout, workers, sum);
        (loss, pulls) = (pull ?? LossKernelMakers.Make<T>(graph.Loss, graph.Output, threads), new Pulls<T>(this));
        if (Groups(largestBatch) is > 1 and var most) partials = blocks.Allocate((long)plan.GradientSize * most);
        (summed, others) = (Gradients(plan.ReadByExamples), Gradients(Array.ConvertAll(plan.ReadByExamples, read => !read)));
        packed = [.. plan.Weights.Where(weight => weight.IsPacked && weight.Weight.Stage == Stage.Stored)];
        chunk = ChunkSize();
        shared = SharedWorkspace();
        workspaces = [.. Enumerable.Range(0, threads).Select(_ => ExampleWorkspace())];
        chunkLosses = [.. Enumerable.Range(0, threads).Select(_ => new double[chunk])];
        (packing, training, reduction, scoring) = (new PackingItems(this), new TrainingItems(this), new ReductionItems(this), new ScoringItems(this));
        if (!countsOnly) rows = new int[largestBatch];
    }

    public Graph Graph { get; }

    public Precision Precision => typeof(T) == typeof(float) ? Precision.Float32 : Precision.Float64;

    public int Threads
    {
        get => workers.Degree;
        set => workers.Degree = value;
    }

    /// <summary>That it was compiled for.</summary>
    public int MostThreads => workers.Most;

    public int Stack => 1;

    public long Bytes => blocks.Bytes + indices.Bytes + pulls.Bytes;

    public IVector Parameters => parameters;

    public IVector Gradient => gradient;

    public IVector NewVector() => new CpuVector<T>(blocks, plan.Layout, workers);

    /// <summary>
    /// What a program would take. A step's work falls into row groups: more threads than groups find nothing to do, but where there is one group, whose large
    /// products are shared out.
    /// </summary>
    public static ResourceNeeds Needs(Graph graph, int largestBatch, int threads)
    {
        using var program = new CpuProgram<T>(graph, largestBatch, threads, countsOnly: true);
        var groups = program.Groups(largestBatch);
        var shared = groups == 1 && graph.Nodes.Any(node => node.Stage == Stage.Example && SharedProduct<T>.Pays(node, largestBatch));
        return new ResourceNeeds(shared ? threads : Math.Min(threads, groups), program.Bytes) { VectorBytes = program.plan.Layout.Size * (long)sizeof(T) };
    }

    public double Differentiate(Examples examples, ReadOnlySpan<int> rows)
    {
        groups = Groups(rows.Length);
        if (rows.IsEmpty || rows.Length > largestBatch)
            throw new ArgumentException($"a batch of {rows.Length} examples, the program takes 1 to {largestBatch}", nameof(rows));
        Begin(examples, rows, backwardToo: true);
        workers.Run(training, groups);
        if (groups > 1) workers.Run(reduction, summed.Length);
        foreach (var (start, count) in others) Elementwise<T>.Clear(sum + start, count);
        foreach (var kernel in plan.SharedBackward) kernel.Backward(shared);
        gradient.ClearProductPads();

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
        if (Graph.Loss.Function.Judges(examples)) this.correct.AsSpan(0, rows.Length).CopyTo(correct);
    }

    public void Forward(Node node, Examples examples, ReadOnlySpan<int> rows, Span<double> values)
    {
        if (node.Stage != Stage.Example) throw new ArgumentException($"{node} does not depend on the example", nameof(node));
        if (values.Length != rows.Length * node.Shape.Count) throw new ArgumentException($"{values.Length} values for {rows.Length} x {node.Shape}", nameof(values));
        Begin(examples, rows, backwardToo: false);
        var (place, target) = (plan.Places[node.Id], 0);
        for (var start = 0; start < rows.Length; start += chunk)
        {
            workspaces[0].SharesProducts = true;
            var workspace = ForwardChunk(0, start, Math.Min(chunk, rows.Length - start), node.Id);
            var inPlace = plan.InPlace[node.Id];
            var value = new Rows<T>(workspace.Value(inPlace ? node.Inputs[0].Id : node.Id), place.Stride, place.Rows, inPlace ? workspace.Indices(node.Id) : null);
            for (var row = 0; row < workspace.Count * place.Rows; row++)
            {
                for (var column = 0; column < place.Columns; column++) values[target++] = Lanes.Widen(value[0, row][column]);
            }
        }
    }

    public void Pull(Node node, Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<double> cotangents, Span<double> gradient) =>
        pulls.InParameters(node, examples, rows, cotangents, gradient);

    public void Pull(Node node, Node source, Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<double> cotangents, Span<double> gradient) =>
        pulls.InNode(node, source, examples, rows, cotangents, gradient);

    public void Dispose()
    {
        isDisposed = true;
        pulls.Dispose();
        workers.Dispose();
        blocks.Dispose();
        indices.Dispose();
        loss.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// How many groups a batch falls into: by its size, and fewer where every group's partial is larger than a cache. Even, so that two workers have the same to do.
    /// </summary>
    private int Groups(int rows)
    {
        const long large = 1 << 21;
        var most = plan.PartialSize * (long)sizeof(T) > large ? 2 : MostGroups;
        return rows <= 256 ? 1 : (int)Math.Min(most, 2 * ((rows + 511L) / 512));
    }

    /// <summary>
    /// Examples of a chunk: as many as fill a second-level cache of 512 KiB with their values and gradients. Where the weights alone are twice as large as that cache, every chunk streams
    /// all of them: then as many, up to 256, as take the memory of the weights. A row group falls into equal chunks.
    /// </summary>
    private int ChunkSize()
    {
        const int cache = 1 << 19, tile = 6;
        var bytes = Math.Max(buffers.Sizes.Sum(size => (long)size) + plan.ExampleForward.Sum(kernel => (long)kernel.ExtraCount), 1) * sizeof(T);
        var weights = plan.TotalSize * (long)sizeof(T);
        var most = weights > 2 * cache ? Math.Clamp(weights / bytes, 48, 256) : Math.Clamp(cache / bytes, 48, 192);
        var rows = ((largestBatch - 1) / Groups(largestBatch)) + 1;
        var chunks = ((rows - 1) / most) + 1;
        return (int)(((rows - 1) / chunks / tile) + 1) * tile;
    }

    private Workspace<T> SharedWorkspace()
    {
        var workspace = new Workspace<T>(Graph.Nodes.Length, 1) { Count = 1, SharesProducts = true };
        foreach (var node in Graph.Nodes)
        {
            if (node.Stage == Stage.Example) continue;
            if (node.Operation is not ParameterOperation) workspace.SetValue(node.Id, blocks.Allocate(plan.Places[node.Id].Size));
            if (plan.GradientOffsets[node.Id] >= 0) workspace.SetGradient(node.Id, sum + plan.GradientOffsets[node.Id]);
            if (node.Operation is ConstantOperation constant && !blocks.CountsOnly) FillConstant(workspace.Value(node.Id), plan.Places[node.Id], constant);
        }

        for (var i = 0; i < Graph.Parameters.Slices.Length; i++) workspace.SetValue(Graph.Parameters.Slices[i].Node, parameters.Pointer + plan.Layout.Offset(i));
        foreach (var kernel in plan.SharedForward)
        {
            workspace.SetExtra(kernel.Node.Id, blocks.Allocate(kernel.ExtraCount + Vector512<T>.Count));
            if (kernel.IndexCount(1) is > 0 and var numbers) workspace.SetIndices(kernel.Node.Id, indices.Allocate(numbers));
        }

        return workspace;
    }

    private Workspace<T> ExampleWorkspace()
    {
        var workspace = new Workspace<T>(Graph.Nodes.Length, chunk);
        foreach (var node in Graph.Nodes)
        {
            if (node.Stage != Stage.Example) workspace.SetValue(node.Id, shared.Value(node.Id));
        }

        nint[] memory = [.. buffers.Sizes.Select(size => (nint)blocks.Allocate((long)chunk * size))];
        foreach (var kernel in plan.ExampleForward)
        {
            if (kernel.IndexCount(chunk) is > 0 and var numbers) workspace.SetIndices(kernel.Node.Id, indices.Allocate(numbers));
            workspace.SetExtra(kernel.Node.Id, blocks.Allocate(((long)chunk * kernel.ExtraCount) + Vector512<T>.Count));
            if (buffers.Values[kernel.Node.Id] is var value and >= 0) workspace.SetValue(kernel.Node.Id, (T*)memory[value]);
            if (buffers.Gradients[kernel.Node.Id] is var gradient and >= 0) workspace.SetGradient(kernel.Node.Id, (T*)memory[gradient]);
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
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (this.rows.Length < rows.Length) this.rows = new int[rows.Length];
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)examples.Count) throw new ArgumentOutOfRangeException(nameof(rows), $"example {row} of {examples.Count}");
        }

        rows.CopyTo(this.rows);
        (this.examples, rowCount) = (examples, rows.Length);
        if (packedAt == parameters.Changes && (packedBackward || !backwardToo)) return;

        (packing.BackwardToo, packedAt, packedBackward) = (backwardToo, parameters.Changes, backwardToo);
        if (packed.Length > 0) workers.Run(packing, packed.Length);

        // A shared node may be the weight of the next one.
        foreach (var kernel in plan.SharedForward)
        {
            kernel.Forward(shared);
            foreach (var weight in plan.Weights)
            {
                if (weight.Weight.Id == kernel.Node.Id) weight.Pack(shared.Value(weight.Weight.Id), backwardToo);
            }
        }
    }

    /// <summary>Where the gradients of some nodes lie, neighbours together, in blocks that are worth handing out.</summary>
    private Range[] Gradients(bool[] chosen)
    {
        const int block = 16384;
        var ranges = new List<Range>();
        foreach (var node in Enumerable.Range(0, chosen.Length).Where(node => chosen[node] && plan.GradientOffsets[node] >= 0).OrderBy(node => plan.GradientOffsets[node]))
        {
            var (start, count) = (plan.GradientOffsets[node], plan.Places[node].Size);
            while (count > 0)
            {
                if (ranges.Count == 0 || ranges[^1] is var (first, length) && (first + length != start || length == block)) ranges.Add(new Range(start, 0));
                var taken = Math.Min(count, block - ranges[^1].Count);
                ranges[^1] = ranges[^1] with { Count = ranges[^1].Count + taken };
                (start, count) = (start + taken, count - taken);
            }
        }

        return [.. ranges];
    }

    /// <summary>Takes some of the batch's examples through the example stage.</summary>
    /// <param name="last">The last node to compute: a later one may overwrite an earlier one's value.</param>
    private Workspace<T> ForwardChunk(int worker, int start, int count, int last = int.MaxValue)
    {
        var workspace = workspaces[worker];
        (workspace.First, workspace.Count, workspace.Examples) = (start, count, examples);
        rows.AsSpan(start, count).CopyTo(workspace.Rows);
        foreach (var kernel in plan.ExampleForward)
        {
            if (kernel.Node.Id <= last) kernel.Forward(workspace);
        }

        return workspace;
    }

    /// <summary>One item per stored weight that is packed.</summary>
    private sealed class PackingItems(CpuProgram<T> program) : IItems
    {
        public bool BackwardToo { get; set; }

        public void Do(int item, int worker)
        {
            var weight = program.packed[item];
            weight.Pack(program.shared.Value(weight.Weight.Id), BackwardToo);
        }
    }

    /// <summary>One item per row group.</summary>
    private sealed class TrainingItems(CpuProgram<T> program) : IItems
    {
        public void Do(int item, int worker)
        {
            var plan = program.plan;
            var partial = program.groups == 1 ? program.sum : program.partials + ((nint)item * plan.GradientSize);
            var workspace = program.workspaces[worker];
            for (var node = 0; node < plan.GradientOffsets.Length; node++)
            {
                if (plan.GradientOffsets[node] is not (>= 0 and var offset) || !plan.ReadByExamples[node]) continue;
                workspace.SetGradient(node, partial + offset);
                if (!plan.Overwritten[node]) Elementwise<T>.Clear(partial + offset, plan.Places[node].Size);
            }

            (workspace.IsFirstChunk, workspace.SharesProducts) = (true, program.groups == 1);

            var end = (int)((long)program.rowCount * (item + 1) / program.groups);
            var weight = 1.0 / ((double)program.rowCount * program.Graph.Output.Shape.Rows);
            var total = 0.0;
            for (var start = (int)((long)program.rowCount * item / program.groups); start < end; start += program.chunk)
            {
                program.ForwardChunk(worker, start, Math.Min(program.chunk, end - start));
                var losses = program.chunkLosses[worker].AsSpan(0, workspace.Count);
                program.loss.Evaluate(workspace, worker, losses, [], weight);
                foreach (var kernel in plan.ExampleBackward) kernel.Backward(workspace);
                program.loss.Finish(workspace);
                foreach (var value in losses) total += value;
                workspace.IsFirstChunk = false;
            }

            program.groupLosses[item] = total;
        }
    }

    /// <summary>One item per range of the gradient: the groups' partials, first to last.</summary>
    private sealed class ReductionItems(CpuProgram<T> program) : IItems
    {
        public void Do(int item, int worker)
        {
            var (start, count) = program.summed[item];
            nint step = program.plan.GradientSize;
            for (T* from = program.partials + start, to = program.sum + start, end = to + count; to < end; from += Vector512<T>.Count, to += Vector512<T>.Count)
            {
                var total = Vector512.Load(from);
                for (var group = 1; group < program.groups; group++) total += Vector512.Load(from + (group * step));
                total.Store(to);
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
            program.workspaces[worker].SharesProducts = false;
            var workspace = program.ForwardChunk(worker, start, count);
            program.loss.Evaluate(workspace, worker, program.losses.AsSpan(start, count), program.correct.AsSpan(start, count), 0);
        }
    }

    /// <summary>Neighbouring elements of the gradient.</summary>
    private readonly record struct Range(int Start, int Count);
}
