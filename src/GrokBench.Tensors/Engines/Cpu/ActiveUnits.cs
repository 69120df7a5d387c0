using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// Which units of a ReLU are not zero, as its kernel notes them in a chunk: by row, a bit per unit; and turned about for the gradient of the weight that
/// reads them, by unit, a bit per row.
/// </summary>
/// <param name="place">Of the ReLU's value.</param>
/// <param name="chunk">Most examples of a chunk.</param>
internal readonly unsafe struct ActiveUnits<T>(int* memory, Place place, int chunk)
    where T : unmanaged
{
    private const int Bits = 64;

    private readonly int words = WordsOf(place);

    /// <summary>Terms of a product with the value as left operand.</summary>
    public ActiveTerms ByRow => new((nint)memory, words, Bits);

    /// <summary>How many whole numbers of 32 bits the marks take.</summary>
    public static int Count(Place place, int chunk)
    {
        var rows = chunk * place.Rows;
        return 2 * WordsOf(place) * (rows + (Bits * BlocksOf(rows)));
    }

    /// <summary>A bit per element: set unless it is zero, so also for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonZero(Vector512<T> values) =>
        Vector512.Equals(values, Vector512<T>.Zero).ExtractMostSignificantBits() ^ ((1UL << Vector512<T>.Count) - 1);

    /// <summary>Terms of a product with the transpose of the first rows as left operand; their blocks are of equal size.</summary>
    public ActiveTerms ByUnit(int rows)
    {
        var blocks = BlocksOf(rows);
        var size = (rows + blocks - 1) / blocks;
        ulong* marks = (ulong*)memory, target = marks + ((nint)chunk * place.Rows * words), square = stackalloc ulong[Bits];
        for (var block = 0; block < blocks; block++)
        {
            int first = block * size, count = Math.Min(size, rows - first);
            for (var word = 0; word < words; word++)
            {
                for (var i = 0; i < Bits; i++) square[i] = i < count ? marks[((nint)(first + i) * words) + word] : 0;
                BitMatrix.Transpose(square);
                for (var i = 0; i < Bits; i++) target[((((nint)word * Bits) + i) * blocks) + block] = square[i];
            }
        }

        return new ActiveTerms((nint)target, blocks, size);
    }

    private static int WordsOf(Place place) => ((place.Vectors * Vector512<T>.Count) + Bits - 1) / Bits;

    private static int BlocksOf(int rows) => (rows + Bits - 1) / Bits;
}
