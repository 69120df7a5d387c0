using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Torch.Tests.Operations;

/// <summary>Every operation on the built-in engine and on TorchSharp: values of every node, losses, marks and gradients.</summary>
internal sealed class OperationTests
{
    private const double Float64 = 1e-10;

    /// <summary>In float32, unless <see cref="Float32"/> has the case: some tens of roundings of 6e-8 each, over sums of up to 70 products.</summary>
    private const double Usual = 2e-6;

    /// <summary>Relative differences that are let pass in float32, where it is more than the usual.</summary>
    private static readonly Dictionary<string, double> Float32 = new(StringComparer.Ordinal)
    {
        // At the largest width the softmax is so nearly one-hot that the gradient of its scores is what is left of a cancellation: either engine is 6e-5 from float64.
        ["attention-summed"] = 2e-4,
    };

    private readonly ParityTable table = new("operation");

    private static IEnumerable<string> Names => OperationCases.Names;

    [Test]
    public void Operation_InFloat64_AgreesToTenDigits([ValueSource(nameof(Names))] string name) =>
        Check(name, Precision.Float64, Float64);

    [Test]
    public void Operation_InFloat32_AgreesWithinItsTolerance([ValueSource(nameof(Names))] string name) =>
        Check(name, Precision.Float32, Float32.GetValueOrDefault(name, Usual));

    [Test]
    public void Dispose_OfTheOperationsPrograms_FreesEveryTensor([ValueSource(nameof(Names))] string name)
    {
        TestEngines.Torch();
        var before = LiveTensors.AfterCollection();
        foreach (var (graph, examples) in OperationCases.Of(name)) _ = Comparison.Of(graph, Precision.Float32, examples).Count();
        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    [Test]
    public void Cases_Together_HoldEveryOperationAndActivation()
    {
        var operations = Names.SelectMany(OperationCases.Of).SelectMany(entry => entry.Graph.Nodes.ToArray()).Select(node => node.Operation).ToArray();
        var known = typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract);
        Assert.Multiple(() =>
        {
            Assert.That(operations.Select(operation => operation.GetType()).Distinct(), Is.EquivalentTo(known));
            Assert.That(operations.OfType<ActivationOperation>().Select(operation => operation.Activation).Distinct(), Is.EquivalentTo(Enum.GetValues<Activation>()));
        });
    }

    [OneTimeTearDown]
    public void WriteTable() => table.Write("parity-operations.md");

    private void Check(string name, Precision precision, double tolerance)
    {
        var (what, worst) = OperationCases.Of(name).SelectMany(entry => Comparison.Of(entry.Graph, precision, entry.Examples)).MaxBy(part => part.Difference);
        table.Add(name, precision, worst);
        Assert.That(worst, Is.LessThanOrEqualTo(tolerance), what);
    }
}
