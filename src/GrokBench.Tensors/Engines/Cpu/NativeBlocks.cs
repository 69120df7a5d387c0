using System.Runtime.InteropServices;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>Zeroed memory outside the garbage collector's heap, aligned to cache lines, freed all at once.</summary>
internal sealed unsafe class NativeBlocks<T>(bool countsOnly = false) : IDisposable
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly List<nint> blocks = [];

    ~NativeBlocks() => Free();

    /// <summary>Whether nothing is allocated and every pointer is null: to learn what a program would take.</summary>
    public bool CountsOnly => countsOnly;

    /// <summary>Bytes handed out.</summary>
    public long Bytes { get; private set; }

    public T* Allocate(long count)
    {
        var bytes = (nuint)Math.Max(count, 1) * (nuint)sizeof(T);
        Bytes += (long)bytes;
        if (countsOnly) return null;
        var block = NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(block, bytes);
        blocks.Add((nint)block);
        return (T*)block;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        foreach (var block in blocks) NativeMemory.AlignedFree((void*)block);
        blocks.Clear();
    }
}
