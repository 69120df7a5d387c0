using System.Runtime.CompilerServices;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// The rows of one of a kernel's inputs, or of its gradient, over a chunk: an example's own rows one after the other, rows that all examples share, or rows of a
/// table that each example chooses, read and added to where they lie.
/// </summary>
internal readonly unsafe struct Rows<T>(T* start, nint stride, int perExample, int* index)
    where T : unmanaged
{
    /// <summary>Whether they lie where a gather found them in its table.</summary>
    public bool IsScattered => index is not null;

    /// <summary>From one row to the next.</summary>
    public nint Stride => stride;

    /// <param name="example">Position in the chunk.</param>
    public T* this[int example, int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => start + (Number(example, row) * stride);
    }

    /// <summary>Which row of the memory it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Number(int example, int row)
    {
        var position = (example * perExample) + row;
        return index is null ? position : index[position];
    }
}
