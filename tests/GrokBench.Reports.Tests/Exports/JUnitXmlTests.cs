using System.Xml.Linq;
using GrokBench.Reports.Exports;
using GrokBench.Reports.Faults;

namespace GrokBench.Reports.Tests.Exports;

public sealed class JUnitXmlTests
{
    [Test]
    public void Write_ClaimsOnly_CountsWithoutErrors()
    {
        var suite = Parse(Samples.Report()).Elements("testsuite").Single();

        Assert.That(Counts(suite), Is.EqualTo("tests 5, failures 0, errors 0, skipped 1"));
        Assert.That(suite.Elements("testcase").Count(), Is.EqualTo(5));
        Assert.That((string)suite.Attribute("timestamp")!, Is.EqualTo("2026-11-21T08:00:00"));
    }

    [Test]
    public void Write_RefutedClaim_PassesWithItsText()
    {
        var refuted = Case(Samples.Report(), "C2 A claim");

        Assert.That(refuted.Elements().Select(element => element.Name.LocalName), Is.EqualTo(["system-out"]));
        Assert.That(refuted.Value, Does.StartWith("refuted: t_gen is 40 [24, ∞) times t_mem (0 of 5 seeds at most 2.5)."));
        Assert.That(refuted.Value, Does.Contain("grokbench bench suites/made-up.yaml --only C2 --profile ci"));
    }

    [Test]
    public void Write_SeveralLooks_SaysHowMany()
    {
        Assert.That(Case(Samples.Report(), "C2 A claim").Value.Split('\n'), Has.Some.EqualTo("looks: 2"));
        Assert.That(Case(Samples.Report(), "C1 A claim").Value, Does.Not.Contain("looks"));
    }

    [Test]
    public void Write_NotRun_SkippedWithPredictedHours() => Assert.That(
        (string)Case(Samples.Report(), "C4 A claim").Element("skipped")!.Attribute("message")!,
        Is.EqualTo("not run in profile ci: 5 runs of b missing, about 1.25 core-hours."));

    [Test]
    public void Write_FailedRuns_AreTheErrors()
    {
        var report = Samples.Report(new RunFailure("made-up", "a seed 3", "00ff", "No space left on device"), new RunFailure("other", "b seed 0", "11ff", "killed"));
        var root = Parse(report);

        Assert.That(Counts(root), Is.EqualTo("tests 7, failures 0, errors 2, skipped 1"));
        Assert.That(root.Elements("testsuite").Select(Counts), Is.EqualTo(
            ["tests 6, failures 0, errors 1, skipped 1", "tests 1, failures 0, errors 1, skipped 0"]));
        Assert.That((string)Case(report, "a seed 3").Element("error")!.Attribute("message")!, Is.EqualTo("No space left on device"));
        Assert.That(Outcome.Of(report).Code == 0, Is.EqualTo(!root.Descendants("error").Any()));
    }

    [Test]
    public void Write_Faults_AreErrorsToo()
    {
        var report = Samples.Report() with
        {
            Faults = [new Fault("made-up", "page", "No space left on device"), new Fault("", "page Overview", "so")],
        };
        var root = Parse(report);

        Assert.That(root.Elements("testsuite").Select(suite => $"{(string)suite.Attribute("name")!}: {Counts(suite)}"), Is.EqualTo(
            ["made-up: tests 6, failures 0, errors 1, skipped 1", "bench: tests 1, failures 0, errors 1, skipped 0"]));
        Assert.That(Case(report, "page").Element("error")!.Value, Is.EqualTo("made-up page: No space left on device"));
        Assert.That(Outcome.Of(report).Code == 0, Is.EqualTo(!root.Descendants("error").Any()));
    }

    [Test]
    public void Write_CharactersThatXmlCannotHold_Replaced()
    {
        var report = Samples.Report(new RunFailure("made-up", "a seed 3", "00ff", "bad \u0001 <&\"> \ud800 but 𝛼"));

        Assert.That((string)Case(report, "a seed 3").Element("error")!.Attribute("message")!, Is.EqualTo("bad \uFFFD <&\"> \uFFFD but 𝛼"));
    }

    [Test]
    [SetCulture("ru-RU")]
    public void Write_RussianCulture_NumbersInvariant()
    {
        var text = JUnitXml.Write(Samples.Report());

        Assert.That(text, Does.StartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites name=\"bench\" tests=\"5\""));
        Assert.That(text, Does.Contain("0 of 5 seeds at most 2.5"));
    }

    private static XElement Parse(BenchReport report) => XDocument.Parse(JUnitXml.Write(report)).Root!;

    private static XElement Case(BenchReport report, string name) =>
        Parse(report).Descendants("testcase").Single(test => (string)test.Attribute("name")! == name);

    private static string Counts(XElement element) =>
        string.Join(", ", ((string[])["tests", "failures", "errors", "skipped"]).Select(name => $"{name} {(string)element.Attribute(name)!}"));
}
