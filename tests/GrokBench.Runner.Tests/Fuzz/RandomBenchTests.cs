using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using GrokBench.Models;
using GrokBench.Runner.Tests.Commands;

namespace GrokBench.Runner.Tests.Fuzz;

/// <summary>
/// Benches of random settings, bounds, axes and events, most of them far from what anybody would train. Numbers alone make nothing fail: a run that diverges is a
/// result, every suite has its page, and what is written can be read. The number of a bench is the seed of its suite.
/// </summary>
public sealed class RandomBenchTests
{
    private const int PerBatch = 20, LongestLine = 500;

    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsStrictMode = true });

    [Test]
    public void Bench_RandomNumbers_EndsWellAndWhatItWritesCanBeRead([Range(0, 2)] int batch) => Try(batch);

    /// <summary>The rest of the 500.</summary>
    [Test]
    [Category("Long")]
    public void Bench_MoreRandomNumbers_EndsWellAndWhatItWritesCanBeRead([Range(3, 24)] int batch) => Try(batch);

    [Test]
    public void Base_OfAll_CoversEveryFamily() =>
        Assert.That(Base.All.Select(item => item.Model.Split(',')[0]).Distinct(), Is.EquivalentTo(Catalogue.Families.Keys.Select(name => $"kind: {name}")));

    private static void Try(int batch) => Assert.That(Enumerable.Range(batch * PerBatch, PerBatch).Select(Problem).OfType<string>().ToArray(), Is.Empty);

    private static string? Problem(int number)
    {
        using var invocation = new Invocation();
        var name = $"random-{number}";
        var suite = RandomSuite.Make(name, number);
        try
        {
            var file = invocation.Suite(name, _ => suite);
            var code = invocation.Run("bench", file);
            string[] problems = [.. Problems(code, name, invocation), .. Again(file, invocation)];
            return problems.Length == 0 ? null : $"bench {number}: {string.Join('\n', problems)}\n{suite}";
        }
        catch (Exception exception)
        {
            return $"bench {number}: {exception}\n{suite}";
        }
    }

    /// <summary>What was recorded is read, and judged alike.</summary>
    private static IEnumerable<string> Again(string file, Invocation invocation)
    {
        var before = Verdicts(invocation);
        if (invocation.Run("check", file) is var code and not 0) yield return $"check ends with {code}: {invocation.Errors}";
        if (Verdicts(invocation) != before) yield return "the verdicts of check are others";
    }

    private static string Verdicts(Invocation invocation) => invocation.Json("verdicts.json")["suites"]!.ToJsonString();

    private static bool IsBad(string line) =>
        line.Length > LongestLine || line.Contains("   at ", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal);

    private static IEnumerable<string> Problems(int code, string suite, Invocation invocation)
    {
        if (code != 0) yield return $"the exit code is {code}: {invocation.Output}\n{invocation.Errors}";
        var lines = $"{invocation.Output}\n{invocation.Errors}".Split('\n');
        foreach (var line in lines.Where(IsBad)) yield return $"the line {line}";

        using var outcome = JsonDocument.Parse(File.ReadAllText(Path.Combine(invocation.Out, "outcome.json")));
        if (outcome.RootElement.GetProperty("exitCode").GetInt32() != code) yield return $"outcome.json says another exit code than {code}";
        using var verdicts = JsonDocument.Parse(File.ReadAllText(Path.Combine(invocation.Out, "verdicts.json")));
        _ = XDocument.Load(Path.Combine(invocation.Out, "junit.xml"));
        foreach (var page in (string[])[suite, "index", "environment"])
        {
            var path = Path.Combine(invocation.Out, "report", $"{page}.html");
            if (!File.Exists(path)) yield return $"there is no page {page}";
            else if (Parser.ParseDocument(File.ReadAllText(path)).QuerySelector("main") is null) yield return $"nothing is on page {page}";
        }
    }
}
