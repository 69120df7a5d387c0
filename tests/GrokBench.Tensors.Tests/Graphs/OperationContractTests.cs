using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu.Kernels;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Tests.Engines.Cpu;

namespace GrokBench.Tensors.Tests.Graphs;

/// <summary>What every operation has to have; a new one is found by itself.</summary>
public sealed class OperationContractTests
{
    private static readonly Graph[] GradientsChecked =
    [
        .. OperationGraphs.Operations.Keys.SelectMany(name => new[] { OperationGraphs.OnEachExample(name, 3), OperationGraphs.OnParameters(name, 3) }),
        OperationGraphs.GathersFromTables(3), OperationGraphs.MixedProducts(2, 3, 5), OperationGraphs.SpreadTimesNoise(3),
    ];

    private static readonly Graph[] SelfTests = [.. ProgramSelfTest.Runs().Select(run => run.Graph)];

    private static IEnumerable<Type> Operations => typeof(Operation).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && typeof(Operation).IsAssignableFrom(type));

    private static IEnumerable<Type> Computed => Operations.Except([typeof(ParameterOperation), typeof(ConstantOperation)]);

    private static IEnumerable<TestCaseData> Nodes =>
        from nodes in GradientsChecked.Concat(SelfTests).SelectMany(graph => graph.Nodes).GroupBy(node => node.Operation.GetType())
        select new TestCaseData((object)nodes.ToArray()).SetArgDisplayNames(nodes.Key.Name);

    [TestCaseSource(nameof(Computed))]
    public void Operation_Any_HasAKernel(Type operation) => Assert.That(KernelMakers.Operations, Does.Contain(operation));

    [TestCaseSource(nameof(Operations))]
    public void Operation_Any_HasItsGradientChecked(Type operation) => Assert.That(Of(GradientsChecked), Does.Contain(operation));

    [TestCaseSource(nameof(Operations))]
    public void Operation_Any_IsPartOfTheFingerprint(Type operation) => Assert.That(Of(SelfTests), Does.Contain(operation));

    [TestCaseSource(nameof(Operations))]
    public void Operation_Any_HasALineInTheDocs(Type operation) =>
        Assert.That(Page(), Does.Contain($"| `{operation.Name.Replace("Operation", "", StringComparison.Ordinal)}` |"));

    [Test]
    public void Fingerprint_HasEveryActivation() => Assert.That(
        SelfTests.SelectMany(graph => graph.Nodes).Select(node => (node.Operation as ActivationOperation)?.Activation).OfType<Activation>().Distinct(),
        Is.EquivalentTo(Enum.GetValues<Activation>()));

    /// <summary>Every rewrite finds something to do, so that what it makes is part of the fingerprint.</summary>
    [Test]
    public void Fingerprint_HasWhatEveryRewriteMakes()
    {
        var published = ProgramSelfTest.Published();
        var (unfolded, folded) = (SelfTests[^2], SelfTests[^1]);

        Assert.That(published.Nodes.Single(node => node.Operation is AttentionWeightsOperation).Shape.Rows, Is.EqualTo(3), "at all positions");
        Assert.That(Weights(unfolded).Any(node => node.Stage == Stage.Example && node.Shape.Rows == 1), "only the rows that are needed");
        Assert.That(unfolded.Nodes.Count(node => node is { Stage: Stage.Shared, Operation: LinearOperation }), Is.GreaterThan(2), "rows of tokens once per token");
        Assert.That(folded.Nodes.Select(node => node.Operation), Has.Some.TypeOf<HeadLinearOperation>(), "a linear map folded into the values");
        Assert.That(folded.Nodes.Select(node => node.Operation), Has.Some.Matches<Operation>(operation => operation is AttentionMixOperation { Summed: true }));
        Assert.That(new[] { published, unfolded, folded }.Select(GraphKey.Of), Is.Unique);

        static IEnumerable<Node> Weights(Graph graph) => graph.Nodes.Where(node => node.Operation is AttentionWeightsOperation);
    }

    /// <summary>A key that names a type in place of its contents would take different programs for one.</summary>
    [TestCaseSource(nameof(Nodes))]
    public void Key_OfAny_NamesContentsAndNoTypes(Node[] nodes) =>
        Assert.That(nodes.Select(node => node.Operation.Key), Has.None.Contains("System.").And.None.Contains("Immutable").And.None.Empty);

    /// <summary>Rows that rewrites ask for are rows of the input, and where they follow tokens, the sources of a row are among them.</summary>
    [TestCaseSource(nameof(Nodes))]
    public void Needs_OfAnyRow_AreRowsOfTheInputsAndHoldItsSources(Node[] nodes)
    {
        foreach (var node in nodes.Where(node => !node.Inputs.IsEmpty))
        {
            for (var row = 0; row < node.Shape.Rows; row++)
            {
                var needs = node.Inputs.Select((_, index) => node.Operation.Needs(node, index, [row])).ToArray();
                foreach (var (input, rows) in node.Inputs.Zip(needs)) Assert.That(rows, Is.All.InRange(0, input.Shape.Rows - 1));
                foreach (var (input, source) in node.Operation.Sources(node, row) ?? [])
                {
                    // One node may be several of its inputs.
                    var ofThis = needs.Where((_, index) => node.Inputs[index] == input).SelectMany(rows => rows);
                    Assert.That(ofThis, Does.Contain(source), node.ToString());
                }
            }
        }
    }

    [TestCaseSource(nameof(Nodes))]
    public void Costs_OfAny_AreFiniteAndNotNegative(Node[] nodes) => Assert.That(
        nodes.SelectMany(node => new[] { node.Operation.MultiplyAdds(node), node.Operation.Weight(node) }), Is.All.InRange(0, double.MaxValue));

    private static IEnumerable<Type> Of(Graph[] graphs) => graphs.SelectMany(graph => graph.Nodes).Select(node => node.Operation.GetType()).Distinct();

    /// <summary>Where operations and losses are described.</summary>
    internal static string Page()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GrokBench.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "families.md"));
    }
}
