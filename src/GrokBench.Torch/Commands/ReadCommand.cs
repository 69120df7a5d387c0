namespace GrokBench.Torch;

/// <summary>A copy of some elements of a run's vector, in the vector's precision.</summary>
internal sealed class ReadCommand<T>(int run, int vector, int start, int count) : Command(run)
    where T : unmanaged
{
    public override object? Key => null;

    public T[] Result { get; private set; } = [];

    public override void Execute(StackMemory memory, IReadOnlyList<Command> group) => Result = Library.ToArray<T>(memory.Part(vector, Run, start, count));
}
