using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;

namespace GrokBench.Models.Tests.Tasks;

public sealed class GroupTableTests
{
    [TestCase("cyclic", 9, 9)]
    [TestCase("dihedral", 15, 30)]
    [TestCase("symmetric", 4, 24)]
    [TestCase("alternating", 4, 12)]
    [TestCase("alternating", 5, 60)]
    public void Products_OfAGroup_AreThoseOfAGroup(string group, int degree, int order)
    {
        var product = Answers(group, degree);
        var elements = Enumerable.Range(0, order).ToArray();
        Assert.That(product, Has.Count.EqualTo(order * order));
        foreach (var x in elements)
        {
            Assert.That((product[(0, x)], product[(x, 0)]), Is.EqualTo((x, x)));
            Assert.That(elements.Select(y => product[(x, y)]), Is.EquivalentTo(elements));
            Assert.That(elements.Select(y => product[(product[(x, y)], 1)]), Is.EqualTo(elements.Select(y => product[(x, product[(y, 1)])])));
        }
    }

    [Test]
    public void Products_OfTurns_AreSums() => Assert.That(Answers("cyclic", 11).All(row => row.Value == (row.Key.X + row.Key.Y) % 11));

    /// <summary>r has order n, turned ones s have order 2, and s·r·s is r backwards: the group's definition.</summary>
    [Test]
    public void Products_OfAPolygon_ObeyItsRelations()
    {
        const int n = 6;
        var product = Answers("dihedral", n);
        for (var t = 0; t < n; t++)
        {
            for (var r = 0; r < n; r++)
            {
                Assert.That(product[(t, r)], Is.EqualTo((t + r) % n));
                Assert.That(product[(product[(n + t, r)], n + t)], Is.EqualTo((n - r) % n));
            }

            Assert.That(product[(n + t, n + t)], Is.Zero);
        }
    }

    [TestCase("x*y")]
    [TestCase("x*y*x^-1")]
    [TestCase("x*y*x")]
    public void Rows_OfPermutations_AreThoseOfTheSymmetricGroup(string operation)
    {
        var table = Table.Create(Choose("symmetric", 4, operation));
        Assert.That(table.Examples.Labels, Is.EqualTo(Table.Create(Table.Group(operation, 0.5, ("degree", 4))).Examples.Labels));
    }

    /// <summary>The even permutations in the order that they have among all.</summary>
    [Test]
    public void Products_OfEvenPermutations_AreThoseAmongAll()
    {
        var (even, all) = (Answers("alternating", 4), Answers("symmetric", 4));
        int[] places = [0, 3, 4, 7, 8, 11, 12, 15, 16, 19, 20, 23];
        Assert.That(even.All(row => places[row.Value] == all[(places[row.Key.X], places[row.Key.Y])]));
    }

    [TestCase("cyclic", 9, "x*y", true)]
    [TestCase("cyclic", 9, "x*y*x", false)]
    [TestCase("alternating", 3, "x*y", true)]
    [TestCase("alternating", 4, "x*y", false)]
    [TestCase("dihedral", 3, "x*y", false)]
    public void Mirrors_OfATable_AreThoseOfACommutativeOne(string group, int degree, string operation, bool commutative)
    {
        var answers = Answers(group, degree, operation);
        Assert.That(answers.All(row => answers[(row.Key.Y, row.Key.X)] == row.Value), Is.EqualTo(commutative));
        Assert.That(Table.Shape(Choose(group, degree, operation)).Splits.Contains("test-unmirrored"), Is.EqualTo(commutative));
    }

    [TestCase("symmetric")]
    [TestCase("alternating")]
    public void Check_OfTooManyThings_AsksForSix(string group) =>
        Assert.That(Table.Check(Choose(group, 7)), Is.EqualTo(new[] { new SettingProblem("degree", $"at most 6, as the group is {group}") }));

    private static Choice Choose(string group, int degree, string operation = "x*y") =>
        Table.Choose(new GroupTable(), ("group", group), ("degree", degree), ("operation", operation), ("train", 0.5));

    private static Dictionary<(int X, int Y), int> Answers(string group, int degree, string operation = "x*y")
    {
        var settings = Choose(group, degree, operation);
        return Table.Rows(settings, Table.Create(settings)).ToDictionary(row => (row.X, row.Y), row => row.Answer);
    }
}
