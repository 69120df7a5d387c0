using System.Numerics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>Scores the outputs of a chunk. The outputs of one row go through a scratch row in the format of the loss.</summary>
internal abstract class LossKernel<T>(Node output) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected Place Out { get; } = Place.Of<T>(output.Shape);

    protected int OutputId { get; } = output.Id;

    public static LossKernel<T> Of(Node output, Loss loss, int workers) => loss.Precision switch
    {
        LossPrecision.Float16 => Of<float, HalfCrossEntropyRow, HalfSquaredErrorRow>(output, loss.Kind, workers),
        LossPrecision.Float32 => Of<float, CrossEntropyRow<float>, SquaredErrorRow<float>>(output, loss.Kind, workers),
        _ => Of<double, CrossEntropyRow<double>, SquaredErrorRow<double>>(output, loss.Kind, workers),
    };

    /// <summary>Losses of the chunk's examples: each the mean over its output rows.</summary>
    /// <param name="losses">One per example of the chunk.</param>
    /// <param name="correct">One per example, or empty when nobody asks.</param>
    /// <param name="weight">What each output row's loss counts in the gradient; 0 when no gradient is wanted.</param>
    public abstract void Evaluate(Workspace<T> workspace, int worker, Span<double> losses, Span<byte> correct, double weight);

    /// <summary>Called when the chunk's gradients have been passed on.</summary>
    public virtual void Finish(Workspace<T> workspace)
    {
    }

    public abstract void Dispose();

    private static LossKernel<T> Of<TLoss, TCrossEntropy, TSquaredError>(Node output, LossKind kind, int workers)
        where TLoss : unmanaged, IFloatingPointIeee754<TLoss>
        where TCrossEntropy : struct, IRowLoss<TLoss>
        where TSquaredError : struct, IRowLoss<TLoss> =>
        kind switch
        {
            LossKind.CrossEntropy => new CrossEntropyKernel<T, TLoss, TCrossEntropy>(output, workers),
            LossKind.Hinge => new HingeKernel<T, TLoss, TSquaredError>(output),
            _ => new SquaredErrorKernel<T, TLoss, TSquaredError>(output, workers, oneHot: kind == LossKind.SquaredErrorOneHot),
        };
}
