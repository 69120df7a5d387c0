using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Exports;

/// <summary>
/// JUnit XML for CI: a test suite per suite, a test case per claim. A refuted claim passes with its text, one that was not run is skipped
/// with its predicted
/// hours; the only errors are what makes the exit code non-zero, the runs that the harness could not finish.
/// </summary>
public static class JUnitXml
{
    public static string Write(BenchReport report)
    {
        XElement[] suites =
        [
            .. report.Suites.Select(suite => Suite(
                suite.Suite.Name,
                report.Generated,
                [.. suite.Claims.Select(claim => Case(suite.Suite.Name, claim)), .. report.Failures.Where(failure => failure.Suite == suite.Suite.Name).Select(Case)])),
        ];

        // A failure of a suite that has no report of its own must still be counted.
        var others = report.Failures.Where(failure => report.Suites.All(suite => suite.Suite.Name != failure.Suite)).GroupBy(failure => failure.Suite);
        suites = [.. suites, .. others.Select(group => Suite(group.Key, report.Generated, [.. group.Select(Case)]))];

        var root = new XElement("testsuites", new XAttribute("name", Clean(report.Name)));
        foreach (var name in (string[])["tests", "failures", "errors", "skipped"])
            root.Add(new XAttribute(name, suites.Sum(suite => (int)suite.Attribute(name)!)));
        root.Add(suites);

        using var text = new Utf8Text();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" })) new XDocument(root).Save(writer);
        return text.Append('\n');
    }

    private static XElement Suite(string name, DateTimeOffset generated, XElement[] cases) => new(
        "testsuite",
        new XAttribute("name", Clean(name)),
        new XAttribute("tests", cases.Length),
        new XAttribute("failures", 0),
        new XAttribute("errors", cases.Count(test => test.Element("error") is not null)),
        new XAttribute("skipped", cases.Count(test => test.Element("skipped") is not null)),
        new XAttribute("timestamp", generated.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
        cases);

    private static XElement Case(string suite, ClaimResult result)
    {
        var test = new XElement(
            "testcase",
            new XAttribute("classname", Clean(suite)),
            new XAttribute("name", Clean($"{result.Claim.Id} {result.Claim.Title}")),
            new XAttribute("time", 0));
        if (result.Verdict == Verdict.NotRun) test.Add(new XElement("skipped", new XAttribute("message", Clean(result.Sentence + result.Mark))));

        string[] lines =
        [
            $"{(result.Verdict is { } verdict ? VerdictWord.Of(verdict) : "no verdict (weak claim)")}{result.Mark}: {result.Sentence}",
            $"predicted: {result.Predicate}",
            .. result.Claim.Looks > 1 ? [FormattableString.Invariant($"looks: {result.Claim.Looks}")] : Array.Empty<string>(),
            .. result.Warnings.Select(warning => $"warning: {warning}"),
            result.Command,
        ];
        test.Add(new XElement("system-out", Clean(string.Join('\n', lines))));
        return test;
    }

    private static XElement Case(RunFailure failure) => new(
        "testcase",
        new XAttribute("classname", Clean($"{failure.Suite}.runs")),
        new XAttribute("name", Clean(failure.Run)),
        new XAttribute("time", 0),
        new XElement("error", new XAttribute("message", Clean(failure.Message)), Clean($"run {failure.Id}: {failure.Message}")));

    /// <summary>Messages of the operating system may hold characters that XML has no way to write.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) clean.Append(text[i]).Append(text[++i]);
            else clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }

        return clean.ToString();
    }

    /// <summary>Declares the encoding in which the text will be stored.</summary>
    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;

        public string Append(char last) => ToString() + last;
    }
}
