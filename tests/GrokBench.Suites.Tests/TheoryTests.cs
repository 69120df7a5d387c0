using GrokBench.Suites.Tests.Yaml;

namespace GrokBench.Suites.Tests;

public sealed class TheoryTests
{
    [Test]
    public void Known_Names_AreInOrderAndOnThePage()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "suites.md"));

        Assert.That(Theory.Known.Select(theory => theory.Name), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Unique);
        Assert.That(Theory.Known.Where(theory => !page.Contains($"| `{theory.Name}` | {theory.Meaning} |", StringComparison.Ordinal)), Is.Empty);
    }
}
