using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// A flat vector in aligned memory, in rows padded with zeros. Work is shared out in fixed blocks; a sum adds up the sums of fixed numbers of elements in
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
    private readonly VectorLayout layout;

    /// <summary>Of a part: the number of its first element in the whole.</summary>
    private readonly int begin;

    /// <summary>Elements with the pads between and behind them.</summary>
    private readonly int padded;
    private readonly int blockCount;

    /// <summary>The vector that this is a part of; itself where it is none.</summary>
    private readonly CpuVector<T> whole;
    private long changes;
    private Primitive primitive;
    private CpuVector<T>? a, b, c;
    private T s0, s1, s2, s3, s4, s5, s6, rootCorrection;

    public CpuVector(NativeBlocks<T> blocks, int count, Workers workers)
        : this(blocks, VectorLayout.Plain<T>(count), workers)
    {
    }

    public CpuVector(NativeBlocks<T> blocks, VectorLayout layout, Workers workers)
        : this(blocks, layout, workers, blocks.Allocate(layout.Size))
    {
    }

    /// <param name="memory">Zeros, as many as the layout asks for.</param>
    public CpuVector(NativeBlocks<T> blocks, VectorLayout layout, Workers workers, T* memory)
    {
        (this.blocks, this.layout, this.workers) = (blocks, layout, workers);
        this.memory = memory;
        (Count, padded, whole) = (layout.Count, layout.Size, this);
        blockCount = ((padded - 1) / Block) + 1;
    }

    /// <summary>A part, which may end within a register where its neighbour begins.</summary>
    private CpuVector(CpuVector<T> whole, int start, int count)
    {
        (Count, begin, blocks, workers, layout, this.whole) = (count, whole.begin + start, whole.blocks, whole.workers, whole.layout, whole.whole);
        if (count == 0) return;
        var (offset, _) = layout.At(begin);
        padded = layout.EndOf(begin + count - 1) - offset;
        memory = this.whole.memory + offset;
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

    public long Changes
    {
        get => whole.changes;
        private set => whole.changes = value;
    }

    public T* Pointer => memory;

    /// <summary>Of the whole that this is a part of.</summary>
    public VectorLayout Layout => layout;

    private static int Lane => Vector512<T>.Count;

    public IVector Part(int start, int count)
    {
        Within(start, count);
        return new CpuVector<T>(this, start, count);
    }

    public void CopyTo(int start, Span<double> destination)
    {
        Within(start, destination.Length);
        for (var done = 0; done < destination.Length;)
        {
            var run = Run(start + done, destination.Length - done);
            foreach (var value in run) destination[done++] = Lanes.Widen(value);
        }
    }

    public void CopyFrom(int start, ReadOnlySpan<double> source)
    {
        Within(start, source.Length);
        for (var done = 0; done < source.Length;)
        {
            var run = Run(start + done, source.Length - done);
            foreach (ref var value in run) value = Lanes.Round<T>(source[done++]);
        }

        Changes++;
    }

    public void WriteBytes(Span<byte> destination)
    {
        if (destination.Length != Count * sizeof(T)) throw new ArgumentException($"{destination.Length} bytes for {Count} elements of {sizeof(T)}");
        var target = MemoryMarshal.Cast<byte, T>(destination);
        for (var done = 0; done < Count;)
        {
            var run = Run(done, Count - done);
            foreach (var value in run) target[done++] = T.IsNaN(value) ? T.NaN : value;
        }
    }

    public void ReadBytes(ReadOnlySpan<byte> source)
    {
        if (source.Length != Count * sizeof(T)) throw new ArgumentException($"{source.Length} bytes for {Count} elements of {sizeof(T)}");
        var values = MemoryMarshal.Cast<byte, T>(source);
        for (var done = 0; done < Count;)
        {
            var run = Run(done, Count - done);
            values.Slice(done, run.Length).CopyTo(run);
            done += run.Length;
        }

        Changes++;
    }

    public void Clear()
    {
        new Span<T>(memory, padded).Clear();
        Changes++;
    }

    public void Assign(IVector source)
    {
        new ReadOnlySpan<T>(Mine(source).memory, padded).CopyTo(new Span<T>(memory, padded));
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
        var right = Mine(other);
        var total = 0.0;
        for (var block = 0; block < count; block += Block) total += DotBlock(right, start + block, Math.Min(Block, count - block));
        return total;
    }

    /// <summary>To be called when products have written the whole vector: where they multiply what is not finite, pads are not zero.</summary>
    public void ClearProductPads() => layout.ClearProductPads(whole.memory);

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
        if (!KeepsZeros()) ClearAllPads();
        Changes++;
        GC.KeepAlive(blocks);
    }

    /// <summary>Whether zeros stay zeros.</summary>
    private bool KeepsZeros() => T.IsFinite(s0 + s1 + s2 + s3 + s4 + s5 + s6 + rootCorrection) && (primitive != Primitive.Adam || s5 > T.Zero);

    private void ClearAllPads()
    {
        layout.ClearPads(whole.memory);
        if (b is not null) layout.ClearPads(b.whole.memory);
        if (c is not null) layout.ClearPads(c.whole.memory);
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

    /// <summary>Eight running sums, then a fixed tree. What pads divide is put together first.</summary>
    private double DotBlock(CpuVector<T> right, int start, int count)
    {
        const int most = 1024;
        T* copies = stackalloc T[2 * most];
        var lanes = Vector512<double>.Zero;
        for (var done = 0; done < count;)
        {
            var rest = count - done;
            var mine = Run(start + done, rest);
            var others = right.Run(start + done, rest);
            var part = Math.Min(mine.Length, others.Length);
            if (part == rest || part >= most)
            {
                if (part < rest) part -= part % 8;
                fixed (T* a = mine, b = others) lanes = AddDots(a, b, part, lanes);
            }
            else
            {
                part = Math.Min(most, rest);
                CopyOut(start + done, new Span<T>(copies, part));
                right.CopyOut(start + done, new Span<T>(copies + most, part));
                lanes = AddDots(copies, copies + most, part, lanes);
            }

            done += part;
        }

        return Lanes.Fold(lanes);
    }

    private void CopyOut(int start, Span<T> target)
    {
        while (!target.IsEmpty)
        {
            var run = Run(start, target.Length);
            run.CopyTo(target);
            target = target[run.Length..];
            start += run.Length;
        }
    }

    /// <summary>Eight running sums further; a last incomplete eight is filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> AddDots(T* left, T* right, int count, Vector512<double> lanes)
    {
        var i = 0;
        for (; i + 8 <= count; i += 8) lanes = Vector512.FusedMultiplyAdd(WidenEight(left + i), WidenEight(right + i), lanes);
        if (i == count) return lanes;
        T* tails = stackalloc T[16];
        new Span<T>(tails, 16).Clear();
        new ReadOnlySpan<T>(left + i, count - i).CopyTo(new Span<T>(tails, 8));
        new ReadOnlySpan<T>(right + i, count - i).CopyTo(new Span<T>(tails + 8, 8));
        return Vector512.FusedMultiplyAdd(WidenEight(tails), WidenEight(tails + 8), lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> WidenEight(T* source)
    {
        if (typeof(T) == typeof(double)) return Vector512.Load((double*)source);
        var eight = Vector256.Load((float*)source);
        return Vector512.Create(Vector256.WidenLower(eight), Vector256.WidenUpper(eight));
    }

    private CpuVector<T> Mine(IVector other) =>
        other is CpuVector<T> vector && vector.layout.Agrees(layout) && (vector.begin, vector.Count) == (begin, Count)
            ? vector
            : throw new ArgumentException("a vector of another program, or another part");

    /// <summary>Elements from this one on, up to the next pad.</summary>
    private Span<T> Run(int start, int most)
    {
        var (offset, length) = layout.At(begin + start);
        return new Span<T>(whole.memory + offset, Math.Min(length, most));
    }

    private void Within(int start, int count)
    {
        if (start < 0 || count < 0 || start + count > Count) throw new ArgumentOutOfRangeException(nameof(start), $"[{start}, {start + count}) of {Count}");
    }
}
