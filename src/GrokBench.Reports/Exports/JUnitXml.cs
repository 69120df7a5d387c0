using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using GrokBench.Reports.Faults;
using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Exports;

/// <summary>
/// JUnit XML for CI: a test suite per suite, a test case per claim. A refuted claim passes with its text, one that was not run is skipped
/// with its predicted
/// hours; the only errors are what makes the exit code non-zero, the runs that the harness could not finish and the parts of the report
/// that it could not judge, draw or write.
/// </summary>
public static class JUnitXml
{
    public static string Write(BenchReport report)
    {
        var errors = report.Failures.Select(failure => (failure.Suite, Case: Case(failure)))
            .Concat(report.Faults.Select(fault => (Suite: fault.Suite.Length == 0 ? report.Name : fault.Suite, Case: Case(fault))))
            .ToLookup(error => error.Suite, error => error.Case);
        XElement[] suites =
        [
            .. report.Suites.Select(suite => Suite(
                suite.Suite.Name,
                report.Generated,
                [.. suite.Claims.Select(claim => Case(suite.Suite.Name, claim)), .. errors[suite.Suite.Name]])),
        ];

        // An error of a suite that has no report of its own, or of none, must still be counted.
        var others = errors.Where(group => report.Suites.All(suite => suite.Suite.Name != group.Key));
        suites = [.. suites, .. others.Select(group => Suite(group.Key, report.Generated, [.. group]))];

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

        var none = result.Fault is null ? "no verdict (weak claim)" : "no verdict";
        string[] lines =
        [
            $"{(result.Verdict is { } verdict ? VerdictWord.Of(verdict) : none)}{result.Mark}: {result.Sentence}",
            $"predicted: {result.Predicate}",
            .. result.Claim.Looks > 1 ? [FormattableString.Invariant($"looks: {result.Claim.Looks}")] : Array.Empty<string>(),
            .. result.Warnings.Select(warning => $"warning: {warning}"),
            result.Command,
        ];
        test.Add(new XElement("system-out", Clean(string.Join('\n', lines))));
        return test;
    }

    private static XElement Case(RunFailure failure) =>
        Error($"{failure.Suite}.runs", failure.Run, failure.Message, $"run {failure.Id}: {failure.Message}");

    private static XElement Case(Fault fault) =>
        Error(fault.Suite.Length == 0 ? "report" : $"{fault.Suite}.report", fault.Part, fault.Message, $"{fault.Place}: {fault.Message}");

    private static XElement Error(string kind, string name, string message, string text) => new(
        "testcase",
        new XAttribute("classname", Clean(kind)),
        new XAttribute("name", Clean(name)),
        new XAttribute("time", 0),
        new XElement("error", new XAttribute("message", Clean(message)), Clean(text)));

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
