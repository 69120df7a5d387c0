namespace GrokBench.Models.Tasks;

/// <summary>Which of the 512 words of nine bits are the subclasses, class by class (Carvalho et al. 2025, appendix A).</summary>
/// <param name="Codes">By subclass.</param>
/// <param name="PerClass">Subclasses of a class: the first so many are class 0, and so on.</param>
internal sealed record SubclassCodes(int[] Codes, int PerClass)
{
    public const int Bits = 9, Classes = 4;

    /// <summary>Eight words of one bit, of which any two are at Hamming distance 2: a subclass is as near to those of other classes as to its own.</summary>
    public static SubclassCodes Equidistant { get; } = new([.. Enumerable.Range(0, 2 * Classes).Select(bit => 1 << bit)], 2);

    /// <summary>Four centres at distance 6 from each other, each with its nine neighbours: at most 2 apart within a class, at least 4 between classes.</summary>
    public static SubclassCodes Equivariant { get; } = new(
        [.. new[] { 63, 240, 323, 396 }.SelectMany(centre => Enumerable.Range(0, Bits).Select(bit => centre ^ (1 << bit)).Prepend(centre))], Bits + 1);

    public int Count => Codes.Length;

    public int ClassOf(int subclass) => subclass / PerClass;
}
