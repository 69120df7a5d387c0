using System.Collections.Immutable;

namespace GrokBench.Models.Tasks;

/// <summary>The unordered pairs i ≤ j of the numbers 0 to p-1, in order of i, then j, and which of them have equal sums.</summary>
/// <param name="elements">p, at least 1.</param>
internal sealed class PairSums(int elements)
{
    public ImmutableArray<(int First, int Second)> Pairs { get; } =
        [.. from i in Enumerable.Range(0, elements) from j in Enumerable.Range(i, elements - i) select (i, j)];

    /// <summary>p(p+1)/2.</summary>
    public static int Count(int elements) => elements * (elements + 1) / 2;

    /// <summary>
    /// All {pair, pair} of different pairs with equal sums, by their places in <see cref="Pairs"/>, each once, in order of the first place, then the second: the set P0
    /// of Liu, Kitouni et al. 2022.
    /// </summary>
    public ImmutableArray<(int A, int B)> Parallelograms() =>
    [
        .. from a in Enumerable.Range(0, Pairs.Length)
           from b in Enumerable.Range(a + 1, Pairs.Length - a - 1)
           where Pairs[a].First + Pairs[a].Second == Pairs[b].First + Pairs[b].Second
           select (a, b),
    ];
}
