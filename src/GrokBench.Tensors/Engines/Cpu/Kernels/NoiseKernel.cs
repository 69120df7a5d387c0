using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>y (1 x D): some of the example's normal draws, rounded to T; zeros where the examples have none.</summary>
internal sealed unsafe class NoiseKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged
{
    private readonly int first = ((NoiseOperation)node.Operation).First;

    public override void Forward(Workspace<T> workspace)
    {
        var examples = workspace.Examples;
        if (examples.NoiseWidth == 0)
        {
            Elementwise<T>.Clear(workspace.Value(Id), (nint)workspace.Count * Out.Size);
            return;
        }

        if (examples.NoiseWidth < first + Out.Columns)
            throw new ArgumentException($"examples have {examples.NoiseWidth} normal draws, the graph reads columns {first} to {first + Out.Columns - 1}");
        for (var example = 0; example < workspace.Count; example++)
        {
            var draws = examples.Noise.AsSpan((workspace.Rows[example] * examples.NoiseWidth) + first, Out.Columns);
            var y = workspace.Value(Id) + ((nint)example * Out.Size);
            Lanes.Round(draws, y);
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
    }
}

/// <summary>Of <see cref="NoiseOperation"/>.</summary>
internal sealed class NoiseKernel : KernelMaker<NoiseOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new NoiseKernel<T>(node);
}
