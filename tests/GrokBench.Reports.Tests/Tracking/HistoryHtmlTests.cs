using AngleSharp.Html.Parser;
using GrokBench.Reports.Html;
using GrokBench.Reports.Tracking;

namespace GrokBench.Reports.Tests.Tracking;

public sealed class HistoryHtmlTests
{
    [Test]
    public async Task Write_ChangedCells_AreDrawnWithTheirNumbersInWords()
    {
        var history = VersionHistory.Of([VersionHistoryTests.Version("0.1.0", "1", 1), VersionHistoryTests.Version("0.2.0", "2", 1.5)]);

        var page = new HtmlParser().ParseDocument(await HistoryHtml.WriteAsync(history));

        Assert.That(page.QuerySelectorAll("svg.panel").Single().GetAttribute("aria-label"), Is.EqualTo(
            "cell, medians over seeds by version. 0.1.0: t_mem 11, t_gen 525, 10 of 10 generalise; 0.2.0: t_mem 11, t_gen 788, 10 of 10 generalise."));
        Assert.That(page.QuerySelectorAll("svg.panel circle.s1").Length, Is.EqualTo(20), "a dot per seed and version");
        Assert.That(page.QuerySelectorAll("svg.panel path.bound").Length, Is.EqualTo(1), "a stroke at the step");
        Assert.That(page.QuerySelector("#s li:nth-child(2)")!.TextContent, Does.StartWith("t_gen from 0.2.0 on: 1.5 times as late"));
        Assert.That(page.QuerySelectorAll("[src], [href^=http]"), Is.Empty, "nothing is loaded");
    }

    [Test]
    public async Task Write_SameBits_AreNotDrawnButTold()
    {
        var history = VersionHistory.Of([VersionHistoryTests.Version("0.1.0", "1", 1), VersionHistoryTests.Version("0.2.0", "1", 1)]);

        var page = new HtmlParser().ParseDocument(await HistoryHtml.WriteAsync(history));

        Assert.That(page.QuerySelectorAll("svg.panel"), Is.Empty);
        Assert.That(page.QuerySelector(".cells tbody tr")!.TextContent, Does.Contain("same").And.Contain("11 → 525, 10 of 10"));
    }
}
