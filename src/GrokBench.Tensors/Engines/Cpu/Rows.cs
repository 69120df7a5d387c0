using System.Runtime.CompilerServices;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// The rows of one of a kernel's inputs, or of its gradient, over a chunk: an example's own rows one after the other, rows that all examples share, or rows of a
/// table that each example chooses, read and added to where they lie.
/// </summary>
internal readonly unsafe struct Rows<T>(T* start, nint stride, int perExample, int* index)
    where T : unmanaged
{
    /// <param name="example">Position in the chunk.</param>
    public T* this[int example, int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var position = (example * perExample) + row;
            return start + ((index is null ? position : index[position]) * stride);
        }
    }
}
