using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GrokBench.Tensors.RandomNumbers;

/// <summary>
/// Counter-based random numbers: the value at an index depends on (seed, name, index) alone, never on what was drawn before.
/// Philox 4x32-10 (Salmon et al. 2011): the key is the seed; the counter is the index and the first eight bytes of the name's SHA-256.
/// </summary>
/// <param name="seed">Shared by all streams of one role (initialisation, data, batches).</param>
/// <param name="name">The stream's own name: a tensor, "split", "batch".</param>
public readonly struct RandomStream(ulong seed, string name)
{
    private readonly ulong stream = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>64 random bits.</summary>
    public ulong Bits(ulong index) => Philox.Draw(seed, index, stream);

    /// <summary>A multiple of 2^-53 in [0, 1).</summary>
    public double Uniform(ulong index) => (Bits(index) >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// A standard normal number: the quantile (<see cref="NormalQuantile"/>) of one uniform number, the odd multiple of 2^-53 made from the
    /// draw's upper 52 bits, so that neither 0 nor 1 occurs; |value| is at most 8.3.
    /// </summary>
    public double Normal(ulong index) => NormalQuantile.At(((Bits(index) >> 12) + 0.5) * (1.0 / (1UL << 52)));

    /// <summary>An integer in [0, bound), unbiased to 2^-64 (high half of a 64x64 product).</summary>
    public int Below(ulong index, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)Math.BigMul(Bits(index), (ulong)bound, out _);
    }

    /// <summary>The numbers 0..count-1 in random order; see <see cref="Shuffle"/>.</summary>
    /// <param name="start">Index of the first draw; count draws are used.</param>
    public int[] Permutation(int count, ulong start = 0)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++) order[i] = i;
        Shuffle(order, start);
        return order;
    }

    /// <summary>Puts items in random order (Fisher-Yates from the end; draw i serves position Length-1-i).</summary>
    /// <param name="start">Index of the first draw; as many draws as items are used.</param>
    public void Shuffle(Span<int> items, ulong start)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(start + (ulong)(items.Length - 1 - i), i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
