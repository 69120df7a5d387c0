using GrokBench.Models.Tasks;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Measures.Groups;

/// <summary>
/// The real irreducible representations of a finite group, by the projections onto their parts of the functions on it: (p * f)(g) = Σ_h
/// p(gh⁻¹)·f(h). A complex one and its conjugate are one real one. They are found as Burnside and Dixon find characters, as common
/// eigenvectors of multiplication by the classes; classes are taken with their inverses, so that one symmetric matrix does, a mixture with
/// random weights of which no two eigenvalues agree.
/// </summary>
internal sealed class RealIrreps
{
    private readonly FiniteGroup group;

    private RealIrreps(FiniteGroup group, double[][] projections) => (this.group, Projections) = (group, projections);

    /// <summary>
    /// By representation: p, a function of the element that is the same on conjugates. The trivial one is first, the others follow by
    /// dimension, and then by the values of p from element 1 on, the largest first.
    /// </summary>
    public double[][] Projections { get; }

    public int Count => Projections.Length;

    /// <summary>
    /// Of the part of the functions on the group: d² for a representation over the reals of d dimensions, 2d² for a pair of complex ones.
    /// </summary>
    public int Dimension(int irrep) => (int)Math.Round(group.Order * Projections[irrep][0]);

    public static RealIrreps Of(FiniteGroup group)
    {
        var (n, classes) = (group.Order, Classes(group));
        var count = classes.Max() + 1;
        var sizes = new int[count];
        foreach (var one in classes) sizes[one]++;

        // (K f)(g) = Σ_h w(h)·f(h⁻¹g) for f that is constant on classes and w likewise; in the basis of normalised classes K is symmetric.
        var weights = new RandomStream(0, "irreps");
        var matrix = new double[count * count];
        for (var g = 0; g < n; g++)
        {
            for (var h = 0; h < n; h++)
            {
                var (row, column) = (classes[g], classes[group.Product(group.Inverses[h], g)]);
                matrix[(row * count) + column] += weights.Uniform((ulong)classes[h]) / Math.Sqrt((double)sizes[row] * sizes[column]);
            }
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++) matrix[(j * count) + i] = matrix[(i * count) + j];
        }

        // p * p = p wherever the functions of an eigenvalue are one part, so that p is the eigenvector whose square norm is its value at 0.
        var vectors = SymmetricEigen.Decompose(matrix, count).Vectors;
        var projections = Enumerable.Range(0, count).Select(i =>
        {
            var values = classes.Select(one => vectors[(i * count) + one] / Math.Sqrt(sizes[one])).ToArray();
            return values.Select(value => value * values[0]).ToArray();
        });
        return new(group, [.. projections.Order(Comparer<double[]>.Create(Compare))]);
    }

    /// <summary>By representation: Σ of the squares of p * f over the group.</summary>
    /// <param name="values">f, by element.</param>
    public double[] Squares(ReadOnlySpan<double> values)
    {
        // As p is a projection this is Σ f(g)·(p * f)(g), the sum over k = gh⁻¹ of p(k) times that over h of f(kh)·f(h), which serves all.
        var n = group.Order;
        var (correlation, squares) = (new double[n], new double[Count]);
        for (var k = 0; k < n; k++)
        {
            for (var h = 0; h < n; h++) correlation[k] += values[group.Product(k, h)] * values[h];
        }

        for (var i = 0; i < squares.Length; i++)
        {
            for (var k = 0; k < n; k++) squares[i] += Projections[i][k] * correlation[k];
            squares[i] = Math.Max(0, squares[i]);
        }

        return squares;
    }

    /// <summary>By element: the number of the class of it, its conjugates and their inverses; that of the identity is 0.</summary>
    private static int[] Classes(FiniteGroup group)
    {
        var (classes, found) = (Enumerable.Repeat(-1, group.Order).ToArray(), 0);
        for (var x = 0; x < group.Order; x++)
        {
            if (classes[x] >= 0) continue;
            for (var y = 0; y < group.Order; y++)
            {
                var conjugate = group.Product(group.Product(y, x), group.Inverses[y]);
                (classes[conjugate], classes[group.Inverses[conjugate]]) = (found, found);
            }

            found++;
        }

        return classes;
    }

    /// <summary>The trivial one has 1/n everywhere. Values differ by far more than rounding errors, or not at all.</summary>
    private static int Compare(double[] a, double[] b)
    {
        const double rounding = 1e-6;
        var (trivialA, trivialB) = (IsTrivial(a), IsTrivial(b));
        if (trivialA != trivialB) return trivialA ? -1 : 1;
        if (Math.Abs(a[0] - b[0]) > rounding) return a[0].CompareTo(b[0]);
        for (var g = 1; g < a.Length; g++)
        {
            if (Math.Abs(a[g] - b[g]) > rounding) return b[g].CompareTo(a[g]);
        }

        return 0;

        static bool IsTrivial(double[] values) => values.All(value => Math.Abs(value - values[0]) < rounding);
    }
}
