using GrokBench.Models.Measures.Groups;
using GrokBench.Models.Tasks;

namespace GrokBench.Models.Tests.Measures.Groups;

public sealed class RealIrrepsTests
{
    private static readonly FiniteGroup[] Groups =
    [
        FiniteGroup.Cyclic(7), FiniteGroup.Cyclic(12), FiniteGroup.Dihedral(4), FiniteGroup.Dihedral(15),
        FiniteGroup.Alternating(4), FiniteGroup.Alternating(5), FiniteGroup.Symmetric(4),
    ];

    private static IEnumerable<TestCaseData> Known()
    {
        yield return Dimensions("Z7", FiniteGroup.Cyclic(7), 1, 2, 2, 2);
        yield return Dimensions("Z8", FiniteGroup.Cyclic(8), 1, 1, 2, 2, 2);
        yield return Dimensions("D4", FiniteGroup.Dihedral(4), 1, 1, 1, 1, 4);
        yield return Dimensions("D15", FiniteGroup.Dihedral(15), 1, 1, 4, 4, 4, 4, 4, 4, 4);
        yield return Dimensions("S3", FiniteGroup.Symmetric(3), 1, 1, 4);
        yield return Dimensions("S4", FiniteGroup.Symmetric(4), 1, 1, 4, 9, 9);
        yield return Dimensions("S5", FiniteGroup.Symmetric(5), 1, 1, 16, 16, 25, 25, 36);
        yield return Dimensions("A4", FiniteGroup.Alternating(4), 1, 2, 9);
        yield return Dimensions("A5", FiniteGroup.Alternating(5), 1, 9, 9, 16, 25);

        static TestCaseData Dimensions(string name, FiniteGroup group, params int[] dimensions) => new TestCaseData(group, dimensions).SetArgDisplayNames(name);
    }

    /// <summary>Squares of the known dimensions, twice those of complex pairs.</summary>
    [TestCaseSource(nameof(Known))]
    public void Dimensions_OfAGroup_AreTheKnownOnes(object group, int[] dimensions)
    {
        var irreps = RealIrreps.Of((FiniteGroup)group);
        Assert.That(Enumerable.Range(0, irreps.Count).Select(irreps.Dimension), Is.EqualTo(dimensions));
    }

    /// <summary>
    /// What makes them the projections on parts that are orthogonal and together everything: they are idempotent, and annihilate each
    /// other.
    /// </summary>
    [Test]
    public void Projections_OfAGroup_AreOrthogonalAndSumToTheIdentity([Range(0, 6)] int number)
    {
        var (group, irreps) = (Groups[number], RealIrreps.Of(Groups[number]).Projections);
        var elements = Enumerable.Range(0, group.Order).ToArray();
        foreach (var (p, i) in irreps.Select((p, i) => (p, i)))
        {
            foreach (var (q, j) in irreps.Select((q, j) => (q, j)))
            {
                var product = elements.Select(g => elements.Sum(h => p[group.Product(g, group.Inverses[h])] * q[h]));
                Assert.That(product, Is.EqualTo(i == j ? p : new double[group.Order]).Within(1e-9));
            }
        }

        Assert.That(elements.Select(g => irreps.Sum(p => p[g])), Is.EqualTo(elements.Select(g => g == 0 ? 1.0 : 0)).Within(1e-9));
    }

    /// <summary>
    /// p = d·χ/n: of S4 by the number of fixed points, of which the character of the three-dimensional standard representation is one less.
    /// </summary>
    [Test]
    public void Projections_OfS4_AreItsCharacterTable()
    {
        var images = Enumerable.Range(0, 256).Select(code => new[] { code / 64, code / 16 % 4, code / 4 % 4, code % 4 });
        int[][] elements = [.. images.Where(image => image.Distinct().Count() == 4)];
        var irreps = RealIrreps.Of(FiniteGroup.Symmetric(4)).Projections;
        var signs = elements.Select(x => Enumerable.Range(0, 16).Count(i => i / 4 < i % 4 && x[i / 4] > x[i % 4]) % 2 == 0 ? 1 : -1).ToArray();
        var standard = elements.Select(x => x.Where((image, i) => image == i).Count() - 1).ToArray();
        Assert.That(irreps[1], Is.EqualTo(signs.Select(sign => sign / 24.0)).Within(1e-12));
        double[][] expected = [[.. standard.Select(value => value * 3 / 24.0)], [.. standard.Zip(signs, (value, sign) => value * sign * 3 / 24.0)]];
        Assert.That(irreps.Skip(3), Is.EquivalentTo(expected).Using<double[]>((a, b) => a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) < 1e-12)));
    }

    /// <summary>A turn by one corner has the largest cosine for the lowest frequency, the first in the order.</summary>
    [Test]
    public void Projections_OfTurns_AreCosinesByFrequency()
    {
        var irreps = RealIrreps.Of(FiniteGroup.Cyclic(9));
        for (var k = 1; k < irreps.Count; k++)
            Assert.That(irreps.Projections[k], Is.EqualTo(Enumerable.Range(0, 9).Select(g => 2 * Math.Cos(2 * Math.PI * k * g / 9) / 9)).Within(1e-12));
    }

    [Test]
    public void Squares_OfAFunction_SumToItsOwn()
    {
        var irreps = RealIrreps.Of(FiniteGroup.Symmetric(4));
        double[] values = [.. Enumerable.Range(0, 24).Select(g => Math.Sin(g * g))];
        var squares = irreps.Squares(values);
        Assert.That(squares.Sum(), Is.EqualTo(values.Sum(value => value * value)).Within(1e-10));
        Assert.That(squares[0], Is.EqualTo(values.Sum() * values.Sum() / 24).Within(1e-10));
    }
}
