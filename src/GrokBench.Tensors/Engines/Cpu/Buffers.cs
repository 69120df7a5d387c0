using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// Which memory the values and gradients of the example stage share, so that a chunk stays small: a value that is not needed again is overwritten, and a
/// gradient's memory is free once its node has passed it on.
/// </summary>
internal sealed class Buffers
{
    private readonly List<int> sizes = [];

    private Buffers(int nodes) => (Values, Gradients) = (Fill(nodes), Fill(nodes));

    /// <summary>By node: the buffer of its value; -1 for none.</summary>
    public int[] Values { get; }

    /// <summary>By node: the buffer of its gradient; -1 for none.</summary>
    public int[] Gradients { get; }

    /// <summary>By buffer: elements per example.</summary>
    public IReadOnlyList<int> Sizes => sizes;

    public static Buffers Of<T>(Plan<T> plan)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var buffers = new Buffers(plan.Places.Length);
        buffers.LayOutValues(plan);
        buffers.LayOutGradients(plan);
        return buffers;
    }

    private static int[] Fill(int nodes) => [.. Enumerable.Repeat(-1, nodes)];

    private void LayOutValues<T>(Plan<T> plan)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var kernels = plan.ExampleForward.ToDictionary(kernel => kernel.Node.Id);
        foreach (var kernel in plan.ExampleForward.Where(kernel => !plan.InPlace[kernel.Node.Id]))
        {
            var input = kernel.Node.Inputs.FirstOrDefault();
            var overwrites = kernel.ForgetsInput && input!.Stage == Stage.Example && input != plan.Graph.Output && !kernels[input.Id].KeepsValue
                && plan.ExampleForward.Sum(other => other.Node.Inputs.Count(node => node == input)) == 1;
            Values[kernel.Node.Id] = overwrites ? Values[input!.Id] : New(plan.Places[kernel.Node.Id].Size);
        }
    }

    private void LayOutGradients<T>(Plan<T> plan)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var free = new List<int>();
        Gradients[plan.Graph.Output.Id] = New(plan.Places[plan.Graph.Output.Id].Size);
        foreach (var kernel in plan.ExampleBackward)
        {
            var own = Gradients[kernel.Node.Id];
            var inherited = false;
            for (var index = 0; index < kernel.Node.Inputs.Length; index++)
            {
                var input = kernel.Node.Inputs[index];
                if (input.Stage != Stage.Example || !kernel.IsFirst(index)) continue;
                if (kernel.PassesGradient(index) && !inherited) (Gradients[input.Id], inherited) = (own, true);
                else Gradients[input.Id] = Take(plan.Places[input.Id].Size, free);
            }

            if (!inherited && own >= 0) free.Add(own);
        }
    }

    /// <summary>The smallest free buffer that is large enough.</summary>
    private int Take(int size, List<int> free)
    {
        var fitting = free.Where(buffer => sizes[buffer] >= size).OrderBy(buffer => sizes[buffer]).Select(buffer => (int?)buffer).FirstOrDefault();
        if (fitting is not { } taken) return New(size);
        free.Remove(taken);
        return taken;
    }

    private int New(int size)
    {
        sizes.Add(size);
        return sizes.Count - 1;
    }
}
