using System.Numerics;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>In place of a loss: the gradient at the output is what somebody wants pulled back through the graph. The number of examples does not divide it.</summary>
/// <param name="source">The node of the example stage in which the output is differentiated; null for the parameters.</param>
internal sealed unsafe class PullKernel<T>(Node output, Node? source) : LossKernel<T>(output)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Place from = Place.Of<T>((source ?? output).Shape);

    public Node? Source => source;

    /// <summary>Of the next batch: examples x output elements.</summary>
    public double[] Cotangents { get; set; } = [];

    /// <summary>Of the last batch: examples x elements of the source.</summary>
    public double[] Pulled { get; set; } = [];

    public override void Evaluate(Workspace<T> workspace, int worker, Span<double> losses, Span<byte> correct, double weight)
    {
        T* gradient = workspace.Gradient(OutputId);
        var next = workspace.First * Out.Rows * Out.Columns;
        for (var row = 0; row < workspace.Count * Out.Rows; row++, gradient += Out.Stride)
        {
            Kernels.Elementwise<T>.Clear(gradient, Out.Stride);
            for (var column = 0; column < Out.Columns; column++) gradient[column] = Lanes.Round<T>(Cotangents[next++]);
        }

        losses.Clear();
    }

    public override void Finish(Workspace<T> workspace)
    {
        if (source is null) return;
        T* gradient = workspace.Gradient(source.Id);
        var pulled = Pulled.AsSpan(workspace.First * from.Rows * from.Columns, workspace.Count * from.Rows * from.Columns);
        if (gradient == null)
        {
            pulled.Clear();
            return;
        }

        for (var (row, next) = (0, 0); row < workspace.Count * from.Rows; row++, gradient += from.Stride)
        {
            for (var column = 0; column < from.Columns; column++) pulled[next++] = Lanes.Widen(gradient[column]);
        }
    }

    public override void Dispose()
    {
    }
}
