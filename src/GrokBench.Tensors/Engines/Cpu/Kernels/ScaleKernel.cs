using System.Runtime.Intrinsics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>Y = c·X.</summary>
internal sealed unsafe class ScaleKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged
{
    private readonly double factor = ((ScaleOperation)node.Operation).Factor;

    public override bool ForgetsInput => true;

    public override bool PassesGradient(int index) => true;

    public override void Forward(Workspace<T> workspace) =>
        Elementwise<T>.PassScaled(workspace.Value(Input(0)), factor, workspace.Value(Id), Vectors(workspace), overwrite: true);

    public override void Backward(Workspace<T> workspace)
    {
        if (Wanted(0)) Elementwise<T>.PassScaled(workspace.Gradient(Id), factor, workspace.Gradient(Input(0)), Vectors(workspace), IsFirst(0));
    }

    private nint Vectors(Workspace<T> workspace) => (nint)workspace.Count * Out.Size / Vector512<T>.Count;
}

/// <summary>Of <see cref="ScaleOperation"/>.</summary>
internal sealed class ScaleKernel : KernelMaker<ScaleOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new ScaleKernel<T>(node);
}
