using System.Numerics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>Makes the fast kernels of one loss function.</summary>
internal abstract class LossKernelMaker
{
    public abstract Type Function { get; }

    public abstract LossKernel<T> Make<T>(LossPrecision precision, Node output, int workers)
        where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Found by looking for it: a kernel is one file.</summary>
internal abstract class LossKernelMaker<TFunction> : LossKernelMaker
    where TFunction : LossFunction
{
    public sealed override Type Function => typeof(TFunction);
}
