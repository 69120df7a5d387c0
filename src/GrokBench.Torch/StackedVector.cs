using System.Runtime.InteropServices;
using GrokBench.Tensors.Engines;

namespace GrokBench.Torch;

/// <summary>A run's flat vector, or some neighbouring elements of it. What changes it is only noted, and executed when something is read.</summary>
internal sealed class StackedVector : IVector
{
    private readonly StackedVectors owner;
    private readonly int number, first;

    /// <param name="number">Of the vector in the stack.</param>
    public StackedVector(StackedVectors owner, int number, int first, int count) => (this.owner, this.number, this.first, Count) = (owner, number, first, count);

    public int Count { get; }

    public long Changes => owner.ChangesOf(number);

    private int Size => owner.Precision == Precision.Float32 ? sizeof(float) : sizeof(double);

    public IVector Part(int start, int count)
    {
        Within(start, count);
        return new StackedVector(owner, number, first + start, count);
    }

    public void CopyTo(int start, Span<double> destination)
    {
        Within(start, destination.Length);
        if (owner.Precision == Precision.Float64)
        {
            Read<double>(start, destination.Length).CopyTo(destination);
            return;
        }

        var values = Read<float>(start, destination.Length);
        for (var i = 0; i < values.Length; i++) destination[i] = values[i];
    }

    public void CopyFrom(int start, ReadOnlySpan<double> source)
    {
        Within(start, source.Length);
        owner.CountChange(number);
        owner.Note(new WriteCommand(owner.Place, number, first + start, source.ToArray()));
    }

    public void WriteBytes(Span<byte> destination)
    {
        RequireBytes(destination.Length);
        if (owner.Precision == Precision.Float32)
        {
            var values = Read<float>(0, Count);
            for (var i = 0; i < values.Length; i++) MemoryMarshal.Write(destination[(i * sizeof(float))..], float.IsNaN(values[i]) ? float.NaN : values[i]);
        }
        else
        {
            var values = Read<double>(0, Count);
            for (var i = 0; i < values.Length; i++) MemoryMarshal.Write(destination[(i * sizeof(double))..], double.IsNaN(values[i]) ? double.NaN : values[i]);
        }
    }

    public void ReadBytes(ReadOnlySpan<byte> source)
    {
        RequireBytes(source.Length);
        var values = new double[Count];
        if (owner.Precision == Precision.Float64)
        {
            MemoryMarshal.Cast<byte, double>(source).CopyTo(values);
        }
        else
        {
            var narrow = MemoryMarshal.Cast<byte, float>(source);
            for (var i = 0; i < values.Length; i++) values[i] = narrow[i];
        }

        CopyFrom(0, values);
    }

    public void Clear() => Change(VectorOperation.Clear, []);

    public void Assign(IVector source) => Change(VectorOperation.Assign, [source]);

    public void Scale(double factor) => Change(VectorOperation.Scale, [], factor);

    public void AddScaled(double factor, IVector other) => Change(VectorOperation.AddScaled, [other], factor);

    public void AddScaledGrowth(double factor, double rate, IVector other) => Change(VectorOperation.AddScaledGrowth, [other], factor, rate);

    public void Descend(IVector gradient, double rate, double decay) => Change(VectorOperation.Descend, [gradient], rate, decay);

    public void AdamUpdate(
        IVector gradient, IVector first, IVector second, double rate, double beta1, double beta2, double correction1, double correction2, double epsilon,
        double keep = 1) =>
        Change(VectorOperation.Adam, [gradient, first, second], beta1, 1 - beta1, beta2, 1 - beta2, rate / correction1, epsilon, keep, 1 / correction2);

    public double Dot(IVector other, int start, int count)
    {
        Within(start, count);
        var command = new DotCommand(owner.Place, number, Mine(other).number, first + start, count);
        owner.Execute(command);
        return command.Result;
    }

    private void Change(VectorOperation operation, ReadOnlySpan<IVector> others, params double[] scalars)
    {
        var numbers = new int[1 + others.Length];
        numbers[0] = number;
        for (var i = 0; i < others.Length; i++) numbers[i + 1] = Mine(others[i]).number;
        foreach (var changed in operation == VectorOperation.Adam ? numbers : numbers[..1]) owner.CountChange(changed);
        owner.Note(new VectorCommand(owner.Place, operation, numbers, first, Count, scalars));
    }

    private T[] Read<T>(int start, int count)
        where T : unmanaged
    {
        var command = new ReadCommand<T>(owner.Place, number, first + start, count);
        owner.Execute(command);
        return command.Result;
    }

    private StackedVector Mine(IVector vector) => vector is StackedVector mine && mine.owner == owner && (mine.first, mine.Count) == (first, Count)
        ? mine
        : throw new ArgumentException($"a {vector.GetType().Name} of another program, or of other elements", nameof(vector));

    private void RequireBytes(int length)
    {
        if (length != Count * Size) throw new ArgumentException($"{length} bytes for {Count} elements of {Size}");
    }

    private void Within(int start, int count)
    {
        if (start < 0 || count < 0 || start + count > Count) throw new ArgumentOutOfRangeException(nameof(start), $"{count} elements from {start} on of {Count}");
    }
}
