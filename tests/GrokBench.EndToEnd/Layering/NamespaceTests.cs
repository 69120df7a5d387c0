using System.Reflection;

namespace GrokBench.EndToEnd.Layering;

/// <summary>Namespaces of one project use each other one way, as projects do.</summary>
public sealed class NamespaceTests
{
    /// <summary>Projects, or namespaces of one, without cycles between their namespaces.</summary>
    private static readonly Dictionary<string, Assembly> Covered = new()
    {
        ["GrokBench.Models"] = typeof(Models.Catalogue).Assembly,
        ["GrokBench.Suites.Yaml"] = typeof(Suites.Suite).Assembly,
        ["GrokBench.Reports"] = typeof(Reports.Judging.Judge).Assembly,
        ["GrokBench.Runner"] = typeof(Runner.Hosting.ExitCode).Assembly,
    };

    private static IEnumerable<string> Roots => Covered.Keys;

    [TestCaseSource(nameof(Roots))]
    public void Namespaces_OfAProject_HaveNoCycle(string root) => Assert.That(NamespaceGraph.Of(Covered[root], root).ShortestCycle(), Is.Empty);

    [Test]
    public void ShortestCycle_TwoCycles_NamesTheShorterAndItsTypes()
    {
        var graph = new NamespaceGraph([("A", "B", "a uses b"), ("B", "C", "b uses c"), ("C", "A", "c uses a"), ("C", "D", "c uses d"), ("D", "C", "d uses c"), ("D", "D", "d uses e")]);

        Assert.That(graph.ShortestCycle(), Is.EqualTo("C -> D: c uses d\nD -> C: d uses c"));
    }

    [Test]
    public void ShortestCycle_ALongOne_IsInTheOrderOfItsSteps()
    {
        var graph = new NamespaceGraph([("A", "B", "a uses b"), ("B", "C", "b uses c"), ("C", "D", "c uses d"), ("D", "A", "d uses a")]);

        Assert.That(graph.ShortestCycle(), Is.EqualTo("A -> B: a uses b\nB -> C: b uses c\nC -> D: c uses d\nD -> A: d uses a"));
    }

    /// <summary>The family makes its graph in a method body, and no signature of it names the graph.</summary>
    [Test]
    public void ReferencedTypes_UsedInABodyAlone_AreFound() => Assert.That(
        ReferencedTypes.Of(typeof(Models.Families.BayesianMlpFamily)).Select(type => type.Name), Does.Contain("BayesianMlpGraph").And.Contain("BayesianLearner"));
}
