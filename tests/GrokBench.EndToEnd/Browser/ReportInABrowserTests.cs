using System.Text;
using GrokBench.Reports.Html;
using GrokBench.Reports.Tests.Html.Synthetic;
using OpenQA.Selenium;

namespace GrokBench.EndToEnd.Browser;

/// <summary>The report as a reader meets it: opened from a folder in Chromium. Says "no browser" where none is installed.</summary>
internal sealed class ReportInABrowserTests
{
    private static readonly string[] Pages = ["index.html", "power-2022.html", "nanda-2023.html", "environment.html"];

    private string folder = "";

    private Chromium? browser;

    private Chromium Browser => browser ?? throw new InvalidOperationException("the fixture was skipped");

    [OneTimeSetUp]
    public async Task WriteAndStart()
    {
        browser = Chromium.TryStart();
        if (browser is null) Assert.Ignore("no browser");
        folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "browser-report");
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in await HtmlReport.RenderAsync(SyntheticSnapshots.AddedTo(SyntheticReport.Build()))) await File.WriteAllTextAsync(Path.Combine(folder, name), text);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        browser?.Dispose();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [SetUp]
    public void Reset()
    {
        Browser.Resize(1400);
        Browser.Prefer("light");
    }

    [TestCaseSource(nameof(Pages))]
    public void Page_Opened_WritesNothingToTheConsole(string page)
    {
        Open(page);
        Assert.That(Browser.Console(), Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void Charts_Drawn_HavePathsThatAreNotEmpty(string page)
    {
        Open(page);
        var empty = Browser.Ask<IReadOnlyCollection<object>>("return [...document.querySelectorAll('svg path')].filter(path => path.getTotalLength() === 0).map(path => path.outerHTML)");
        var flat = Browser.Ask<long>("return [...document.querySelectorAll('svg')].filter(chart => chart.getBoundingClientRect().height < 40).length");
        Assert.Multiple(() =>
        {
            Assert.That(empty, Is.Empty);
            Assert.That(flat, Is.Zero);
        });
    }

    [TestCaseSource(nameof(Pages))]
    public void Links_Followed_LeadToAPlaceOnAPageOfTheReport(string page)
    {
        Open(page);
        var links = Browser.Ask<IReadOnlyCollection<object>>("return [...new Set([...document.querySelectorAll('a[href]')].map(link => link.href))].filter(link => !link.startsWith('https://arxiv.org/'))");
        Assert.That(links, Is.Not.Empty);
        foreach (var link in links.Cast<string>().Select(text => new Uri(text)))
        {
            Assert.That(File.Exists(link.LocalPath), link.AbsoluteUri);
            Browser.Open(link.LocalPath, link.Fragment);
            if (link.Fragment.Length > 0) Assert.That(Browser.Ask<bool>("return document.querySelector(':target') !== null"), link.AbsoluteUri);
        }
    }

    [Test]
    public void Page_AtEitherWidth_NeverScrollsSideways([ValueSource(nameof(Pages))] string page, [Values(400, 1400)] int width)
    {
        Browser.Resize(width);
        Open(page);
        Browser.Ask<object>("for (const item of document.querySelectorAll('details')) item.open = true; return true");
        Assert.Multiple(() =>
        {
            Assert.That(Browser.Ask<long>("return window.innerWidth"), Is.EqualTo(width));
            Assert.That(Browser.Ask<long>("return document.documentElement.scrollWidth - document.documentElement.clientWidth"), Is.Zero);
        });
    }

    [Test]
    public void Texts_InEitherScheme_StandOutFromTheirBackground([ValueSource(nameof(Pages))] string page, [Values("light", "dark")] string scheme)
    {
        Browser.Prefer(scheme);
        Open(page);
        Assert.Multiple(() =>
        {
            Assert.That(Browser.Ask<string>("return getComputedStyle(document.body).backgroundColor"), Is.EqualTo(scheme == "dark" ? "rgb(20, 23, 26)" : "rgb(255, 255, 255)"));
            Assert.That(Browser.Ask<IReadOnlyCollection<object>>(FaintTexts), Is.Empty);
        });
    }

    [TestCaseSource(nameof(Pages))]
    public void Page_Printed_IsAPdfOfSomeSize(string page)
    {
        Browser.Prefer("dark");
        Open(page);
        var pdf = Browser.Print();
        Assert.Multiple(() =>
        {
            Assert.That(Encoding.ASCII.GetString(pdf, 0, 5), Is.EqualTo("%PDF-"));
            Assert.That(pdf, Has.Length.GreaterThan(20_000));
        });
    }

    [Test]
    public void Filter_OfTheOverview_HidesClaimsAndKeepsItsStateInTheAddress()
    {
        Open("index.html");
        Browser.Element(".filter input[value=reproduced]").Click();
        Assert.That(Browser.Ask<string>("return location.hash"), Is.EqualTo("#show=refuted,inconclusive,not-run,no-verdict"));

        Browser.Open(Path.Combine(folder, "environment.html"));
        Open("index.html", "#show=refuted");
        Assert.That(
            Browser.Ask<IReadOnlyCollection<object>>("return [...document.querySelectorAll('.claims tbody tr:not([hidden])')].map(row => row.dataset.verdict)"),
            Is.EqualTo(new[] { "refuted" }));
    }

    [Test]
    public void WideTable_OnANarrowScreen_CanBeScrolledWithTheKeyboard()
    {
        Browser.Resize(400);
        Open("power-2022.html");
        Assert.That(Browser.Ask<long>("return [...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth && box.tabIndex !== 0).length"), Is.Zero);
    }

    [Test]
    public void Buttons_WhereTheScriptRuns_AreShown()
    {
        Open("power-2022.html");
        Assert.That(Browser.Element("button.copy").Displayed, Is.True);
    }

    [Test]
    public void Table_ScrubbedWithTheKeyboard_TellsAndDrawsTheStoredStep()
    {
        Open("power-2022.html");
        var slider = Browser.Element(".player input[type=range]");
        Assert.That(slider.GetAttribute("aria-valuetext"), Is.EqualTo("step 90: 100.0 % of the pairs trained on are right, 100.0 % of the others"));
        var pixels = Browser.Ask<string>(Pixels);

        slider.SendKeys(Keys.Home);
        Assert.Multiple(() =>
        {
            Assert.That(slider.GetAttribute("aria-valuetext"), Does.StartWith("step 0: "));
            Assert.That(Browser.Element(".player-controls output").Text, Is.EqualTo(slider.GetAttribute("aria-valuetext")));
            Assert.That(Browser.Ask<string>(Pixels), Is.Not.EqualTo(pixels));
            Assert.That(Browser.Element(".player .curve svg").Text, Does.Contain("step 0"));
            Assert.That(Browser.Element(".player .bars svg").GetAttribute("aria-label"), Is.EqualTo("Strongest: frequency 2 with 75.0 %, frequency 1 with 25.0 %"));
            Assert.That(Browser.Element(".player .clock svg").GetAttribute("aria-label"), Is.EqualTo("Units by strongest frequency: 1 of frequency 1, 1 of frequency 2"));
        });
    }

    [Test]
    public void Table_Asked_AnswersAsTheNetworkOfTheStoredStep()
    {
        Open("power-2022.html");
        var (slider, first) = (Browser.Element(".player input[type=range]"), Browser.Element(".player .ask input"));
        Assert.That(Browser.Element(".ask output").Text, Does.StartWith("3 (right; "), "1 + 2");
        slider.SendKeys(Keys.Home);
        Assert.That(Browser.Element(".ask output").Text, Does.StartWith("0 (wrong: 3; "));
        first.Clear();
        first.SendKeys("5");
        Assert.That(Browser.Element(".ask output").Text, Is.EqualTo("numbers from 0 to 4"));
    }

    [Test]
    public void Table_Played_GoesToTheLastStepAndStops()
    {
        Open("power-2022.html");
        var button = Browser.Element(".player button");
        button.Click();
        Assert.That((button.Text, Browser.Element(".player input[type=range]").GetAttribute("value")), Is.EqualTo(("pause", "0")));
        Assert.That(() => button.Text, Is.EqualTo("play").After(20).Seconds.PollEvery(100).MilliSeconds);
        Assert.That(Browser.Element(".player input[type=range]").GetAttribute("value"), Is.EqualTo("2"));
    }

    /// <summary>What is drawn of the table.</summary>
    private const string Pixels = "return document.querySelector('.player canvas').toDataURL()";

    /// <summary>
    /// Texts below a contrast of 4.5 to 1 (WCAG 2.2, success criterion 1.4.3): relative luminances of the colour and of the nearest background that is not
    /// transparent; texts of charts stand on the page.
    /// </summary>
    private const string FaintTexts = """
        const channels = text => text.match(/[0-9.]+/g).map(Number);
        const luminance = ([r, g, b]) => {
          const linear = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
          return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
        };
        const background = item => {
          for (; item; item = item.parentElement) {
            const colour = channels(getComputedStyle(item).backgroundColor);
            if (colour.length === 3 || colour[3] === 1) return colour;
          }
          return [255, 255, 255];
        };
        const faint = [];
        for (const item of document.querySelectorAll('p, a, li, th, td, dt, dd, h1, h2, h3, h4, code, summary, figcaption, button, .badge, .chip, .paper, .scaled, .sample, svg text')) {
          if (!item.checkVisibility()) continue;
          const style = getComputedStyle(item);
          const [a, b] = [luminance(channels(item instanceof SVGElement ? style.fill : style.color)), luminance(background(item))].sort((x, y) => y - x);
          const contrast = (a + 0.05) / (b + 0.05);
          if (contrast < 4.5) faint.push(contrast.toFixed(2) + ' ' + item.outerHTML.slice(0, 120));
        }
        return faint;
        """;

    private void Open(string page, string place = "") => Browser.Open(Path.Combine(folder, page), place);
}
