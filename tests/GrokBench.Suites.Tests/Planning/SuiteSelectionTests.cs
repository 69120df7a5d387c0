using GrokBench.Suites.Planning;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Tests.Planning;

public sealed class SuiteSelectionTests
{
    private static readonly Suite Whole = Planned.Suite(
        "one",
        [Planned.Group("a", 3, 100, 1, 2), Planned.Group("b", 3, 100, 3)],
        Planned.Claim("A1", "a", 1), Planned.Claim("A", "a"), Planned.Claim("B", "b"));

    [Test]
    public void Of_NothingSelected_IsTheSuite()
    {
        Assert.That(SuiteSelection.Everything.Of(Whole), Is.SameAs(Whole));
    }

    [Test]
    public void Of_Claim_KeepsItAndTheCellsItReads()
    {
        var part = new SuiteSelection(["A1"], [], null).Of(Whole)!;

        Assert.That(Cells(part), Is.EqualTo(["a[model.diverge-at=1]"]));
        Assert.That(Claims(part), Is.EqualTo(["A1"]));
    }

    [Test]
    public void Of_Cell_KeepsTheClaimsThatReadNothingElse()
    {
        var part = new SuiteSelection([], ["a[model.diverge-at=1]"], null).Of(Whole)!;

        Assert.That(Cells(part), Is.EqualTo(["a[model.diverge-at=1]"]));
        Assert.That(Claims(part), Is.EqualTo(["A1"]), "A would be decided on half of its cells");
    }

    [Test]
    public void Of_Group_KeepsAllItsCells()
    {
        var part = new SuiteSelection([], ["a"], null).Of(Whole)!;

        Assert.That(Cells(part), Is.EqualTo(["a[model.diverge-at=1]", "a[model.diverge-at=2]"]));
        Assert.That(Claims(part), Is.EqualTo(["A1", "A"]));
    }

    [Test]
    public void Of_ClaimOfAnotherSuite_IsNothing()
    {
        Assert.That(new SuiteSelection(["C"], [], null).Of(Whole), Is.Null);
    }

    [Test]
    public void Of_Seeds_KeepsTheFirstOfEveryCell()
    {
        var part = new SuiteSelection([], [], new SeedChoice(2)).Of(Whole)!;

        Assert.That(part.Groups.Select(group => group.Seeds.Length), Is.All.EqualTo(2));
        Assert.That(part.Groups.SelectMany(group => group.Cells).Select(cell => cell.Runs.Select(run => run.Training.Seed)), Is.All.EqualTo(new ulong[] { 0, 1 }));
        Assert.That(Claims(part), Is.EqualTo(["A1", "A", "B"]));
    }

    [Test]
    public void Of_RangeOfSeeds_KeepsThoseOfItThatACellHas()
    {
        var part = new SuiteSelection([], [], new SeedChoice(2, 1)).Of(Whole)!;

        Assert.That(part.Groups.Select(group => group.Seeds), Is.All.EqualTo(new ulong[] { 1, 2 }));
        Assert.That(part.Groups.SelectMany(group => group.Cells).Select(cell => cell.Runs.Select(run => run.Training.Seed)), Is.All.EqualTo(new ulong[] { 1, 2 }));
    }

    private static IEnumerable<string> Cells(Suite suite) => suite.Groups.SelectMany(group => group.Cells).Select(cell => cell.Name);

    private static IEnumerable<string> Claims(Suite suite) => suite.Claims.Select(claim => claim.Id);
}
