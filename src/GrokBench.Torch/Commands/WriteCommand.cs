namespace GrokBench.Torch;

/// <summary>Overwrites some elements of a run's vector, rounding to its precision.</summary>
internal sealed class WriteCommand(int run, int vector, int start, double[] values) : Command(run)
{
    public override object? Key => null;

    public override void Execute(StackMemory memory, IReadOnlyList<Command> group) =>
        memory.Part(vector, Run, start, values.Length).copy_(Library.Copy(values, [values.Length], memory.Type, memory.Device));
}
