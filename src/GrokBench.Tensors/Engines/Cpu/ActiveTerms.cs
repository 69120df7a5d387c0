namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// Which terms of a product's sums are taken, by row of the left operand: bit j of word w is term w·<see cref="Block"/> + j. The others are zeros, and are left
/// out. In one row, words stand one after the other.
/// </summary>
/// <param name="Words">The first row's.</param>
/// <param name="Stride">Words from a row to the next.</param>
/// <param name="Block">Terms of a word, at most 64.</param>
internal readonly unsafe record struct ActiveTerms(nint Words, int Stride, int Block)
{
    public ulong* Row(nint row) => (ulong*)Words + (row * Stride);

    /// <summary>Those of the rows from one on.</summary>
    public ActiveTerms From(nint row) => this with { Words = (nint)Row(row) };
}
