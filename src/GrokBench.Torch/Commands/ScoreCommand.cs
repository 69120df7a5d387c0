using GrokBench.Tensors;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>Loss and correctness of each example.</summary>
internal sealed class ScoreCommand(int run, Examples examples, int[] rows) : BatchCommand(run, examples, rows)
{
    public override object Key { get; } = (typeof(ScoreCommand), rows.Length, examples.Correctness);

    public double[] Losses { get; private set; } = [];

    /// <summary>Null where nothing says what is right.</summary>
    public bool[]? Correct { get; private set; }

    /// <summary>Leaves right only what <see cref="Correctness.IsNearest"/>, told here as on the built-in engine.</summary>
    /// <param name="outputs">Of all runs, each with its examples in order.</param>
    private void KeepNearest(double[] outputs)
    {
        var width = Examples.TargetWidth;
        for (var i = 0; i < Count; i++)
        {
            Correct![i] &= Correctness.IsNearest(outputs.AsSpan(((Run * Count) + i) * width, width), Examples, Request.Rows[i]);
        }
    }

    public override void Execute(StackMemory memory, IReadOnlyList<Command> group)
    {
        using var untaped = no_grad();
        var (graph, batch) = (memory.Graph!, BatchOf(memory, group));
        var output = memory.Evaluate(graph.Output.Id, memory.Leaves, batch);
        var (losses, _) = Torch.Losses.Evaluate(graph.Loss, output, batch, weight: 1);
        var right = Torch.Losses.Right(graph.Loss.Function, output, batch, losses, Examples.Correctness);
        var (allLosses, allRight) = (Library.ToArray<double>(losses), right is null ? null : Library.ToArray<bool>(right));
        var outputs = Examples.Correctness is { Nearest: true } ? Library.ToArray<double>(output.to(ScalarType.Float64)) : [];
        foreach (var command in group.Cast<ScoreCommand>())
        {
            command.Losses = allLosses[(command.Run * Count)..((command.Run + 1) * Count)];
            command.Correct = allRight?[(command.Run * Count)..((command.Run + 1) * Count)];
            if (outputs.Length > 0) command.KeepNearest(outputs);
        }
    }
}
