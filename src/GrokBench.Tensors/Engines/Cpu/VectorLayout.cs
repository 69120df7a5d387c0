using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// Where the elements of a flat vector lie in memory: one tensor after the other, each in rows that are padded as <see cref="Place"/> says, so that products read weights and write their
/// gradients in place. Pads are zeros.
/// </summary>
internal sealed class VectorLayout
{
    private readonly ImmutableArray<Place> places;

    /// <summary>By tensor, and behind the last one: the number of its first element, and where that lies.</summary>
    private readonly int[] firsts, offsets;

    /// <param name="places">Of the tensors, in the order of the flat vector.</param>
    public VectorLayout(ImmutableArray<Place> places)
    {
        this.places = places;
        (firsts, offsets) = (new int[places.Length + 1], new int[places.Length + 1]);
        for (var i = 0; i < places.Length; i++)
        {
            firsts[i + 1] = firsts[i] + (places[i].Rows * places[i].Columns);
            offsets[i + 1] = checked(offsets[i] + places[i].Size);
        }
    }

    /// <summary>Elements that count.</summary>
    public int Count => firsts[^1];

    /// <summary>Elements with pads: whole registers.</summary>
    public int Size => offsets[^1];

    /// <summary>One row of all elements.</summary>
    public static VectorLayout Plain<T>(int count)
    {
        var vectors = (count + Vector512<T>.Count - 1) / Vector512<T>.Count;
        return new VectorLayout([new Place(1, count, vectors * Vector512<T>.Count, vectors)]);
    }

    /// <summary>Whether every element lies at the same place.</summary>
    public bool Agrees(VectorLayout other) => ReferenceEquals(this, other) || places.AsSpan().SequenceEqual(other.places.AsSpan());

    /// <summary>Where a tensor begins.</summary>
    public int Offset(int tensor) => offsets[tensor];

    /// <summary>Where an element (below <see cref="Count"/>) lies, and how many from it on lie without a pad between them.</summary>
    public (int Offset, int Length) At(int element)
    {
        var tensor = Tensor(element);
        var place = places[tensor];
        var within = element - firsts[tensor];
        if (place.Columns == place.Stride) return (offsets[tensor] + within, firsts[tensor + 1] - element);
        var (row, column) = Math.DivRem(within, place.Columns);
        return (offsets[tensor] + (row * place.Stride) + column, place.Columns - column);
    }

    /// <summary>Where the elements up to this one, and it with them, end: behind its pads where it ends a row.</summary>
    public int EndOf(int element)
    {
        var tensor = Tensor(element);
        var place = places[tensor];
        var (row, column) = Math.DivRem(element - firsts[tensor], place.Columns);
        return offsets[tensor] + (row * place.Stride) + (column == place.Columns - 1 ? place.Stride : column + 1);
    }

    /// <summary>Sets all pads to zero.</summary>
    public unsafe void ClearPads<T>(T* memory)
        where T : unmanaged
    {
        for (var tensor = 0; tensor < places.Length; tensor++)
        {
            var place = places[tensor];
            for (var row = 0; row < place.Rows; row++)
                new Span<T>(memory + offsets[tensor] + ((nint)row * place.Stride) + place.Columns, place.Stride - place.Columns).Clear();
        }
    }

    /// <summary>Sets the pads to zero that products write: those in the last register of a row.</summary>
    public unsafe void ClearProductPads<T>(T* memory)
        where T : unmanaged
    {
        for (var tensor = 0; tensor < places.Length; tensor++)
        {
            var place = places[tensor];
            var rest = place.Columns % Vector512<T>.Count;
            if (rest == 0) continue;
            var kept = Vector512<T>.Zero;
            new Span<byte>(&kept, rest * sizeof(T)).Fill(byte.MaxValue);
            var last = memory + offsets[tensor] + place.Columns - rest;
            for (var row = 0; row < place.Rows; row++, last += place.Stride) (Vector512.Load(last) & kept).Store(last);
        }
    }

    private int Tensor(int element)
    {
        var found = Array.BinarySearch(firsts, element);
        if (found < 0) return ~found - 1;

        // Of tensors that begin here the last one has elements.
        while (firsts[found + 1] == element) found++;
        return found;
    }
}
