using System.Numerics;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>Mean over the columns of (y − t)², t the one-hot label or the example's real targets, computed by TRow.</summary>
internal sealed unsafe class SquaredErrorKernel<T, TLoss, TRow>(Node output, int workers, bool oneHot) : LossKernel<T>(output)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TLoss : unmanaged, IFloatingPointIeee754<TLoss>
    where TRow : struct, IRowLoss<TLoss>
{
    private readonly ScratchRow<T, TLoss>[] scratch = [.. Enumerable.Range(0, workers).Select(_ => new ScratchRow<T, TLoss>(output.Shape.Columns))];
    private readonly double[][] widened = [.. Enumerable.Range(0, workers).Select(_ => new double[oneHot ? 0 : output.Shape.Columns])];

    public override void Evaluate(Workspace<T> workspace, int worker, Span<double> losses, Span<byte> correct, double weight)
    {
        var row = scratch[worker];
        T* y = workspace.Value(OutputId);
        T* dy = workspace.Gradient(OutputId);
        var examples = workspace.Examples;
        var (width, expected) = oneHot ? (examples.LabelWidth, Out.Rows) : (examples.TargetWidth, Out.Columns);
        if (width != expected) throw new ArgumentException($"examples have {width} {(oneHot ? "labels" : "targets")}, the output takes {expected}");
        var judge = oneHot || correct.IsEmpty ? null : examples.Correctness;
        for (var example = 0; example < workspace.Count; example++)
        {
            var (sum, allRight) = (0.0, true);
            for (var i = 0; i < Out.Rows; i++, y += Out.Stride, dy += Out.Stride)
            {
                row.Load(y);
                TRow.Round(row.Values, row.Length);
                var label = -1;
                if (oneHot)
                {
                    label = examples.Labels[(workspace.Rows[example] * examples.LabelWidth) + i];
                    if ((uint)label >= (uint)Out.Columns) throw new ArgumentOutOfRangeException(nameof(workspace), $"label {label} of {Out.Columns} classes");
                    if (!correct.IsEmpty) allRight &= Labels.Largest(new ReadOnlySpan<T>(y, Out.Columns)) == label;
                    row.Values[label] = TRow.Round(row.Values[label] - TLoss.One);
                }
                else
                {
                    var targets = examples.Targets.AsSpan(workspace.Rows[example] * examples.TargetWidth, examples.TargetWidth);
                    for (var j = 0; j < targets.Length && judge is not null; j++) allRight &= judge.Accepts(Lanes.Widen(y[j]), targets[j]);
                    for (var j = 0; j < targets.Length; j++) row.Values[j] = TRow.Round(row.Values[j] - TRow.Round(Lanes.Round<TLoss>(targets[j])));
                }

                sum += TRow.Evaluate(row.Values, row.Columns, row.Length, label, weight);
                if (weight != 0) row.Store(dy);
            }

            losses[example] = sum / Out.Rows;
            if (judge is not null) allRight &= judge.Accepts(losses[example]);
            if (judge is { Nearest: true }) allRight &= IsNearest(y - Out.Stride, widened[worker], examples, workspace.Rows[example]);
            if ((oneHot && !correct.IsEmpty) || judge is not null) correct[example] = allRight ? (byte)1 : (byte)0;
        }
    }

    public override void Dispose()
    {
        foreach (var row in scratch) row.Dispose();
    }

    /// <summary>Of the one row of outputs that real targets have.</summary>
    private static bool IsNearest(T* y, double[] outputs, Examples examples, int example)
    {
        for (var j = 0; j < outputs.Length; j++) outputs[j] = Lanes.Widen(y[j]);
        return Correctness.IsNearest(outputs, examples, example);
    }
}

/// <summary>Of both kinds of targets.</summary>
internal static class SquaredErrorKernel
{
    public static LossKernel<T> Make<T>(LossPrecision precision, Node output, int workers, bool oneHot)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        precision switch
        {
            LossPrecision.Float16 => new SquaredErrorKernel<T, float, HalfSquaredErrorRow>(output, workers, oneHot),
            LossPrecision.Float32 => new SquaredErrorKernel<T, float, SquaredErrorRow<float>>(output, workers, oneHot),
            _ => new SquaredErrorKernel<T, double, SquaredErrorRow<double>>(output, workers, oneHot),
        };

    /// <summary>Of <see cref="SquaredErrorLoss"/>.</summary>
    private sealed class RealTargets : LossKernelMaker<SquaredErrorLoss>
    {
        public override LossKernel<T> Make<T>(LossPrecision precision, Node output, int workers) =>
            SquaredErrorKernel.Make<T>(precision, output, workers, oneHot: false);
    }

    /// <summary>Of <see cref="SquaredErrorOneHotLoss"/>.</summary>
    private sealed class OneHot : LossKernelMaker<SquaredErrorOneHotLoss>
    {
        public override LossKernel<T> Make<T>(LossPrecision precision, Node output, int workers) =>
            SquaredErrorKernel.Make<T>(precision, output, workers, oneHot: true);
    }
}
