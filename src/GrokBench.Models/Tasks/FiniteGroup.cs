namespace GrokBench.Models.Tasks;

/// <summary>
/// A group of permutations, its elements numbered from 0, the identity. Products apply the left factor first: (x*y)[i] = y[x[i]].
/// </summary>
internal sealed class FiniteGroup
{
    private readonly int[] products;

    /// <param name="product">Number of the product of two elements.</param>
    private FiniteGroup(int order, Func<int, int, int> product)
    {
        (Order, products, Inverses) = (order, new int[order * order], new int[order]);
        for (var x = 0; x < order; x++)
        {
            for (var y = 0; y < order; y++)
            {
                products[(x * order) + y] = product(x, y);
                if (products[(x * order) + y] == 0) Inverses[x] = y;
            }
        }
    }

    /// <summary>Number of elements.</summary>
    public int Order { get; }

    /// <summary>By element.</summary>
    public int[] Inverses { get; }

    /// <summary>All permutations of 0..degree-1 in lexicographic order.</summary>
    public static FiniteGroup Symmetric(int degree) => Of(Permutations(degree));

    /// <summary>The even ones, in the same order.</summary>
    public static FiniteGroup Alternating(int degree) => Of([.. Permutations(degree).Where(IsEven)]);

    /// <summary>Turns of a regular polygon: element x turns it by x corners, so that products are sums modulo n.</summary>
    public static FiniteGroup Cyclic(int corners) => new(corners, (x, y) => (x + y) % corners);

    /// <summary>
    /// Turns of a regular polygon of n corners, as of <see cref="Cyclic"/>, and after them, as n + t, what takes corner i to t - i: the polygon turned over.
    /// </summary>
    /// <param name="corners">From 3, so that no two elements are one permutation.</param>
    public static FiniteGroup Dihedral(int corners) => new(2 * corners, (x, y) =>
    {
        // i ↦ ±i + s and then i ↦ ±i + t: the shift is t + s, or t - s where the second turns over.
        var (first, second) = (x % corners, y % corners);
        var shift = y < corners ? second + first : second - first + corners;
        return (shift % corners) + (x < corners == y < corners ? 0 : corners);
    });

    public int Product(int x, int y) => products[(x * Order) + y];

    /// <param name="elements">Closed under products; the first is the identity.</param>
    private static FiniteGroup Of(int[][] elements)
    {
        // Read as a number in base degree, a permutation's digits give its number by one look-up.
        var degree = elements[0].Length;
        var numbers = new Dictionary<int, int>();
        for (var x = 0; x < elements.Length; x++) numbers[Code(elements[x])] = x;
        var product = new int[degree];
        return new(elements.Length, (x, y) =>
        {
            for (var i = 0; i < degree; i++) product[i] = elements[y][elements[x][i]];
            return numbers[Code(product)];
        });

        int Code(int[] images)
        {
            var code = 0;
            foreach (var image in images) code = (code * degree) + image;
            return code;
        }
    }

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
