using GrokBench.Tensors.Graphs;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>Equally many examples of each run of a stack, on the device: what a graph's operations and its loss read of them. A run that has not asked for any has zeros.</summary>
internal sealed class StackedBatch : IDisposable
{
    private readonly Graph graph;
    private readonly int runs;
    private readonly Device device;
    private readonly ScalarType type, lossType;
    private readonly BatchRequest?[] held;
    private readonly Dictionary<int, HostRows<long>> chosenRows = [];
    private readonly Dictionary<int, Tensor> chosen = [];
    private readonly HostRows<long>? labels;
    private readonly HostRows<double>? inputs, noise, targets;

    /// <param name="count">Examples of each run.</param>
    public StackedBatch(Graph graph, int runs, int count, ScalarType type, Device device)
    {
        (this.graph, this.runs, Count, this.type, this.device) = (graph, runs, count, type, device);
        held = new BatchRequest?[runs];
        var output = graph.Output.Shape;
        lossType = graph.Loss.Precision == LossPrecision.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        foreach (var node in graph.Nodes)
        {
            if (node.Operation is GatherOperation gather) chosenRows.Add(node.Id, new(runs, count, gather.TokenColumns.Length));
            else if (node.Operation is InputOperation) inputs ??= new(runs, count, node.Shape.Columns);
        }

        if (graph.NoiseWidth > 0) noise = new(runs, count, graph.NoiseWidth);
        if (HasLabels) labels = new(runs, count, output.Rows);
        else targets = new(runs, count, output.Columns);
    }

    public int Count { get; }

    /// <summary>Runs x count x 1 x width.</summary>
    public Tensor? Inputs { get; private set; }

    /// <summary>Runs x count x 1 x draws per example.</summary>
    public Tensor? Noise { get; private set; }

    /// <summary>Runs x count x output rows.</summary>
    public Tensor? Labels { get; private set; }

    /// <summary>Runs x count x 1 x output columns, in the loss's format.</summary>
    public Tensor? Targets { get; private set; }

    private bool HasLabels => graph.Loss.Function.Answers == Answers.Labels;

    /// <summary>By row of the examples and of a gather's result: the row of the table, as a one-hot vector. Runs x count·rows x table rows.</summary>
    public Tensor Chosen(int gather) => chosen[gather];

    /// <summary>Of so many of these requests it needs nothing new.</summary>
    public int Matches(IEnumerable<(int Run, BatchRequest Request)> requests) => requests.Count(asked => held[asked.Run]?.IsSame(asked.Request) == true);

    /// <summary>Takes over the examples that are asked for, and leaves those of the other runs.</summary>
    public void Fill(IEnumerable<(int Run, BatchRequest Request)> requests)
    {
        var changed = false;
        foreach (var (run, request) in requests)
        {
            if (held[run]?.IsSame(request) == true) continue;
            held[run] = null;
            Read(run, request);
            (held[run], changed) = (request, true);
        }

        if (changed) Upload();
    }

    /// <summary>A run has ended: nothing of its examples is kept alive.</summary>
    public void Forget(int run) => held[run] = null;

    public void Dispose()
    {
        foreach (var tensor in chosen.Values) tensor.Dispose();
        chosen.Clear();
        foreach (var tensor in new[] { Inputs, Noise, Labels, Targets }) tensor?.Dispose();
    }

    private void Read(int run, BatchRequest request)
    {
        var (examples, rows) = (request.Examples, request.Rows);
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)examples.Count) throw new ArgumentOutOfRangeException(nameof(request), $"example {row} of {examples.Count}");
        }

        foreach (var (id, values) in chosenRows) Gather(graph.Nodes[id], values.Of(run), request);
        inputs?.Read(run, examples.Inputs, examples.InputWidth, rows, "inputs");
        if (noise is not null && examples.NoiseWidth > 0) noise.Read(run, examples.Noise, examples.NoiseWidth, rows, "draws", mayHaveMore: true);
        else noise?.Of(run).Clear();
        targets?.Read(run, examples.Targets, examples.TargetWidth, rows, "targets");
        if (labels is null) return;
        var all = labels.Of(run);
        var (classes, width) = (graph.Output.Shape.Columns, graph.Output.Shape.Rows);
        if (examples.LabelWidth != width) throw new ArgumentException($"examples have {examples.LabelWidth} labels, the output has {width} rows");
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = examples.Labels[(rows[i / width] * width) + (i % width)];
            if (all[i] < 0 || all[i] >= classes) throw new ArgumentOutOfRangeException(nameof(request), $"label {all[i]} of {classes} classes");
        }
    }

    private static void Gather(Node node, Span<long> values, BatchRequest request)
    {
        var (gather, tableRows, examples) = ((GatherOperation)node.Operation, node.Inputs[0].Shape.Rows, request.Examples);
        var width = gather.TokenColumns.Length;
        for (var i = 0; i < values.Length; i++)
        {
            var (example, column) = Math.DivRem(i, width);
            var token = examples.Tokens[(request.Rows[example] * examples.TokenWidth) + gather.TokenColumns[column]];
            values[i] = ((long)token * gather.Multiplier) + gather.Offsets[column];
            if (values[i] < 0 || values[i] >= tableRows) throw new ArgumentOutOfRangeException(nameof(request), $"row {values[i]} of a table of {tableRows}");
        }
    }

    private void Upload()
    {
        Dispose();
        foreach (var (id, rows) in chosenRows)
        {
            using var scope = NewDisposeScope();
            var (width, tableRows) = (rows.Width, graph.Nodes[id].Inputs[0].Shape.Rows);
            var index = Library.Copy(rows.Values, [runs, Count * width, 1], device);
            chosen.Add(id, index.eq(Scalars.Range(tableRows, device)).to(type).DetachFromDisposeScope());
        }

        Inputs = Reals(inputs, type);
        Noise = Reals(noise, type);
        Targets = Reals(targets, lossType);
        Labels = labels is null ? null : Library.Copy(labels.Values, [runs, Count, labels.Width], device).DetachFromDisposeScope();
    }

    private Tensor? Reals(HostRows<double>? rows, ScalarType format) =>
        rows is null ? null : Library.Copy(rows.Values, [runs, Count, 1, rows.Width], format, device).DetachFromDisposeScope();
}
