using GrokBench.Tensors.Engines;

namespace GrokBench.Torch;

/// <summary>The flat vectors of one run of a stack.</summary>
internal class StackedVectors : IFlatVectors
{
    private readonly Stack stack;
    private readonly int count;
    private readonly List<Command> noted = [];

    /// <summary>By number of the vector; one for each that was made.</summary>
    private readonly List<long> changes = [];
    private bool isDisposed;

    /// <param name="stack">Where the run has a place.</param>
    /// <param name="count">Elements of a flat vector.</param>
    public StackedVectors(Stack stack, int place, int count, Precision precision, int threads)
    {
        (this.stack, Place, this.count, Precision, Threads) = (stack, place, count, precision, threads);
        (Parameters, Gradient) = (NewVector(), NewVector());
    }

    /// <summary>The run's place in the stack.</summary>
    public int Place { get; }

    public int Stack => stack.Places;

    public Precision Precision { get; }

    /// <summary>The library has one number of threads for the whole process, which <see cref="TorchEngine"/> sets: this one changes nothing.</summary>
    public int Threads { get; set; }

    /// <summary>On the device, this run's share of the stack.</summary>
    public long Bytes => (long)changes.Count * count * stack.ElementBytes;

    public IVector Parameters { get; }

    public IVector Gradient { get; }

    public IVector NewVector()
    {
        changes.Add(0);
        return new StackedVector(this, changes.Count - 1, 0, count);
    }

    /// <summary>See <see cref="IVector.Changes"/>.</summary>
    public long ChangesOf(int vector) => changes[vector];

    public void CountChange(int vector) => changes[vector]++;

    /// <summary>To be executed before anything else is read or computed.</summary>
    public void Note(Command command) => noted.Add(command);

    /// <summary>Executes what was noted, and then the command.</summary>
    public void Execute(Command command)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        noted.Add(command);
        var all = noted.ToArray();
        noted.Clear();
        stack.Execute(all);
    }

    public virtual void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        stack.Leave(Place);
        GC.SuppressFinalize(this);
    }
}
