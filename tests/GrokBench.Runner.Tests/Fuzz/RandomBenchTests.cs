using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using GrokBench.Models;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Tests.Commands;

namespace GrokBench.Runner.Tests.Fuzz;

/// <summary>
/// Benches of random settings, bounds, axes and events, most of them far from what anybody would train. Whatever the numbers are, a bench ends with a code of the
/// table, and what it writes can be read. The number of a bench is the seed of its suite.
/// </summary>
public sealed class RandomBenchTests
{
    private const int PerBatch = 20;

    [Test]
    public void Bench_RandomNumbers_EndsWithACodeAndWhatItWritesCanBeRead([Range(0, 2)] int batch) => Try(batch);

    /// <summary>The rest of the 500.</summary>
    [Test]
    [Category("Long")]
    public void Bench_MoreRandomNumbers_EndsWithACodeAndWhatItWritesCanBeRead([Range(3, 24)] int batch) => Try(batch);

    [Test]
    public void Base_OfAll_CoversEveryFamily() =>
        Assert.That(Base.All.Select(item => item.Model.Split(',')[0]).Distinct(), Is.EquivalentTo(Catalogue.Families.Keys.Select(name => $"kind: {name}")));

    private static void Try(int batch) => Assert.That(Enumerable.Range(batch * PerBatch, PerBatch).Select(Problem).OfType<string>(), Is.Empty);

    private static string? Problem(int number)
    {
        using var invocation = new Invocation();
        var name = $"random-{number}";
        var suite = RandomSuite.Make(name, number);
        try
        {
            var code = invocation.Run("bench", invocation.Suite(name, _ => suite));
            string[] problems = [.. Problems(code, name, invocation)];
            return problems.Length == 0 ? null : $"bench {number}: {string.Join('\n', problems)}\n{suite}";
        }
        catch (Exception exception)
        {
            return $"bench {number}: {exception}\n{suite}";
        }
    }

    private static IEnumerable<string> Problems(int code, string suite, Invocation invocation)
    {
        if ((ExitCode)code is not (ExitCode.Success or ExitCode.Failed)) yield return $"the exit code is {code}";
        var lines = $"{invocation.Output}\n{invocation.Errors}".Split('\n');
        foreach (var line in lines.Where(line => line.Contains("   at ", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal) || line.Length > 500)) yield return $"the line {line}";

        using var outcome = JsonDocument.Parse(File.ReadAllText(Path.Combine(invocation.Out, "outcome.json")));
        if (outcome.RootElement.GetProperty("exitCode").GetInt32() != code) yield return $"outcome.json says another exit code than {code}";
        using var verdicts = JsonDocument.Parse(File.ReadAllText(Path.Combine(invocation.Out, "verdicts.json")));
        _ = XDocument.Load(Path.Combine(invocation.Out, "junit.xml"));
        foreach (var page in (string[])[suite, "index", "environment"])
        {
            var path = Path.Combine(invocation.Out, "report", $"{page}.html");
            if (!File.Exists(path)) yield return $"there is no page {page}";
            else if (new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(File.ReadAllText(path)).QuerySelector("main") is null) yield return $"nothing is on page {page}";
        }
    }
}
