using System.Xml.Linq;
using GrokBench.Reports.Badges;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Tests.Exports;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Tests.Badges;

public sealed class BadgeTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void Of_AReport_HasOneForTheSuiteAndOnePerClaim()
    {
        var badges = BadgeSet.Of(Samples.Report());

        Assert.That(badges.Select(badge => badge.File),
            Is.EqualTo(new[] { "made-up.svg", "made-up-C1.svg", "made-up-C2.svg", "made-up-C3.svg", "made-up-C4.svg", "made-up-C5.svg" }));
        Assert.That(badges.Select(badge => badge.Message),
            Is.EqualTo(new[] { "1 of 4 reproduced", "reproduced", "refuted", "inconclusive", "not run", "no verdict" }));
        Assert.That(badges[0].Verdict, Is.EqualTo(Verdict.Refuted), "what to look at first");
        Assert.That(badges.Select(BadgeSvg.Write).Distinct().Count(), Is.EqualTo(6));
    }

    /// <summary>Suite a with claim b-c, suite a-b with claim c, and a suite a-b-c would all be a-b-c.</summary>
    [Test]
    public void Of_NamesThatWouldBeOne_HaveFilesOfTheirOwn()
    {
        var report = Samples.Report();
        var first = report.Suites[0].Claims[0];
        SuiteReport Named(string name, params string[] claims) => report.Suites[0] with
        {
            Suite = report.Suites[0].Suite with { Name = name },
            Claims = [.. claims.Select(id => first with { Claim = first.Claim with { Id = id } })],
        };

        SuiteReport[] suites = [Named("a", "b-c", "B-C", "../x", "αβ"), Named("a-b", "c"), Named("a-b-c"), Named("index", new string('x', 400))];
        var badges = BadgeSet.Of(report with { Suites = [.. suites] });

        Assert.That(badges.Select(badge => badge.File.ToUpperInvariant()), Is.Unique);
        Assert.That(badges.Select(badge => badge.File), Is.All.Match(@"^[A-Za-z0-9._-]{1,230}\.svg$"));
        Assert.That(badges.Where(badge => badge.Label is "a" or "a-b" or "a-b-c").Select(badge => badge.File),
            Is.EqualTo(new[] { "a.svg", "a-b.svg", "a-b-c.svg" }), "suites come first");
    }

    [TestCase("plain", "reproduced")]
    [TestCase("</text><script>alert(1)</script>", "a & b \"c\"")]
    [TestCase("ab\u0001\ud800\uffff", "語語語 🎲")]
    public void Write_AnyText_IsAPictureWithATitleAndTextsInTheirBoxes(string label, string message)
    {
        var root = XDocument.Parse(BadgeSvg.Write(new Badge("x.svg", label, message, Verdict.Reproduced))).Root!;

        var title = root.Element(Svg + "title")!.Value;
        Assert.That(title, Does.EndWith(message));
        Assert.That((string)root.Attribute("aria-label")!, Is.EqualTo(title));
        Assert.That(root.Descendants().Select(element => element.Name.LocalName).Distinct(),
            Is.EqualTo(new[] { "title", "rect", "g", "text" }));
        var boxes = root.Elements(Svg + "rect").Select(box => (From: (int?)box.Attribute("x") ?? 0, Width: (int)box.Attribute("width")!))
            .ToArray();
        var texts = root.Descendants(Svg + "text")
            .Select(text => (From: (int)text.Attribute("x")!, Width: (int)text.Attribute("textLength")!)).ToArray();
        for (var i = 0; i < 2; i++)
        {
            Assert.That(texts[i].From, Is.GreaterThan(boxes[i].From));
            Assert.That(texts[i].From + texts[i].Width, Is.LessThan(boxes[i].From + boxes[i].Width));
        }

        Assert.That((int)root.Attribute("width")!, Is.EqualTo(boxes.Sum(box => box.Width)));
    }

    [Test]
    public void Of_WeakClaimsAlone_HasNoVerdict()
    {
        var report = Samples.Report();
        var weak = report.Suites[0] with { Claims = [.. report.Suites[0].Claims.Where(claim => claim.Claim.Strength == Strength.Weak)] };

        Assert.That(BadgeSet.Of(report with { Suites = [weak] })[0], Is.EqualTo(new Badge("made-up.svg", "made-up", "no verdict", null)));
    }
}
