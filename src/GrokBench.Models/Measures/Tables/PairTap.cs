using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Measures.Tables;

/// <summary>
/// A node of a network that learns a binary operation on n elements, read at the last position for every pair (x, y) of elements: a table of n² rows, row x·n + y.
/// </summary>
/// <param name="Tap">Name of the node.</param>
/// <param name="Width">Values kept for a pair.</param>
/// <param name="First">Of the node's elements in row-major order, the first that is kept.</param>
internal sealed record PairTap(string Tap, int Width, int First)
{
    private const int Block = ObservedModel.Block;

    /// <summary>Why a run has no such table, in a few words; null where it has.</summary>
    public static string? Obstacle(TrainingSpec spec)
    {
        if (spec.Task.Kind is not BinaryOperationTask task) return "the task has no table of a binary operation";
        var shape = task.Shape(spec.Task);
        if (shape.LabelCount != 1) return "the model predicts more than the answer";
        return shape.Examples == (long)shape.Operands * shape.Operands ? null : "the table lacks pairs";
    }

    /// <summary>The logits of the n elements; those of other tokens, such as the equals sign, are left out.</summary>
    /// <param name="published">The model as its family writes it, of a run without <see cref="Obstacle"/>.</param>
    /// <returns>Null where the model has fewer outputs than there are elements.</returns>
    public static PairTap? Logits(Graph published, TaskShape task) =>
        published.Output.Shape is { Rows: 1 } shape && shape.Columns >= task.Operands ? new(Graph.OutputTap, task.Operands, 0) : null;

    /// <summary>The last hidden layer, after its activation: of a transformer, the feed-forward units of its last block at the last position.</summary>
    /// <returns>Null where the model names no hidden layer.</returns>
    public static PairTap? HiddenUnits(Graph published)
    {
        string? last = null;
        for (var layer = 1; layer <= published.Taps.Count; layer++)
        {
            string[] names = [LayerTaps.Hidden(layer), LayerTaps.FeedForward(layer)];
            last = Array.Find(names, published.Taps.ContainsKey) ?? last;
        }

        if (last is null) return null;
        var shape = published.Taps[last].Shape;
        return new(last, shape.Columns, (shape.Rows - 1) * shape.Columns);
    }

    /// <summary>By pair: its row in the dataset of a run without <see cref="Obstacle"/>.</summary>
    public static int[] Rows(NeuralLearner learner)
    {
        var task = ((ITask)learner.Spec.Task.Kind).Shape(learner.Spec.Task);
        var (examples, n, columns) = (learner.Dataset.Examples, task.Operands, task.OperandColumns);
        var rows = new int[n * n];
        for (var row = 0; row < examples.Count; row++)
        {
            var tokens = examples.Tokens.AsSpan(row * examples.TokenWidth, examples.TokenWidth);
            rows[(tokens[columns[0]] * n) + tokens[columns[1]]] = row;
        }

        return rows;
    }

    /// <summary>n² x <see cref="Width"/>, row-major, at the learner's present parameters.</summary>
    public double[] Values(NeuralLearner learner)
    {
        var (rows, size) = (Rows(learner), learner.Published.Taps[Tap].Shape.Count);
        var table = new double[rows.Length * Width];

        // A block of pairs at a time: of all positions of a transformer, the last one alone is kept.
        for (var first = 0; first < rows.Length; first += Block)
        {
            var block = rows[first..Math.Min(first + Block, rows.Length)];
            var values = Read(learner, block);
            for (var i = 0; i < block.Length; i++)
                Array.Copy(values, (i * size) + First, table, (first + i) * Width, Width);
        }

        return table;
    }

    /// <summary>Outputs come from the program that trains, which leaves out the positions that they do not need.</summary>
    private double[] Read(NeuralLearner learner, int[] rows)
    {
        if (Tap != Graph.OutputTap) return learner.Observe().Values(Tap, rows);
        var output = learner.Program.Graph.Output;
        var values = new double[rows.Length * output.Shape.Count];
        learner.Program.Forward(output, learner.Dataset.Examples, rows, values);
        return values;
    }

    /// <summary>Memory of <see cref="Values"/>: the observed model, the table, and what is read of a block of pairs.</summary>
    public long Bytes(Graph published, TrainingSpec spec, IEngine engine)
    {
        long pairs = ((ITask)spec.Task.Kind).Shape(spec.Task).Examples;
        return ObservedModel.Bytes(published, spec, engine)
            + (sizeof(double) * ((pairs * Width) + ((long)Block * published.Taps[Tap].Shape.Count))) + (sizeof(int) * (pairs + Block));
    }

    /// <summary>Multiply-adds of <see cref="Values"/>: all of the published model up to the node, for every pair.</summary>
    public double Operations(Graph published, TrainingSpec spec)
    {
        double pairs = ((ITask)spec.Task.Kind).Shape(spec.Task).Examples;
        var last = published.Taps[Tap].Id;
        return pairs * published.Nodes.Where(node => node.Id <= last && node.Stage == Stage.Example).Sum(node => node.Operation.MultiplyAdds(node));
    }
}
