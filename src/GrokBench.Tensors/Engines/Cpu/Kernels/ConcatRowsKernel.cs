using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>Y: the rows of one input after those of the other.</summary>
internal sealed unsafe class ConcatRowsKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged
{
    public override bool ReadsRows(int index) => true;

    public override void Forward(Workspace<T> workspace)
    {
        for (var (index, first) = (0, 0); index < Node.Inputs.Length; first += InputPlace(index++).Rows)
        {
            var x = ValueRows(workspace, index);
            T* y = workspace.Value(Id) + ((nint)first * Out.Stride);
            for (var example = 0; example < workspace.Count; example++, y += Out.Size)
            {
                for (var i = 0; i < InputPlace(index).Rows; i++) Elementwise<T>.Pass(x[example, i], y + (i * Out.Stride), Out.Vectors, overwrite: true);
            }
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
        for (var (index, first) = (0, 0); index < Node.Inputs.Length; first += InputPlace(index++).Rows)
        {
            if (!Wanted(index)) continue;
            var target = GradientRows(workspace, index);
            T* dy = workspace.Gradient(Id) + ((nint)first * Out.Stride);
            for (var example = 0; example < workspace.Count; example++, dy += Out.Size)
            {
                for (var i = 0; i < InputPlace(index).Rows; i++) Elementwise<T>.Pass(dy + (i * Out.Stride), target[example, i], Out.Vectors, IsFirst(index));
            }
        }
    }
}

/// <summary>Of <see cref="ConcatRowsOperation"/>.</summary>
internal sealed class ConcatRowsKernel : KernelMaker<ConcatRowsOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new ConcatRowsKernel<T>(node);
}
