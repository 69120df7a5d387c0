using GrokBench.Tensors;

namespace GrokBench.Torch;

/// <summary>Work on some of a run's examples. The runs of a group have equally many, each its own.</summary>
internal abstract class BatchCommand(int run, Examples examples, int[] rows) : Command(run)
{
    protected BatchRequest Request { get; } = new(examples, rows);

    protected int Count => Request.Rows.Length;

    protected Examples Examples => Request.Examples;

    protected static StackedBatch BatchOf(StackMemory memory, IEnumerable<Command> group) =>
        memory.BatchOf([.. group.Cast<BatchCommand>().Select(command => (command.Run, command.Request))]);
}
