namespace GrokBench.Models.Tasks;

/// <summary>
/// MT19937 (Matsumoto and Nishimura 1998, as revised 2002), drawn from as NumPy's <c>numpy.random.seed</c> and <c>rand</c> do: for tasks whose authors published
/// a NumPy seed. Everything else draws from <see cref="Tensors.RandomNumbers.RandomStream"/>.
/// </summary>
internal sealed class MersenneTwister
{
    private const int Words = 624, Middle = 397;

    private readonly uint[] state = new uint[Words];
    private int next = Words;

    public MersenneTwister(uint seed)
    {
        state[0] = seed;
        for (var i = 1; i < Words; i++) state[i] = (1812433253u * (state[i - 1] ^ (state[i - 1] >> 30))) + (uint)i;
    }

    /// <summary>The next 32 random bits.</summary>
    public uint Bits()
    {
        if (next == Words) Twist();
        var word = state[next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680u;
        word ^= (word << 15) & 0xEFC60000u;
        return word ^ (word >> 18);
    }

    /// <summary>A multiple of 2^-53 in [0, 1), made of the upper bits of two draws.</summary>
    public double Uniform()
    {
        var (high, low) = (Bits() >> 5, Bits() >> 6);
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    private void Twist()
    {
        for (var i = 0; i < Words; i++)
        {
            var joined = (state[i] & 0x80000000u) | (state[(i + 1) % Words] & 0x7FFFFFFFu);
            state[i] = state[(i + Middle) % Words] ^ (joined >> 1) ^ ((joined & 1) == 0 ? 0 : 0x9908B0DFu);
        }

        next = 0;
    }
}
