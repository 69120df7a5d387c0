namespace GrokBench.Torch;

/// <summary>Something a run wants of its stack. Commands of different runs with equal keys are executed as one.</summary>
internal abstract class Command(int run)
{
    /// <summary>The run's place in the stack.</summary>
    public int Run { get; } = run;

    /// <summary>Compared by value; null: never together with another.</summary>
    public abstract object? Key { get; }

    /// <param name="group">Commands of different runs with this command's key, this one among them.</param>
    public abstract void Execute(StackMemory memory, IReadOnlyList<Command> group);
}
