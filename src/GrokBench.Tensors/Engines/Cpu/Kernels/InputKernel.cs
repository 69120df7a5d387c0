using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>y (1 x D): the example's real inputs, rounded to T.</summary>
internal sealed unsafe class InputKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged
{
    public override void Forward(Workspace<T> workspace)
    {
        var examples = workspace.Examples;
        if (examples.InputWidth != Out.Columns) throw new ArgumentException($"examples have {examples.InputWidth} inputs, the graph reads {Out.Columns}");
        for (var example = 0; example < workspace.Count; example++)
        {
            var inputs = examples.Inputs.AsSpan(workspace.Rows[example] * examples.InputWidth, examples.InputWidth);
            var y = workspace.Value(Id) + ((nint)example * Out.Size);
            Lanes.Round(inputs, y);
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
    }
}

/// <summary>Of <see cref="InputOperation"/>.</summary>
internal sealed class InputKernel : KernelMaker<InputOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new InputKernel<T>(node);
}
