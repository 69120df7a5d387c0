using System.Numerics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>−ln softmax(z)[label], computed by TRow.</summary>
internal sealed unsafe class CrossEntropyKernel<T, TLoss, TRow>(Node output, int workers) : LossKernel<T>(output)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TLoss : unmanaged, IFloatingPointIeee754<TLoss>
    where TRow : struct, IRowLoss<TLoss>
{
    private readonly ScratchRow<T, TLoss>[] scratch = [.. Enumerable.Range(0, workers).Select(_ => new ScratchRow<T, TLoss>(output.Shape.Columns))];

    public override void Evaluate(Workspace<T> workspace, int worker, Span<double> losses, Span<byte> correct, double weight)
    {
        var row = scratch[worker];
        T* z = workspace.Value(OutputId);
        T* dz = workspace.Gradient(OutputId);
        var examples = workspace.Examples;
        if (examples.LabelWidth != Out.Rows) throw new ArgumentException($"examples have {examples.LabelWidth} labels, the output has {Out.Rows} rows");
        for (var example = 0; example < workspace.Count; example++)
        {
            var (sum, allRight) = (0.0, true);
            for (var i = 0; i < Out.Rows; i++, z += Out.Stride, dz += Out.Stride)
            {
                var label = examples.Labels[(workspace.Rows[example] * examples.LabelWidth) + i];
                if ((uint)label >= (uint)Out.Columns) throw new ArgumentOutOfRangeException(nameof(workspace), $"label {label} of {Out.Columns} classes");
                if (!correct.IsEmpty) allRight &= Labels.Largest(new ReadOnlySpan<T>(z, Out.Columns)) == label;
                row.Load(z);
                TRow.Round(row.Values, row.Length);
                sum += TRow.Evaluate(row.Values, row.Columns, row.Length, label, weight);
                if (weight != 0) row.Store(dz);
            }

            losses[example] = sum / Out.Rows;
            if (!correct.IsEmpty) correct[example] = allRight ? (byte)1 : (byte)0;
        }
    }

    public override void Dispose()
    {
        foreach (var row in scratch) row.Dispose();
    }
}

/// <summary>Of <see cref="CrossEntropyLoss"/>.</summary>
internal sealed class CrossEntropyKernel : LossKernelMaker<CrossEntropyLoss>
{
    public override LossKernel<T> Make<T>(LossPrecision precision, Node output, int workers) => precision switch
    {
        LossPrecision.Float16 => new CrossEntropyKernel<T, float, HalfCrossEntropyRow>(output, workers),
        LossPrecision.Float32 => new CrossEntropyKernel<T, float, CrossEntropyRow<float>>(output, workers),
        _ => new CrossEntropyKernel<T, double, CrossEntropyRow<double>>(output, workers),
    };
}
