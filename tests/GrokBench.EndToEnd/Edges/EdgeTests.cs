using System.Text.RegularExpressions;
using GrokBench.EndToEnd.CommandLine;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.EndToEnd.Edges;

/// <summary>Suites that once crashed the command, took all of its memory, or came to nothing after training: each is refused with its place, or comes to its end with a page.</summary>
public sealed partial class EdgeTests
{
    /// <summary>Most characters of a line of messages.</summary>
    private const int LongestLine = 500;

    private TemporaryFolder folder = null!;

    private string Out => Path.Combine(folder.Path, "out");

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCase("onset-zip", 20, "cells of zipped that differ in train.steps as well as in task.train")]
    [TestCase("ordered-zip", 20, "cells of zip4 that differ in train.steps as well as in task.train")]
    [TestCase("laughs-seeds", 6, "141,170 keys and values with those that *l4 stands for, expected at most 100,000")]
    [TestCase("laughs-sweep", 6, "expected at most 100,000")]
    [TestCase("laughs-text", 6, "expected at most 100,000")]
    [TestCase("laughs-map", 10, "expected at most 100,000")]
    [TestCase("laughs-theories", 6, "expected at most 100,000")]
    [TestCase("sweep-1e7", 18, "10,000,000 cells of addition, expected at most 100,000")]
    [TestCase("steps-1e9-every", 12, "1,000,000,001 evaluations of addition[task.train=0.6], expected at most 1,000,000")]
    [TestCase("esc-ansi", 8, "\\u001b[31mmod\\u0007")]
    [TestCase("depth10000", 88, "model.depth is 10000, expected an integer from 1 to 500")]
    [TestCase("allc", 55, "4 cells in fractions, expected at least 5")]
    [TestCase("bad-utf8-text", 17, "the byte 0xff, which is no UTF-8")]
    public void Bench_SuiteThatCannotBe_IsRefusedWithItsPlace(string name, int line, string message)
    {
        var ended = GrokBenchProcess.Run("bench", Suite(name), "--out", Out);

        Assert.That(ended.Code, Is.EqualTo(2), ended.Output);
        Assert.That(ended.Errors, Does.Contain(message).And.Contain($"{name}.yaml:{line}:"));
        Assert.That(Directory.Exists(Out), Is.False);
        AssertReadable(ended);
    }

    [TestCase("diverging")]
    [TestCase("wide-sweep")]
    [TestCase("bounds-1e308")]
    [TestCase("extra-1e30")]
    public void Bench_ExtremeNumbers_ComesToItsEndWithAPage(string name)
    {
        var ended = GrokBenchProcess.Run("bench", Suite(name), "--out", Out);

        Assert.That(ended.Code, Is.Zero, ended.Errors + ended.Output);
        Assert.That(File.ReadAllText(Path.Combine(Out, "report", $"{name}.html")), Does.EndWith("</html>\n").Or.EndsWith("</html>"));
        Assert.That(new ResultFolder(Out).Outcome().GetProperty("exitCode").GetInt32(), Is.Zero);
        AssertReadable(ended);
    }

    [Test]
    public void Bench_SuitesWithLikeNames_EachHasItsPage()
    {
        var suites = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Edges", "same-page"));
        Assert.That(suites, Has.Length.EqualTo(8));

        var ended = GrokBenchProcess.Run(["bench", .. suites, "--out", Out, "--cell", "main", "--seeds", "1"]);

        Assert.That(ended.Code, Is.Zero, ended.Errors);
        var pages = Directory.GetFiles(Path.Combine(Out, "report"), "*.html").Select(path => Path.GetFileName(path)).ToArray();
        Assert.That(pages.Distinct(StringComparer.OrdinalIgnoreCase).Count(), Is.EqualTo(suites.Length + 2), "and the index, and the environment");
        foreach (var page in pages)
        {
            var ids = Ids().Matches(File.ReadAllText(Path.Combine(Out, "report", page))).Select(match => match.Groups[1].Value).ToArray();
            Assert.That(ids, Is.Unique, page);
        }
    }

    private static void AssertReadable(GrokBenchProcess.Ended ended)
    {
        Assert.That(ended.Errors.Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(LongestLine));
        Assert.That((ended.Output + ended.Errors).Contains("   at ", StringComparison.Ordinal), Is.False, "a stack trace");
        Assert.That((ended.Output + ended.Errors).Contains('\u001b', StringComparison.Ordinal), Is.False, "an escape sequence");
    }

    private static string Suite(string name) => Path.Combine(AppContext.BaseDirectory, "Edges", $"{name}.yaml");

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Ids();
}
