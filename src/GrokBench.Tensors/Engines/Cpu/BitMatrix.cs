using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>Squares of 64 x 64 bits.</summary>
internal static unsafe class BitMatrix
{
    /// <summary>Swaps off-diagonal squares of 32, 16, ... 1 bits (Warren, Hacker's Delight, section 7-3).</summary>
    /// <param name="rows">64 words: bit j of word i becomes bit i of word j.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(ulong* rows)
    {
        SwapFour(rows, 32, 0x00000000FFFFFFFF);
        SwapFour(rows, 16, 0x0000FFFF0000FFFF);
        SwapFour(rows, 8, 0x00FF00FF00FF00FF);
        SwapFour(rows, 4, 0x0F0F0F0F0F0F0F0F);
        for (var i = 0; i < 64; i += 4)
        {
            var kept = Vector128.Create(0x3333333333333333UL);
            Vector128<ulong> a = Vector128.Load(rows + i), b = Vector128.Load(rows + i + 2);
            var change = (Vector128.ShiftRightLogical(a, 2) ^ b) & kept;
            (a ^ Vector128.ShiftLeft(change, 2)).Store(rows + i);
            (b ^ change).Store(rows + i + 2);
        }

        for (var i = 0; i < 64; i += 2)
        {
            var change = ((rows[i] >> 1) ^ rows[i + 1]) & 0x5555555555555555;
            rows[i] ^= change << 1;
            rows[i + 1] ^= change;
        }
    }

    /// <summary>Rows with rows that lie <paramref name="distance"/> behind, four at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SwapFour(ulong* rows, int distance, ulong lower)
    {
        var kept = Vector256.Create(lower);
        for (var square = 0; square < 64; square += 2 * distance)
        {
            for (var i = square; i < square + distance; i += 4)
            {
                Vector256<ulong> a = Vector256.Load(rows + i), b = Vector256.Load(rows + i + distance);
                var change = (Vector256.ShiftRightLogical(a, distance) ^ b) & kept;
                (a ^ Vector256.ShiftLeft(change, distance)).Store(rows + i);
                (b ^ change).Store(rows + i + distance);
            }
        }
    }
}
