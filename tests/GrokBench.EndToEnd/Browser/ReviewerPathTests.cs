using GrokBench.Suites.Tests.Fakes;
using OpenQA.Selenium;

namespace GrokBench.EndToEnd.Browser;

/// <summary>
/// From a report to the same digest, as docs/certificate.md describes it: clicks in Chromium, and what they copied in a shell. Says "no
/// browser" where none is installed.
/// </summary>
internal sealed class ReviewerPathTests
{
    private const string Shared = "results/ci/report";

    private readonly List<(string Run, string Digest)> shown = [];

    private TemporaryFolder folder = null!;
    private Chromium? browser;
    private int clicks;
    private string pasted = "";

    private Chromium Browser => browser ?? throw new InvalidOperationException("the fixture was skipped");

    /// <summary>The path up to the paste; each test has a clone of its own to paste into.</summary>
    [OneTimeSetUp]
    public void FollowThePath()
    {
        browser = Chromium.TryStart();
        if (browser is null) Assert.Ignore("no browser");
        folder = new TemporaryFolder();
        PublishAReport();

        Browser.Open(Page("mail.html", "<a href=\"report/index.html\">The report</a>"));
        Click("a");
        Click(".claims a[href$='#T1']");
        Click("#T1 button.copy");
        Click("#T1 details:has(.digests) summary");
        var rows = Browser.Ask<IReadOnlyCollection<object>>(
            "return [...document.querySelectorAll('#T1 .digests tbody tr')]"
            + ".filter(row => row.checkVisibility()).map(row => row.innerText)");
        shown.AddRange(rows.Cast<string>().Select(row => row.Split('\t')).Select(cells => (cells[1], cells[2])));

        Browser.Open(Page("shell.html", "<textarea></textarea>"));
        Browser.Element("textarea").SendKeys(Keys.Control + "v");
        pasted = Browser.Ask<string>("return document.querySelector('textarea').value");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        browser?.Dispose();
        folder?.Dispose();
    }

    [Test]
    public void Path_ToTheDigests_TakesFourClicks()
    {
        Assert.Multiple(() =>
        {
            Assert.That(clicks, Is.EqualTo(4));
            Assert.That(shown, Has.Count.EqualTo(4), "two cells of two seeds");
            foreach (var (_, digest) in shown) Assert.That(pasted, Does.Contain(digest[..16]));
        });
    }

    [Test]
    public void Paste_IntoAClone_TrainsTheRunsAndSaysThatEachHasTheDigestOfThePage()
    {
        var clone = new BuiltClone(Path.Combine(folder.Path, "clone"), "tiny");

        var (code, output) = Shell.Paste(pasted, clone.Path);

        Assert.That(code, Is.Zero, output);
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("Runs: 4 trained, 0 reused, 0 failed"));
            foreach (var (run, digest) in shown) Assert.That(output, Does.Match($"(?m)^agrees   .+ \\({run}\\): {digest} at step "));
            Assert.That(output, Does.Contain("\nExit code 0: all 4 digests agree; 1 claim: "));
        });
    }

    [Test]
    public void Paste_IntoACloneWithResults_LeavesThemAlone()
    {
        var clone = new BuiltClone(Path.Combine(folder.Path, "with-results"), "tiny");
        var results = Path.Combine(clone.Path, "results", "ci");
        Directory.CreateDirectory(results);
        File.WriteAllText(Path.Combine(results, "outcome.json"), "{}");

        var (code, output) = Shell.Paste(pasted, clone.Path);

        Assert.That(code, Is.Zero, output);
        Assert.That(Directory.GetFileSystemEntries(results).Select(Path.GetFileName), Is.EqualTo(new[] { "outcome.json" }));
        Assert.That(File.ReadAllText(Path.Combine(results, "outcome.json")), Is.EqualTo("{}"));
    }

    [Test]
    public void Paste_IntoACloneWhoseSuiteDiffers_SaysThatEveryRunDiffers()
    {
        var clone = new BuiltClone(Path.Combine(folder.Path, "changed"), "tiny");
        var text = File.ReadAllText(clone.Suite);
        File.WriteAllText(clone.Suite, text.Replace("weight-decay: 1 ", "weight-decay: 2 ", StringComparison.Ordinal));

        var (code, output) = Shell.Paste(pasted, clone.Path);

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("\nExit code 1: 4 of 4 runs differ; 1 claim: "));
    }

    /// <summary>A bench of a clone that is gone: of its results the report alone was kept.</summary>
    private void PublishAReport()
    {
        var clone = new BuiltClone(Path.Combine(folder.Path, "gone"), "tiny");
        const string Program = "GROKBENCH = ";
        var line = File.ReadLines(Path.Combine(clone.Path, "Makefile")).First(line => line.StartsWith(Program, StringComparison.Ordinal));
        var (code, output) = Shell.Paste($"{line[Program.Length..]} bench tiny", clone.Path);
        Assert.That(code, Is.Zero, output);
        Directory.Move(Path.Combine(clone.Path, Shared), Path.Combine(folder.Path, "report"));
        Directory.Delete(clone.Path, recursive: true);
    }

    private string Page(string name, string body)
    {
        var file = Path.Combine(folder.Path, name);
        File.WriteAllText(file, $"<!DOCTYPE html><title>{name}</title>{body}");
        return file;
    }

    private void Click(string selector)
    {
        Browser.Element(selector).Click();
        clicks++;
    }
}
