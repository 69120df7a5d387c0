using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

internal sealed unsafe class BitMatrixTests
{
    [Test]
    public void Transpose_RandomBits_SwapsRowsAndColumns()
    {
        var draws = new RandomStream(1, "bits");
        ulong* rows = stackalloc ulong[64];
        var before = new bool[64, 64];
        for (var i = 0; i < 64; i++)
        {
            for (var j = 0; j < 64; j++)
            {
                before[i, j] = draws.Below((ulong)((i * 64) + j), 2) == 1;
                if (before[i, j]) rows[i] |= 1UL << j;
            }
        }

        BitMatrix.Transpose(rows);
        for (var i = 0; i < 64; i++)
        {
            for (var j = 0; j < 64; j++) Assert.That(((rows[j] >> i) & 1) == 1, Is.EqualTo(before[i, j]), $"row {i}, bit {j}");
        }
    }
}
