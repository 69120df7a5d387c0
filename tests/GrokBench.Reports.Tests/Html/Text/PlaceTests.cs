using System.Collections.Immutable;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites;

namespace GrokBench.Reports.Tests.Html.Text;

internal sealed class PlaceTests
{
    [Test]
    public void Places_OfCellsThatDifferInPunctuation_AreDistinct()
    {
        var (places, cells) = Of("x+y", "x-y", "x*y", "x/y", "x y", "x_y", "x\ty", "x\u00a0y");
        Assert.That(cells.Select(cell => places.Of(cell).Id), Is.Unique.And.All.Match(@"\A\S+\z"));
        Assert.That(
            cells.Select(cell => places.FileOf(cell, "").ToUpperInvariant()),
            Is.Unique.And.All.Match(@"\A[A-Z0-9._-]+\z"));
    }

    [Test]
    public void Link_OfAPlace_LeadsToItsId()
    {
        var (places, cells) = Of("x^2 + y");
        var place = places.Of(cells[0]);
        Assert.Multiple(() =>
        {
            Assert.That(place.Id, Is.EqualTo("cell-all[task.operation=x^2_+_y]"));
            Assert.That(Uri.UnescapeDataString(place.Link), Is.EqualTo("#" + place.Id));
        });
    }

    [TestCase("T-1", "T-1")]
    [TestCase("T.1", "T.1")]
    [TestCase("cell-main", "cell-main")]
    [TestCase("main", "main-0d6e4079")]
    [TestCase("group-main", "group-main-fdce5545")]
    public void Place_OfAClaim_IsItsIdUnlessThePageHasThatAnyway(string claim, string id)
    {
        var suite = SyntheticReport.WithAwkwardNames().Suite;
        suite = suite with { Claims = [suite.Claims[0] with { Id = claim }] };
        Assert.That(new Places(suite).Of(suite.Claims[0]).Id, Is.EqualTo(id));
    }

    [Test]
    public void Files_OfSuites_KeepTheirNamesWhateverElseThereIs()
    {
        string[] all = ["a-b", "nanda-2023", "b c", "Tiny", "index", "INDEX", "A-B", "a b", "", new string('x', 300), new string('x', 301)];
        var pages = PageNames.Of(all);
        Assert.Multiple(() =>
        {
            Assert.That(
                pages.Values.Select(page => page.ToUpperInvariant()),
                Is.Unique.And.None.EqualTo("INDEX.HTML").And.All.Length.LessThan(150));
            Assert.That(
                new[] { "a-b", "nanda-2023", "b c", "Tiny" }.Select(name => pages[name]),
                Is.EqualTo(new[] { "a-b.html", "nanda-2023.html", "b-c.html", "Tiny.html" }));
            Assert.That(PageNames.Of(all.Reverse()), Is.EquivalentTo(pages));
            Assert.That(
                PageNames.Of(["a-b", pages["a b"][..^5], "a b"]).Values, Is.Unique, "a suite that is named as another's page would be");
        });
    }

    private static (Places Places, ImmutableArray<Cell> Cells) Of(params string[] operations)
    {
        ImmutableArray<Cell> cells =
            [.. operations.Select(operation => new Cell("all", [new Coordinate("task.operation", operation)], []))];
        var group = new RunGroup("all", "", true, ["task.operation"], cells, [], []);
        return (new Places(new Suite("made-up", "", "ci", new Paper("", "", 0, "", ""), [], [group], [])), cells);
    }
}
