using System.Collections.Immutable;

namespace GrokBench.Models.Tasks;

/// <summary>
/// How many examples of each subclass train when some are sparse (Carvalho et al. 2025, appendix A): of γ examples, with γs sparse subclasses and γr others,
/// ⌈f·γ/(f·γs + γr)⌉ of each sparse one and ⌊γ/(f·γs + γr)⌋ of each other one.
/// </summary>
/// <param name="factor">f, from 0 to 1.</param>
/// <param name="sparse">By subclass; not all of them.</param>
internal sealed class Imbalance(double factor, bool[] sparse)
{
    /// <summary>Decimal, as stated: in binary 0.2·96/4.8 lies above 4.</summary>
    private readonly decimal factor = (decimal)factor;

    private readonly decimal shares = ((decimal)factor * sparse.Count(one => one)) + sparse.Count(one => !one);

    /// <summary>Examples of one sparse subclass.</summary>
    /// <param name="size">γ.</param>
    public int OfSparse(int size) => (int)Math.Ceiling(factor * size / shares);

    /// <summary>Examples of one of the other subclasses.</summary>
    public int OfOther(int size) => (int)Math.Floor(size / shares);

    public int Of(int subclass, int size) => sparse[subclass] ? OfSparse(size) : OfOther(size);

    /// <summary>Examples of all subclasses: γ but for rounding.</summary>
    public int Total(int size) => sparse.Sum(one => one ? OfSparse(size) : OfOther(size));

    public ImmutableArray<Subclass> Subclasses(int size, Func<int, int> classOf) => [.. sparse.Select((one, number) => new Subclass(number, classOf(number), one, Of(number, size)))];

    /// <summary>The examples, each the so-manieth of its subclass, in the order in which they join as γ grows: those of a smaller γ come first.</summary>
    public IEnumerable<(int Subclass, int Index)> InOrder(int size)
    {
        for (var grown = 1; grown <= size; grown++)
        {
            var (sparseBefore, otherBefore) = (OfSparse(grown - 1), OfOther(grown - 1));
            var (sparseNow, otherNow) = (OfSparse(grown), OfOther(grown));
            if ((sparseBefore, otherBefore) == (sparseNow, otherNow)) continue;
            for (var subclass = 0; subclass < sparse.Length; subclass++)
            {
                var (before, now) = sparse[subclass] ? (sparseBefore, sparseNow) : (otherBefore, otherNow);
                for (var index = before; index < now; index++) yield return (subclass, index);
            }
        }
    }
}
