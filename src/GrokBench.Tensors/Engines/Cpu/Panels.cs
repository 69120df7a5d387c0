using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// A matrix (Rows x columns) cut into strips as wide as what a product computes at a time, each strip's rows one after the other, so that it reads memory
/// straight on. Columns are padded with zeros to whole vectors.
/// </summary>
internal sealed unsafe class Panels<T>
    where T : unmanaged
{
    private readonly T* memory;

    /// <param name="forSparse">Whether the strips are those of <see cref="SparseProduct{T}"/> and not a tile's; either product reads either.</param>
    public Panels(NativeBlocks<T> blocks, int rows, int columns, bool forSparse = false)
    {
        (Rows, Columns) = (rows, columns);
        Vectors = (columns + Vector512<T>.Count - 1) / Vector512<T>.Count;
        Strip = forSparse ? SparseProduct<T>.Strip(Vectors) : MatrixProduct<T>.TileVectors;
        memory = blocks.Allocate((long)rows * Vectors * Vector512<T>.Count);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Vectors across, the last one padded.</summary>
    public int Vectors { get; }

    /// <summary>Vectors across a strip; the last one may be narrower.</summary>
    public int Strip { get; }

    /// <param name="vector">Index of the strip's first vector, a multiple of <see cref="Strip"/>.</param>
    public T* Panel(int vector) => memory + ((nint)vector * Vector512<T>.Count * Rows);

    /// <summary>Packs a matrix, or its transpose.</summary>
    /// <param name="stride">Elements between the rows of <paramref name="source"/>.</param>
    public void Pack(T* source, int stride, bool transposed)
    {
        var lanes = Vector512<T>.Count;
        if (Rows == 1 && stride == 1) transposed = false;
        for (var vector = 0; vector < Vectors; vector += Strip)
        {
            var width = Math.Min(Strip, Vectors - vector) * lanes;
            var first = vector * lanes;
            var filled = Math.Min(width, Columns - first);
            var panel = Panel(vector);
            if (transposed) Transpose(source + ((nint)first * stride), stride, panel, width, filled);
            else
            {
                for (var i = 0; i < Rows; i++) new ReadOnlySpan<T>(source + ((nint)i * stride) + first, filled).CopyTo(new Span<T>(panel + ((nint)i * width), filled));
            }
        }
    }

    /// <summary>Some of the source's rows as columns of a panel, by blocks of eight by eight.</summary>
    private void Transpose(T* source, int stride, T* panel, int width, int filled)
    {
        const int block = 8;
        for (var j = 0; j < filled; j += block)
        {
            for (var i = 0; i < Rows; i += block)
            {
                T* from = source + ((nint)j * stride) + i, to = panel + ((nint)i * width) + j;
                if (typeof(T) == typeof(float) && Avx.IsSupported && j + block <= filled && i + block <= Rows) Transpose8((float*)from, stride, (float*)to, width);
                else
                {
                    var (rows, columns) = (Math.Min(block, filled - j), Math.Min(block, Rows - i));
                    for (var row = 0; row < rows; row++)
                    {
                        for (var column = 0; column < columns; column++) to[((nint)column * width) + row] = from[((nint)row * stride) + column];
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose8(float* from, nint stride, float* to, nint width)
    {
        Vector256<float> r0 = Vector256.Load(from), r1 = Vector256.Load(from + stride), r2 = Vector256.Load(from + (2 * stride)), r3 = Vector256.Load(from + (3 * stride));
        from += 4 * stride;
        Vector256<float> r4 = Vector256.Load(from), r5 = Vector256.Load(from + stride), r6 = Vector256.Load(from + (2 * stride)), r7 = Vector256.Load(from + (3 * stride));

        Vector256<float> t0 = Avx.UnpackLow(r0, r1), t1 = Avx.UnpackHigh(r0, r1), t2 = Avx.UnpackLow(r2, r3), t3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> t4 = Avx.UnpackLow(r4, r5), t5 = Avx.UnpackHigh(r4, r5), t6 = Avx.UnpackLow(r6, r7), t7 = Avx.UnpackHigh(r6, r7);
        const byte low = 0b01_00_01_00, high = 0b11_10_11_10;
        Vector256<float> u0 = Avx.Shuffle(t0, t2, low), u1 = Avx.Shuffle(t0, t2, high), u2 = Avx.Shuffle(t1, t3, low), u3 = Avx.Shuffle(t1, t3, high);
        Vector256<float> u4 = Avx.Shuffle(t4, t6, low), u5 = Avx.Shuffle(t4, t6, high), u6 = Avx.Shuffle(t5, t7, low), u7 = Avx.Shuffle(t5, t7, high);

        const byte lower = 0x20, upper = 0x31;
        Avx.Permute2x128(u0, u4, lower).Store(to);
        Avx.Permute2x128(u1, u5, lower).Store(to + width);
        Avx.Permute2x128(u2, u6, lower).Store(to + (2 * width));
        Avx.Permute2x128(u3, u7, lower).Store(to + (3 * width));
        to += 4 * width;
        Avx.Permute2x128(u0, u4, upper).Store(to);
        Avx.Permute2x128(u1, u5, upper).Store(to + width);
        Avx.Permute2x128(u2, u6, upper).Store(to + (2 * width));
        Avx.Permute2x128(u3, u7, upper).Store(to + (3 * width));
    }
}
