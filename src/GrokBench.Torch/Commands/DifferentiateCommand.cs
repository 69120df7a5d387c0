using GrokBench.Tensors;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>Mean loss over a batch, and its gradient.</summary>
internal sealed class DifferentiateCommand(int run, Examples examples, int[] rows) : BatchCommand(run, examples, rows)
{
    public override object Key { get; } = (typeof(DifferentiateCommand), rows.Length);

    public double Result { get; private set; }

    public override void Execute(StackMemory memory, IReadOnlyList<Command> group)
    {
        var (graph, batch) = (memory.Graph!, BatchOf(memory, group));
        var leaves = memory.Leaves;
        var output = memory.Evaluate(graph.Output.Id, leaves, batch);
        Tensor losses, atOutput;
        using (no_grad()) (losses, atOutput) = Losses.Evaluate(graph.Loss, output.detach(), batch, 1.0 / ((double)Count * graph.Output.Shape.Rows));

        // What the output does not depend on keeps a gradient of zero, which the library would not make.
        var used = graph.SlicesBehind(graph.Output);
        Tensor[] gradients = [.. used.Select(i => leaves[i].grad!)];
        foreach (var gradient in gradients) gradient.zero_();
        Library.Backward(output, atOutput, [.. used.Select(i => leaves[i])]);
        using var untaped = no_grad();
        for (var i = 0; i < used.Length; i++)
        {
            var slice = graph.Parameters.Slices[used[i]];
            memory.Assign(memory.Part(StackMemory.Gradient, slice.Offset, slice.Shape.Count), gradients[i].view(memory.Runs, slice.Shape.Count), group);
        }

        var sums = Library.ToArray<double>(losses.sum(1));
        foreach (var command in group.Cast<DifferentiateCommand>()) command.Result = sums[command.Run] / Count;
    }
}
