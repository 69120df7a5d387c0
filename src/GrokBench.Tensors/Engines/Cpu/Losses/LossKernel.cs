using System.Numerics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>Scores the outputs of a chunk. The outputs of one row go through a scratch row in the format of the loss.</summary>
internal abstract class LossKernel<T>(Node output) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected Place Out { get; } = Place.Of<T>(output.Shape);

    protected int OutputId { get; } = output.Id;

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
}
