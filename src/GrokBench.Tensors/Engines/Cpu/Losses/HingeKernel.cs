using System.Numerics;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>max(0, 1 − y·f), f the one output and y = ±1 the example's target, in the format that TRow rounds to. At a margin of exactly 1 the gradient is 0.</summary>
internal sealed unsafe class HingeKernel<T, TLoss, TRow>(Node output) : LossKernel<T>(output)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TLoss : unmanaged, IFloatingPointIeee754<TLoss>
    where TRow : struct, IRowLoss<TLoss>
{
    public override void Evaluate(Workspace<T> workspace, int worker, Span<double> losses, Span<byte> correct, double weight)
    {
        T* f = workspace.Value(OutputId), df = workspace.Gradient(OutputId);
        var examples = workspace.Examples;
        if (examples.TargetWidth != 1) throw new ArgumentException($"examples have {examples.TargetWidth} targets, a hinge loss takes one");
        var share = TRow.Round(Lanes.Round<TLoss>(weight));
        for (var example = 0; example < workspace.Count; example++, f += Out.Stride, df += Out.Stride)
        {
            var sign = examples.Targets[workspace.Rows[example]];
            if (sign is not (1 or -1)) throw new ArgumentException(FormattableString.Invariant($"a target of {sign}, a hinge loss takes 1 or -1"));
            var right = sign > 0 ? *f : -*f;

            // NaN is no margin that is kept: it reaches the loss.
            var lack = TRow.Round(TLoss.One - TRow.Round(Lanes.Round<TLoss>(Lanes.Widen(right))));
            var isKept = lack <= TLoss.Zero;
            losses[example] = isKept ? 0 : Lanes.Widen(lack);
            if (!correct.IsEmpty) correct[example] = right > T.Zero ? (byte)1 : (byte)0;
            if (weight == 0) continue;
            Kernels.Elementwise<T>.Clear(df, Out.Stride);
            if (!isKept) *df = Lanes.Round<T>(Lanes.Widen(sign > 0 ? -share : share));
        }
    }

    public override void Dispose()
    {
    }
}

/// <summary>Of <see cref="HingeLoss"/>.</summary>
internal sealed class HingeKernel : LossKernelMaker<HingeLoss>
{
    public override LossKernel<T> Make<T>(LossPrecision precision, Node output, int workers) => precision switch
    {
        LossPrecision.Float16 => new HingeKernel<T, float, HalfSquaredErrorRow>(output),
        LossPrecision.Float32 => new HingeKernel<T, float, SquaredErrorRow<float>>(output),
        _ => new HingeKernel<T, double, SquaredErrorRow<double>>(output),
    };
}
