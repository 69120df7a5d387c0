using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// A flat vector in aligned memory, padded with zeros to whole vectors. Work is shared out in fixed blocks; a sum adds up the blocks' sums in
/// order, so neither depends on who did what.
/// </summary>
internal sealed unsafe class CpuVector<T> : IVector, IItems
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Elements of a block: large enough to be worth handing out.</summary>
    private const int Block = 16384;

    private readonly T* memory;

    /// <summary>Kept so that the memory lives as long as the vector.</summary>
    private readonly NativeBlocks<T> blocks;
    private readonly Workers workers;
    private readonly int padded;
    private readonly int blockCount;

    /// <summary>The vector that this is a part of; itself where it is none.</summary>
    private readonly CpuVector<T> whole;
    private long changes;
    private Primitive primitive;
    private CpuVector<T>? a, b, c;
    private T s0, s1, s2, s3, s4, s5, s6, rootCorrection;

    public CpuVector(NativeBlocks<T> blocks, int count, Workers workers)
    {
        (Count, this.blocks, this.workers) = (count, blocks, workers);
        padded = (count + Lane - 1) / Lane * Lane;
        memory = blocks.Allocate(padded);
        blockCount = ((padded - 1) / Block) + 1;
        whole = this;
    }

    /// <summary>A part, which ends within a register where its neighbour begins.</summary>
    private CpuVector(CpuVector<T> whole, int start, int count)
    {
        (Count, blocks, workers, this.whole) = (count, whole.blocks, whole.workers, whole.whole);
        padded = count;
        memory = whole.memory + start;
        blockCount = ((padded - 1) / Block) + 1;
    }

    private enum Primitive
    {
        Scale,
        AddScaled,
        AddScaledGrowth,
        Descent,
        Adam,
    }

    public int Count { get; }

    /// <summary>Rises with every change of content.</summary>
    public long Changes
    {
        get => whole.changes;
        private set => whole.changes = value;
    }

    public T* Pointer => memory;

    private static int Lane => Vector512<T>.Count;

    public IVector Part(int start, int count)
    {
        Within(start, count);
        return new CpuVector<T>(this, start, count);
    }

    public void CopyTo(int start, Span<double> destination)
    {
        Within(start, destination.Length);
        for (var i = 0; i < destination.Length; i++) destination[i] = Lanes.Widen(memory[start + i]);
    }

    public void CopyFrom(int start, ReadOnlySpan<double> source)
    {
        Within(start, source.Length);
        for (var i = 0; i < source.Length; i++) memory[start + i] = Lanes.Round<T>(source[i]);
        Changes++;
    }

    public void WriteBytes(Span<byte> destination)
    {
        if (destination.Length != Count * sizeof(T)) throw new ArgumentException($"{destination.Length} bytes for {Count} elements of {sizeof(T)}");
        var target = MemoryMarshal.Cast<byte, T>(destination);
        for (var i = 0; i < Count; i++) target[i] = T.IsNaN(memory[i]) ? T.NaN : memory[i];
    }

    public void ReadBytes(ReadOnlySpan<byte> source)
    {
        if (source.Length != Count * sizeof(T)) throw new ArgumentException($"{source.Length} bytes for {Count} elements of {sizeof(T)}");
        MemoryMarshal.Cast<byte, T>(source).CopyTo(new Span<T>(memory, Count));
        Changes++;
    }

    public void Clear()
    {
        new Span<T>(memory, Count).Clear();
        Changes++;
    }

    public void Assign(IVector source)
    {
        new ReadOnlySpan<T>(Mine(source).memory, Count).CopyTo(new Span<T>(memory, Count));
        Changes++;
    }

    public void Scale(double factor)
    {
        s0 = Lanes.Round<T>(factor);
        Share(Primitive.Scale);
    }

    public void AddScaled(double factor, IVector other)
    {
        (s0, a) = (Lanes.Round<T>(factor), Mine(other));
        Share(Primitive.AddScaled);
    }

    public void AddScaledGrowth(double factor, double rate, IVector other)
    {
        (a, s0, s1) = (Mine(other), Lanes.Round<T>(factor), Lanes.Round<T>(rate));
        Share(Primitive.AddScaledGrowth);
    }

    public void Descend(IVector gradient, double rate, double decay)
    {
        (a, s0, s1) = (Mine(gradient), Lanes.Round<T>(decay), Lanes.Round<T>(-rate));
        Share(Primitive.Descent);
    }

    public void AdamUpdate(
        IVector gradient, IVector first, IVector second, double rate, double beta1, double beta2, double correction1, double correction2, double epsilon,
        double keep = 1)
    {
        (a, b, c) = (Mine(gradient), Mine(first), Mine(second));
        (s0, s1) = (Lanes.Round<T>(beta1), Lanes.Round<T>(1 - beta1));
        (s2, s3) = (Lanes.Round<T>(beta2), Lanes.Round<T>(1 - beta2));
        (s4, s5) = (Lanes.Round<T>(-rate / correction1), Lanes.Round<T>(epsilon));
        s6 = Lanes.Round<T>(keep);
        rootCorrection = Lanes.Round<T>(1 / Math.Sqrt(correction2));
        Share(Primitive.Adam);
        (b.Changes, c.Changes) = (b.Changes + 1, c.Changes + 1);
    }

    public double Dot(IVector other, int start, int count)
    {
        Within(start, count);
        T* left = memory + start;
        T* right = Mine(other).memory + start;
        var total = 0.0;
        for (var block = 0; block < count; block += Block) total += DotBlock(left + block, right + block, Math.Min(Block, count - block));
        return total;
    }

    void IItems.Do(int item, int worker)
    {
        var (start, count) = (item * Block, Math.Min(Block, padded - (item * Block)));
        var rest = count % Lane;
        T* first = a is null ? null : a.memory + start, second = b is null ? null : b.memory + start, third = c is null ? null : c.memory + start;
        Apply(memory + start, first, second, third, count - rest);
        if (rest > 0) ApplyToRest(count - rest, rest, memory + start, first, second, third);
    }

    /// <summary>The last elements of a part by way of whole registers, so that the neighbour's are left alone.</summary>
    private void ApplyToRest(int start, int count, T* target, T* first, T* second, T* third)
    {
        T* registers = stackalloc T[4 * Lane];
        new Span<T>(registers, 4 * Lane).Clear();
        Load(target, 0);
        Load(first, 1);
        Load(second, 2);
        Load(third, 3);
        Apply(registers, registers + Lane, registers + (2 * Lane), registers + (3 * Lane), Lane);
        Store(target, 0);
        if (primitive != Primitive.Adam) return;
        Store(second, 2);
        Store(third, 3);

        void Load(T* from, int register)
        {
            if (from is not null) new ReadOnlySpan<T>(from + start, count).CopyTo(new Span<T>(registers + (register * Lane), count));
        }

        void Store(T* to, int register) => new ReadOnlySpan<T>(registers + (register * Lane), count).CopyTo(new Span<T>(to + start, count));
    }

    private void Share(Primitive what)
    {
        primitive = what;
        workers.Run(this, blockCount);
        Changes++;
        GC.KeepAlive(blocks);
    }

    private void Apply(T* target, T* first, T* second, T* third, int count)
    {
        switch (primitive)
        {
            case Primitive.Scale:
                for (var i = 0; i < count; i += Lane) (Vector512.Load(target + i) * Vector512.Create(s0)).Store(target + i);
                break;
            case Primitive.AddScaled:
                for (var i = 0; i < count; i += Lane)
                {
                    Lanes.MultiplyAdd(Vector512.Create(s0), Vector512.Load(first + i), Vector512.Load(target + i)).Store(target + i);
                }

                break;
            case Primitive.AddScaledGrowth:
                for (var i = 0; i < count; i += Lane)
                {
                    var growth = Exponential.Exp(Vector512.Create(s1) * Vector512.Load(first + i)) - Vector512<T>.One;
                    Lanes.MultiplyAdd(Vector512.Create(s0), growth, Vector512.Load(target + i)).Store(target + i);
                }

                break;
            case Primitive.Descent:
                for (var i = 0; i < count; i += Lane)
                {
                    var parameters = Vector512.Load(target + i);
                    var gradient = Lanes.MultiplyAdd(Vector512.Create(s0), parameters, Vector512.Load(first + i));
                    Lanes.MultiplyAdd(Vector512.Create(s1), gradient, parameters).Store(target + i);
                }

                break;
            default:
                Adam(target, first, second, third, count);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Adam(T* parameters, T* gradient, T* first, T* second, int count)
    {
        Vector512<T> keep1 = Vector512.Create(s0), add1 = Vector512.Create(s1), keep2 = Vector512.Create(s2), add2 = Vector512.Create(s3);
        Vector512<T> minusRate = Vector512.Create(s4), epsilon = Vector512.Create(s5), root = Vector512.Create(rootCorrection), keep = Vector512.Create(s6);
        for (var i = 0; i < count; i += Lane)
        {
            var g = Vector512.Load(gradient + i);
            var m = Lanes.MultiplyAdd(keep1, Vector512.Load(first + i), add1 * g);
            var v = Lanes.MultiplyAdd(keep2, Vector512.Load(second + i), add2 * g * g);
            m.Store(first + i);
            v.Store(second + i);
            var change = m / Lanes.MultiplyAdd(Vector512.Sqrt(v), root, epsilon);
            Lanes.MultiplyAdd(minusRate, change, keep * Vector512.Load(parameters + i)).Store(parameters + i);
        }
    }

    /// <summary>Eight running sums, then a fixed tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double DotBlock(T* left, T* right, int count)
    {
        var lanes = Vector512<double>.Zero;
        var i = 0;
        for (; i + 8 <= count; i += 8) lanes = Vector512.FusedMultiplyAdd(WidenEight(left + i), WidenEight(right + i), lanes);
        if (i < count)
        {
            T* tails = stackalloc T[16];
            new Span<T>(tails, 16).Clear();
            new ReadOnlySpan<T>(left + i, count - i).CopyTo(new Span<T>(tails, 8));
            new ReadOnlySpan<T>(right + i, count - i).CopyTo(new Span<T>(tails + 8, 8));
            lanes = Vector512.FusedMultiplyAdd(WidenEight(tails), WidenEight(tails + 8), lanes);
        }

        return Lanes.Fold(lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> WidenEight(T* source)
    {
        if (typeof(T) == typeof(double)) return Vector512.Load((double*)source);
        var eight = Vector256.Load((float*)source);
        return Vector512.Create(Vector256.WidenLower(eight), Vector256.WidenUpper(eight));
    }

    private CpuVector<T> Mine(IVector other) =>
        other is CpuVector<T> vector && vector.Count == Count ? vector : throw new ArgumentException("a vector of another program");

    private void Within(int start, int count)
    {
        if (start < 0 || count < 0 || start + count > Count) throw new ArgumentOutOfRangeException(nameof(start), $"[{start}, {start + count}) of {Count}");
    }
}
