using System.Globalization;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Tests.Graphs;

/// <summary>Which graphs are one program: runs that differ in how weights are drawn can be stacked, any other difference is another program.</summary>
public sealed class GraphKeyTests
{
    private static readonly Loss Usual = new(new CrossEntropyLoss(), LossPrecision.Float64);

    /// <summary>Each is the usual graph with one thing changed.</summary>
    private static readonly Dictionary<string, Graph> Others = new(StringComparer.Ordinal)
    {
        ["scale"] = Build(scale: 0.5000000000000001),
        ["mask"] = Build(visible: [1, 2, 2]),
        ["scale of scores"] = Build(scores: 0.41),
        ["heads"] = Build(heads: 1),
        ["constant"] = Build(constant: 1.0000000000000002),
        ["offsets"] = Build(offsets: [0, 0, 1]),
        ["columns"] = Build(columns: [0, 2, 1]),
        ["chosen rows"] = Build(rows: [0, 2]),
        ["activation"] = Build(activation: Activation.Gelu),
        ["epsilon"] = Build(epsilon: 1e-6),
        ["transposed"] = Build(transposed: true),
        ["order of inputs"] = Build(swapped: true),
        ["name"] = Build(name: "other"),
        ["width"] = Build(width: 8),
        ["kind of loss"] = Build(loss: Usual with { Function = new SquaredErrorOneHotLoss() }),
        ["format of loss"] = Build(loss: Usual with { Precision = LossPrecision.Float32 }),
        ["first draw"] = Build(firstDraw: 1),
    };

    private static IEnumerable<string> Names => Others.Keys;

    [Test]
    public void Of_AnotherInitialiser_IsEqual() => Assert.That(GraphKey.Of(Build(initialiser: Initialiser.Zeros)), Is.EqualTo(GraphKey.Of(Build())));

    [Test]
    public void Of_OneThingElse_Differs([ValueSource(nameof(Names))] string what) => Assert.That(GraphKey.Of(Others[what]), Is.Not.EqualTo(GraphKey.Of(Build())));

    [Test]
    public void Of_AllTheseGraphs_IsEachItsOwn() => Assert.That(Others.Values.Select(GraphKey.Of), Is.Unique);

    /// <summary>The key must name every number: some cultures write them otherwise.</summary>
    [Test]
    [SetCulture("ru-RU")]
    public void Of_InAnotherCulture_IsEqual()
    {
        var here = GraphKey.Of(Build());
        var previous = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
        var there = GraphKey.Of(Build());
        Thread.CurrentThread.CurrentCulture = previous;
        Assert.That(here, Is.EqualTo(there));
    }

    private static Graph Build(
        double scale = 0.5,
        int[]? visible = null,
        double scores = 0.4,
        int heads = 2,
        double constant = 1,
        int[]? offsets = null,
        int[]? columns = null,
        int[]? rows = null,
        Activation activation = Activation.Relu,
        double epsilon = 1e-5,
        bool transposed = false,
        bool swapped = false,
        string name = "table",
        int width = 4,
        Loss? loss = null,
        int firstDraw = 0,
        Initialiser? initialiser = null)
    {
        var graph = new GraphBuilder();
        Node Matrix(string name, int rows, int columns) => graph.Parameter(name, rows, columns, initialiser ?? Initialiser.Ones);
        var x = graph.Gather(Matrix(name, 7, width), columns ?? [0, 1, 2], offsets ?? [0, 0, 0]);
        var (a, b) = (graph.Scale(x, scale), graph.Linear(x, Matrix("weight", width, width), transposed: transposed));
        x = swapped ? graph.Add(b, a) : graph.Add(a, b);
        x = graph.AttentionMix(graph.AttentionWeights(x, x, heads, scores, visible ?? [1, 2, 3]), x, heads, summed: false);
        x = graph.LayerNorm(graph.Add(x, graph.Constant(1, width, [.. Enumerable.Repeat(constant, width)])), Matrix("gain", 1, width), Matrix("shift", 1, width), epsilon);
        x = graph.FlattenRows(graph.SelectRows(graph.Activate(x, activation), rows ?? [0, 1]));
        return graph.Build(graph.Add(graph.Linear(x, Matrix("out", 2 * width, 3)), graph.Noise(3, firstDraw)), loss ?? Usual);
    }
}
