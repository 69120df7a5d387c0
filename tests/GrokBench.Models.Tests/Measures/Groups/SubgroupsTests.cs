using GrokBench.Models.Measures.Groups;
using GrokBench.Models.Tasks;

namespace GrokBench.Models.Tests.Measures.Groups;

public sealed class SubgroupsTests
{
    /// <summary>Of all subgroups, known numbers, the trivial ones are left out.</summary>
    [TestCase("cyclic", 7, 2)]
    [TestCase("cyclic", 30, 8, Description = "divisors of 30")]
    [TestCase("dihedral", 15, 28, Description = "divisors of 15 and their sum")]
    [TestCase("symmetric", 3, 6)]
    [TestCase("symmetric", 4, 30)]
    [TestCase("symmetric", 5, 156)]
    [TestCase("alternating", 4, 10)]
    [TestCase("alternating", 5, 59)]
    public void Subgroups_OfAGroup_AreAsManyAsKnown(string name, int degree, int all)
    {
        var group = ((GroupTable)Catalogue.Tasks["group"]).Group(GroupNetworks.Task(name, degree))!;
        var subgroups = Subgroups.Of(group);
        Assert.That(subgroups, Has.Length.EqualTo(all - 2));
        Assert.That(subgroups.SelectMany(subgroup => subgroup.SelectMany(x => subgroup.Where(y => !subgroup.Contains(group.Product(x, y))))), Is.Empty);
    }

    [Test]
    public void Cosets_OfATransposition_DependOnTheSide()
    {
        var group = FiniteGroup.Symmetric(3);
        int[] swap = [0, 1];
        var (left, right) = (Subgroups.Cosets(group, swap, left: true), Subgroups.Cosets(group, swap, left: false));
        Assert.That(left.GroupBy(coset => coset).Select(coset => coset.Count()), Is.EqualTo(new[] { 2, 2, 2 }));
        Assert.That(left, Is.Not.EqualTo(right));
        foreach (var g in Enumerable.Range(0, 6)) Assert.That((left[group.Product(g, 1)], right[group.Product(1, g)]), Is.EqualTo((left[g], right[g])));
    }
}
