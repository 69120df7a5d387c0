namespace GrokBench.Models.Tasks;

/// <summary>
/// A group of permutations, its elements numbered from 0, the identity. Products apply the left factor first: (x*y)[i] = y[x[i]].
/// </summary>
internal sealed class FiniteGroup
{
    private readonly int[] products;

    /// <param name="elements">Closed under products; the first is the identity.</param>
    private FiniteGroup(int[][] elements)
    {
        Order = elements.Length;
        products = new int[Order * Order];
        Inverses = new int[Order];

        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var x = 0; x < Order; x++) positions.Add(Code(i => elements[x][i]), x);
        for (var x = 0; x < Order; x++)
        {
            for (var y = 0; y < Order; y++)
            {
                var product = positions[Code(i => elements[y][elements[x][i]])];
                products[(x * Order) + y] = product;
                if (product == 0) Inverses[x] = y;
            }
        }

        string Code(Func<int, int> image) => string.Create(elements[0].Length, image, (code, of) =>
        {
            for (var i = 0; i < code.Length; i++) code[i] = (char)of(i);
        });
    }

    /// <summary>Number of elements.</summary>
    public int Order { get; }

    /// <summary>By element.</summary>
    public int[] Inverses { get; }

    /// <summary>All permutations of 0..degree-1 in lexicographic order.</summary>
    public static FiniteGroup Symmetric(int degree) => new(Permutations(degree));

    /// <summary>The even ones, in the same order.</summary>
    public static FiniteGroup Alternating(int degree) => new([.. Permutations(degree).Where(IsEven)]);

    /// <summary>Turns of a regular polygon: element x turns it by x corners, so that products are sums modulo n.</summary>
    public static FiniteGroup Cyclic(int corners) =>
        new([.. Enumerable.Range(0, corners).Select(turn => Image(corners, corner => corner + turn))]);

    /// <summary>Turns of a regular polygon, as of <see cref="Cyclic"/>, and after them each turn of the polygon turned over.</summary>
    /// <param name="corners">From 3, so that no two elements are one permutation.</param>
    public static FiniteGroup Dihedral(int corners) => new(
    [
        .. Enumerable.Range(0, corners).Select(turn => Image(corners, corner => corner + turn)),
        .. Enumerable.Range(0, corners).Select(turn => Image(corners, corner => turn - corner)),
    ]);

    public int Product(int x, int y) => products[(x * Order) + y];

    private static int[] Image(int corners, Func<int, int> image) =>
        [.. Enumerable.Range(0, corners).Select(corner => ((image(corner) % corners) + corners) % corners)];

    private static int[][] Permutations(int degree)
    {
        var found = new List<int[]> { Array.Empty<int>() };
        for (var length = 0; length < degree; length++)
        {
            found = [.. found.SelectMany(start => Enumerable.Range(0, degree).Except(start).Select(next => (int[])[.. start, next]))];
        }

        return [.. found];
    }

    private static bool IsEven(int[] permutation)
    {
        var inversions = 0;
        for (var i = 0; i < permutation.Length; i++)
        {
            for (var j = i + 1; j < permutation.Length; j++)
            {
                if (permutation[i] > permutation[j]) inversions++;
            }
        }

        return inversions % 2 == 0;
    }
}
