using System.Numerics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>Makes the kernels of one kind of operation.</summary>
internal abstract class KernelMaker
{
    public abstract Type Operation { get; }

    public abstract NodeKernel<T> Make<T>(Node node, KernelRoom<T> room)
        where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Found by looking for it: a kernel is one file.</summary>
internal abstract class KernelMaker<TOperation> : KernelMaker
    where TOperation : Operation
{
    public sealed override Type Operation => typeof(TOperation);
}
