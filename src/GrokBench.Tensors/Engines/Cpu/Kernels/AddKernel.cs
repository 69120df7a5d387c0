using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>Y (T x D) = A + B, where B has T rows or one, and belongs to the example or to all; so may A.</summary>
internal sealed unsafe class AddKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged
{
    public override bool ReadsRows(int index) => true;

    public override bool PassesGradient(int index) => !IsRepeated(index);

    public override void Forward(Workspace<T> workspace)
    {
        Rows<T> a = ValueRows(workspace, 0), b = ValueRows(workspace, 1);
        T* y = workspace.Value(Id);
        var repeated = IsRepeated(1);
        for (var example = 0; example < workspace.Count; example++)
        {
            for (var i = 0; i < Out.Rows; i++, y += Out.Stride) Elementwise<T>.Add(a[example, i], b[example, repeated ? 0 : i], y, Out.Vectors);
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
        for (var index = 0; index < 2; index++)
        {
            if (Wanted(index)) Pass(workspace, index);
        }
    }

    private void Pass(Workspace<T> workspace, int index)
    {
        T* dy = workspace.Gradient(Id);
        var target = GradientRows(workspace, index);
        if (IsFirst(index) && workspace.Gradient(Input(index)) == dy) return;
        bool repeated = IsRepeated(index), first = IsFirst(index);
        for (var example = 0; example < workspace.Count; example++)
        {
            for (var i = 0; i < Out.Rows; i++, dy += Out.Stride)
            {
                Elementwise<T>.Pass(dy, target[example, repeated ? 0 : i], Out.Vectors, first && (i == 0 || !repeated));
            }
        }
    }

    private bool IsRepeated(int index) => InputPlace(index).Rows < Out.Rows;
}

/// <summary>Of <see cref="AddOperation"/>.</summary>
internal sealed class AddKernel : KernelMaker<AddOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new AddKernel<T>(node);
}
